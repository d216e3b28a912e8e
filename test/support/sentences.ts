import { getL10nJson } from '@vscode/l10n-dev';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.ts';

/** The two packages whose `t` puts a sentence into the person's language, under the names that the tool takes for theirs. */
const usual = /^import (?:type )?\* as (?:l10n from '@vscode\/l10n'|vscode from 'vscode');$/gmu;
const imported = /from '(?:@vscode\/l10n|vscode)'/u;

/**
 * The sentences of these sources (paths within the checkout) that are shown in the person's language, by the keys of their
 * translations, as `npm run l10n` finds them. The tool prepares its search anew for each text that it is given, which takes
 * twenty times as long as the search: all sources that name the packages alike are read as one text.
 */
export async function sentencesIn(paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const sources = paths.map((path) => readFileSync(join(root, path), 'utf8')).filter((contents) => imported.test(contents));
  const bodies = sources.map((contents) => contents.replace(usual, ''));
  const alike = bodies.filter((body) => !imported.test(body)).join('\n');
  const others = sources.filter((_, at) => imported.test(bodies[at] ?? ''));
  // One of the imports is enough for both names, and each has the whole text searched.
  const texts = [`import * as vscode from 'vscode';\n${alike}`, ...others];
  const found = await getL10nJson(texts.map((contents) => ({ extension: '.ts' as const, contents })));
  return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, typeof value === 'string' ? value : value.message]));
}
