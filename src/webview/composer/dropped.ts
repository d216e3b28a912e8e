/** What a drop or a paste brings that may become the first frame. */
export type Dropped =
  | { readonly kind: 'image' | 'video'; readonly blob: Blob; readonly name: string }
  /** An address: of a file of this machine, or of the web. */
  | { readonly kind: 'uri'; readonly uri: string };

/** One of them, and whether it is but one of several. */
export interface Choice {
  readonly one: Dropped;
  readonly several: boolean;
}

/** The first is set by the library of takes. */
export const uriTypes = ['application/vnd.hailuo.take', 'application/vnd.code.uri-list', 'text/uri-list'];

/** The first image or video of what was dropped; where there is neither, the first file, so that it can be said why it is none. */
export function droppedIn(data: DataTransfer): Choice | undefined {
  const files = [...data.files];
  const fitting = files.filter(isPicture);
  const file = fitting[0] ?? files[0];
  if (file) return { one: asDropped(file), several: fitting.length > 1 };
  const uris = urisIn(data);
  const uri = pictureAddress(data) ?? uris[0];
  if (uri === undefined) return undefined;
  const picture = pictureIn(uri);
  return { one: picture ?? { kind: 'uri', uri }, several: uris.length > 1 };
}

/**
 * The image or video of what was pasted. Cells of Excel, WPS and Word come as text and as a picture of them: the text is
 * meant. A file that was copied comes with its own name or path as text: the file is meant.
 */
export function pastedIn(data: DataTransfer): Choice | undefined {
  const files = [...data.files].filter(isPicture);
  const [file] = files;
  if (!file) return undefined;
  const text = data.getData('text/plain').trim();
  const isName = text.split(/\r?\n/u).every((line) => files.some(({ name }) => name !== '' && line.trim().split(/[\\/]/u).at(-1) === name));
  return text === '' || isName ? { one: asDropped(file), several: files.length > 1 } : undefined;
}

function isPicture({ type }: File): boolean {
  return /^(?:image|video)\//u.test(type);
}

function asDropped(file: File): Dropped {
  return { kind: file.type.startsWith('video/') ? 'video' : 'image', blob: file, name: file.name };
}

function urisIn(data: DataTransfer): readonly string[] {
  const list = uriTypes.map((type) => data.getData(type)).find((text) => text !== '') ?? '';
  return list.split(/\r?\n/u).filter((line) => line !== '' && !line.startsWith('#'));
}

/** A picture that is dragged out of a page and leads elsewhere has the address that it leads to in its list, and its own in its markup. */
function pictureAddress(data: DataTransfer): string | undefined {
  const html = data.getData('text/html');
  if (html === '') return undefined;
  const pictures = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('img');
  const address = pictures.length === 1 ? pictures[0]!.getAttribute('src') ?? '' : '';
  return /^(?:https?:|data:image\/)/iu.test(address) ? address : undefined;
}

/** The picture that is its own address: `data:image/png;base64,…`. */
function pictureIn(uri: string): Dropped | undefined {
  const [, type, coded] = /^data:(image\/[\w.+-]+)(?:;[\w.+-]+=[\w.+-]*)*;base64,(.*)$/isu.exec(uri) ?? [];
  if (type === undefined || coded === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(decodeURIComponent(coded)), (letter) => letter.charCodeAt(0));
    return { kind: 'image', blob: new Blob([bytes], { type }), name: `image.${type.slice(6)}` };
  } catch {
    // Not whole: it is an address like any other, which is refused with a word.
    return undefined;
  }
}
