import * as l10n from '@vscode/l10n';
import { languageOf } from '../directives/language.ts';
import { noticeFor, placeholderLabel } from '../animatic/render/words.ts';
import type { Take } from '../takes/take.ts';
import type { FilmShot } from './film.ts';
import { shown } from './film.ts';
import { lengthWords, secondsOf, sumOf } from './filmWords.ts';
import { movesOf } from './shotList.ts';
import type { SheetOrder, SheetOutcome, SheetShot, SheetTheme } from './sheet/order.ts';
import { drawInWorker } from './sheet/drawInWorker.ts';

export interface SheetWish {
  /** The film's name. */
  readonly name: string;
  readonly theme: SheetTheme;
  /** The length of shots whose text tells none, seconds. */
  readonly usualSeconds: number;
  /** The PNG is made smaller until it has at most so many bytes. */
  readonly maxBytes?: number;
  /** The absolute path of a picture of a take, where one was made; without one the shot's animatic stands for it. */
  readonly posterOf: (take: Take) => Promise<string | undefined>;
  /** A first frame as written → a URL or an absolute path; undefined: it is not shown. */
  readonly locate: (written: string) => string | undefined;
}

/**
 * The contact sheet of a film as a PNG: of each shot that it shows a picture, number, title, moves and length. Needs no webview
 * and no network; drawn in a thread of its own. Never rejects.
 */
export async function contactSheet(film: readonly FilmShot[], wish: SheetWish): Promise<SheetOutcome> {
  return drawInWorker(await sheetOrder(film, wish));
}

/** What `contactSheet` draws, in words. */
export async function sheetOrder(film: readonly FilmShot[], { name, theme, usualSeconds, maxBytes, posterOf, locate }: SheetWish): Promise<SheetOrder> {
  const shots = await Promise.all(shown(film).map((shot) => sheetShot(shot, usualSeconds, posterOf, locate)));
  return {
    name, theme, shots, facts: lengthWords(sumOf(film, usualSeconds)), length: l10n.t('{0} s', '{0}'), notice: noticeFor(undefined), placeholder: placeholderLabel(),
    ...(maxBytes !== undefined && { maxBytes }),
  };
}

async function sheetShot(shot: FilmShot, usualSeconds: number, posterOf: SheetWish['posterOf'], locate: SheetWish['locate']): Promise<SheetShot> {
  const { firstFrame: written } = shot.written;
  const firstFrame = written === undefined ? undefined : locate(written);
  const poster = shot.chosen && (await posterOf(shot.chosen.take).catch(() => undefined));
  return {
    number: shot.number, title: shot.title, moves: movesOf(shot, languageOf(shot.shot.filled)), seconds: secondsOf(shot, usualSeconds), prompt: shot.shot.filled,
    ...(firstFrame !== undefined && { firstFrame }), ...(poster !== undefined && { poster }),
  };
}
