import { readStill } from '../../animatic/clip/still.ts';
import { placeholderPicture } from '../../animatic/render/placeholder.ts';
import type { Picture } from '../../animatic/render/picture.ts';
import { isRemote } from '../../animatic/render/words.ts';
import { drawSheet } from './drawSheet.ts';
import { layOut, widestTile } from './layout.ts';
import { loadLetters } from './letters.ts';
import type { SheetOrder, SheetOutcome, SheetShot } from './order.ts';
import { encodePng } from './png.ts';
import { createAnimaticFrames, scaled } from './shotPicture.ts';
import { createWriting } from './writing.ts';

/** No tile is narrower, pixels: nothing could be told from it. */
const narrowest = 96;

interface Pictures { readonly poster?: Picture; readonly firstFrame?: Picture }

/** Pictures that cannot be read are left out: the animatic's frame stands for a poster, the figure for a first frame. */
async function picturesOf({ poster, firstFrame }: SheetShot, placeholder: string): Promise<Pictures> {
  const read = async (file: string): Promise<Picture | undefined> => readStill(file).catch(() => undefined);
  const own = poster === undefined ? undefined : await read(poster);
  if (own) return { poster: own };
  const first = firstFrame === undefined ? undefined : isRemote(firstFrame) ? placeholderPicture(placeholder) : await read(firstFrame);
  return first ? { firstFrame: first } : {};
}

/**
 * Draws a contact sheet and codes it. Where it may have so many bytes only, its tiles shrink until it fits; the narrowest that
 * there are may still be larger. Takes some milliseconds a shot, so it belongs in a worker.
 */
export async function makeSheet(order: SheetOrder): Promise<SheetOutcome & { readonly kind: 'sheet' }> {
  const writing = createWriting(await loadLetters());
  const pictures: Pictures[] = [];
  for (const shot of order.shots) pictures.push(await picturesOf(shot, order.placeholder));
  const most = order.maxBytes ?? Infinity;
  for (let tile = widestTile(order.shots.length);;) {
    const animatic = createAnimaticFrames(order.notice);
    const { width, height, bytes } = drawSheet(order, layOut(order.shots.length, tile), writing, (index, wide, high) => {
      const { poster, firstFrame } = pictures[index]!;
      return poster ? scaled(poster, wide, high) : animatic(order.shots[index]!, firstFrame, wide, high);
    });
    const png = encodePng(width, height, bytes);
    if (png.length <= most || tile <= narrowest) return { kind: 'sheet', png, width, height };
    // Bytes grow a little slower than pixels.
    tile = Math.max(narrowest, Math.min(tile - 8, Math.floor(tile * Math.sqrt(most / png.length) * 0.97)));
  }
}
