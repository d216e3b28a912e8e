import * as l10n from '@vscode/l10n';
import type { FrameWish } from '../../views/composer/protocol.ts';
import type { Choice } from './dropped.ts';
import { droppedIn, pastedIn, uriTypes } from './dropped.ts';

export interface DropEvents {
  readonly image: (blob: Blob, name: string) => void;
  /** Its last frame is meant. */
  readonly video: (blob: Blob) => void;
  readonly wish: (wish: FrameWish) => void;
  /** One sentence for the person. */
  readonly say: (message: string) => void;
  /** Whether something that may be dropped is over the page. */
  readonly inviting: (inviting: boolean) => void;
}

function offers({ dataTransfer }: DragEvent): boolean {
  return dataTransfer !== null && [...dataTransfer.types].some((type) => type === 'Files' || uriTypes.includes(type));
}

function use({ one, several }: Choice, events: DropEvents): void {
  // What was said of the one before is over.
  events.say(several ? l10n.t('A shot starts with one image: the first of them is used.') : '');
  if (one.kind === 'uri') events.wish(/^https?:/iu.test(one.uri) ? { kind: 'url', url: one.uri } : { kind: 'file', uri: one.uri });
  else if (one.kind === 'video') events.video(one.blob);
  else events.image(one.blob, one.name);
}

/** Images and takes dropped anywhere on the page or pasted become the first frame; text goes where it always goes. */
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
    const choice = droppedIn(data);
    if (choice) use(choice, events);
  }, { capture: true });
  page.addEventListener('paste', (event) => {
    const choice = event.clipboardData ? pastedIn(event.clipboardData) : undefined;
    if (!choice) return;
    event.preventDefault();
    event.stopPropagation();
    use(choice, events);
  }, { capture: true });
}
