import type { DirectiveId } from '../../directives/vocabulary.ts';

let folder = '';

/** Where the directives' pictures are, as the extension says. */
export function setPictureFolder(uri: string): void {
  folder = uri;
}

/** The theme's kind tells which of the two pictures of a move fits. */
export function pictureUri(id: DirectiveId): string {
  const light = document.body.classList.contains('vscode-light') || document.body.classList.contains('vscode-high-contrast-light');
  return folder === '' ? '' : `${folder}/${id}-${light ? 'light' : 'dark'}.svg`;
}

/** A move's little film. It says nothing that the words beside it do not. */
export function movePicture(id: DirectiveId): HTMLImageElement {
  const picture = document.createElement('img');
  picture.src = pictureUri(id);
  picture.alt = '';
  picture.width = 64;
  picture.height = 36;
  return picture;
}
