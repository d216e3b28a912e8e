import type { FrameWish } from '../../views/composer/protocol.ts';

export interface DropEvents {
  readonly image: (blob: Blob, name: string) => void;
  /** Its last frame is meant. */
  readonly video: (blob: Blob) => void;
  readonly wish: (wish: FrameWish) => void;
  /** Whether something that may be dropped is over the page. */
  readonly inviting: (inviting: boolean) => void;
}

/** The first is set by the library of takes. */
const uriTypes = ['application/vnd.hailuo.take', 'application/vnd.code.uri-list', 'text/uri-list'];

function offers({ dataTransfer }: DragEvent): boolean {
  return dataTransfer !== null && [...dataTransfer.types].some((type) => type === 'Files' || uriTypes.includes(type));
}

function firstUri(data: DataTransfer): string | undefined {
  const list = uriTypes.map((type) => data.getData(type)).find((text) => text !== '');
  return list?.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#'));
}

/** Images and takes dropped anywhere on the page, and images pasted, become the first frame; text goes where it always goes. */
export function watchDrops(page: HTMLElement, events: DropEvents): void {
  let depth = 0;
  const leave = (): void => {
    depth = 0;
    events.inviting(false);
  };
  page.addEventListener('dragenter', (event) => {
    if (!offers(event)) return;
    depth += 1;
    events.inviting(true);
  });
  page.addEventListener('dragleave', (event) => {
    if (!offers(event)) return;
    depth -= 1;
    if (depth <= 0) leave();
  });
  page.addEventListener('dragover', (event) => {
    if (offers(event)) event.preventDefault();
  });
  page.addEventListener('drop', (event) => {
    const data = event.dataTransfer;
    if (!data || !offers(event)) return;
    event.preventDefault();
    event.stopPropagation();
    leave();
    const [file] = data.files;
    const uri = firstUri(data);
    if (file?.type.startsWith('video/')) events.video(file);
    else if (file) events.image(file, file.name);
    else if (uri !== undefined) events.wish(/^https?:/iu.test(uri) ? { kind: 'url', url: uri } : { kind: 'file', uri });
  }, { capture: true });
  page.addEventListener('paste', (event) => {
    // Cells of Excel, WPS and Word come as text and as a picture of them: the text is meant.
    if ((event.clipboardData?.getData('text/plain') ?? '').trim() !== '') return;
    const file = [...event.clipboardData?.files ?? []].find(({ type }) => type.startsWith('image/'));
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    events.image(file, file.name);
  }, { capture: true });
}
