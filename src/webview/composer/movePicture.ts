import type { DirectiveId } from '../../directives/vocabulary.ts';

let folder: string | undefined;

/** Where the directives' pictures are, as the extension says. */
export function setPictureFolder(uri: string): void {
  folder = uri;
}

/** The film of a move, as it lies beside the extension; undefined until the extension has said where. */
export function pictureUri(id: DirectiveId): string | undefined {
  return folder && `${folder}/${id}.svg`;
}

/** The same picture halted in its move: fifteen films at once keep a page repainting for as long as it is open. */
export function stillUri(id: DirectiveId): string | undefined {
  return folder && `${folder}/${id}.svg#still`;
}

/** A move's little film. It says nothing that the words beside it do not. */
export function movePicture(id: DirectiveId): HTMLImageElement {
  const picture = document.createElement('img');
  picture.src = pictureUri(id) ?? '';
  picture.alt = '';
  picture.width = 64;
  picture.height = 36;
  return picture;
}
