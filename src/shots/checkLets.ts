import * as l10n from '@vscode/l10n';
import { shotProblem } from './checkSettings.ts';
import type { ShotProblem } from './checkSettings.ts';
import type { DocumentShot, Script } from './document.ts';
import { toDocument } from './document.ts';
import { isCircular, usesIn, wordsOf } from './lets.ts';
import type { LetLine } from './lets.ts';
import { unknownWord } from './promptProblems.ts';

/**
 * What is wrong with the `@let` lines of a document and the places that ask for them. An unknown or circular name would be
 * sent with its braces, so both are errors; a name that nobody asks for costs nothing.
 */
export function letProblems({ lets, shots }: Script): readonly ShotProblem[] {
  if (lets.length === 0 && shots.every((shot) => shot.lets.length === 0 && !shot.prompt.includes('{{'))) return [];
  const used = new Set<string>();
  const inShots = shots.flatMap((shot) => {
    const own = shot.lets === lets ? [] : shot.lets;
    const words = wordsOf(lets, own);
    markUsed(usesIn(shot.prompt).map(({ name }) => name), words, used);
    return [...unknownUses(shot, words), ...lineUses(own, words), ...unusedLines(own, words, shot.prompt)];
  });
  const all = wordsOf(lets, []);
  const unused = lets.filter(({ name }) => !used.has(name.text)).map(unusedLine);
  return [...lineUses(lets, all), ...unused, ...inShots];
}

/** Marks the names that a text asks for, those in their words too. */
function markUsed(names: readonly string[], words: ReadonlyMap<string, string>, used: Set<string>): void {
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    for (const use of usesIn(words.get(name) ?? '')) open.push(use.name);
  }
}

/**
 * The lines above the first title that a shot's words lead to and that can't be filled in there: what is wrong with them is wrong with
 * the shot. A line that the shot has one of its own for counts for nothing in it.
 */
export function unfilledLines({ lets, shots }: Script, shot: DocumentShot): readonly LetLine[] {
  const own = shot.lets === lets ? [] : shot.lets;
  if (lets.length === 0 || !shots.includes(shot)) return [];
  const words = wordsOf(lets, own);
  const used = new Set<string>();
  markUsed(usesIn(shot.prompt).map(({ name }) => name), words, used);
  const ruling = new Map([...lets, ...own].map((line) => [line.name.text, line]));
  return lets.filter((line) => used.has(line.name.text) && ruling.get(line.name.text) === line
    && (isCircular(line.name.text, words) || usesIn(line.value.text).some(({ name }) => !words.has(name))));
}

function unknownUses(shot: DocumentShot, words: ReadonlyMap<string, string>): readonly ShotProblem[] {
  return usesIn(shot.prompt).filter(({ name }) => !words.has(name)).map(({ start, end, name }) =>
    unknownWord({ name, start: toDocument(shot, start) ?? shot.start, end: toDocument(shot, end) ?? shot.start }));
}

/** In words themselves: what they ask for may be missing, or lead back to them. */
function lineUses(lines: readonly LetLine[], words: ReadonlyMap<string, string>): readonly ShotProblem[] {
  return lines.flatMap(({ name, value }) => {
    if (isCircular(name.text, words)) return [shotProblem('circular-word', 'error', name, l10n.t('“{0}” refers to itself, so it can’t be filled in.', name.text))];
    return usesIn(value.text).filter((use) => !words.has(use.name)).map((use) => unknownWord({ ...use, start: value.start + use.start, end: value.start + use.end }));
  });
}

function unusedLines(own: readonly LetLine[], words: ReadonlyMap<string, string>, prompt: string): readonly ShotProblem[] {
  const used = new Set<string>();
  markUsed(usesIn(prompt).map(({ name }) => name), words, used);
  return own.filter(({ name }) => !used.has(name.text)).map(unusedLine);
}

function unusedLine({ name }: LetLine): ShotProblem {
  return shotProblem('unused-word', 'information', name, l10n.t('No prompt uses “{0}”.', `{{${name.text}}}`));
}
