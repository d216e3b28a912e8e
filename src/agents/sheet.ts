import * as vscode from 'vscode';
import { noticeFor, placeholderLabel } from '../animatic/render/words.ts';
import { languageOf } from '../directives/language.ts';
import { drawInWorker } from '../film/sheet/drawInWorker.ts';
import { movesInPrompt } from '../film/shotList.ts';
import { takeTitle } from '../takes/quote.ts';
import type { Take } from '../takes/take.ts';
import { ourPicture } from './places.ts';
import type { AgentServices } from './services.ts';

/** A picture part of a tool's result, where the editor has one (1.106). */
interface PictureParts { readonly image: (data: Uint8Array, mime: string) => vscode.LanguageModelTextPart }

/** A sheet heavier than this is left out, bytes. */
const heaviest = 200_000;
/** More pictures on one sheet tell nothing at this weight. */
const mostOnSheet = 12;

/**
 * A contact sheet of these videos as a PNG of at most 200 kB; undefined where it cannot be drawn. A video of which no picture was made yet has
 * its animatic's frame, which says so; of a first frame elsewhere, which a metadata file may name as it likes, that shows nothing.
 */
async function drawTakes(takes: readonly Take[], { posterOf, storage }: Pick<AgentServices, 'posterOf' | 'storage'>): Promise<Uint8Array | undefined> {
  const shots = await Promise.all(takes.slice(0, mostOnSheet).map(async (take, index) => {
    const { prompt, settings: { duration, firstFrame: named } } = take.shot;
    const firstFrame = ourPicture(named, storage);
    const poster = await posterOf(take).catch(() => undefined);
    return { number: index + 1, title: takeTitle(take), moves: movesInPrompt(prompt, languageOf(prompt)), seconds: duration, prompt, ...(firstFrame !== undefined && { firstFrame }), ...(poster !== undefined && { poster }) };
  }));
  if (shots.length === 0) return undefined;
  const sheet = await drawInWorker({ name: '', facts: '', shots, theme: 'light', maxBytes: heaviest, length: '{0} s', notice: noticeFor(undefined), placeholder: placeholderLabel() });
  return sheet.kind === 'sheet' && sheet.png.length <= heaviest ? sheet.png : undefined;
}

/** The same as a part of a tool's result; none where the editor has no such parts. */
export async function sheetOf(takes: readonly Take[], services: Pick<AgentServices, 'posterOf' | 'storage'>): Promise<readonly vscode.LanguageModelTextPart[]> {
  const parts = (vscode as { readonly LanguageModelDataPart?: PictureParts }).LanguageModelDataPart;
  const png = parts && (await drawTakes(takes, services));
  return parts && png ? [parts.image(png, 'image/png')] : [];
}
