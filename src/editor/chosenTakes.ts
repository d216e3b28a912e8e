import * as path from 'node:path';
import type * as vscode from 'vscode';
import { isThere, namedTake } from '../film/namedTake.ts';
import { settingLinesOf } from '../shots/document.ts';
import { readSetting } from '../shots/settingValue.ts';
import type { LookedTake } from '../shots/checkOptions.ts';
import { shotsOf } from './shotDocument.ts';

/** The takes that a document chooses with `@take`, each once. */
export function chosenTakesIn(document: vscode.TextDocument): readonly string[] {
  const written = settingLinesOf(shotsOf(document)).flatMap(({ setting, value }) => (setting === 'take' ? readSetting(setting, value?.text)?.take ?? [] : []));
  return [...new Set(written)];
}

/** Whether a chosen take is there, as the film looks for it; undefined where that cannot be told, such as for a way from a document that is not saved. Touches no other host. */
export async function lookAtTake(written: string, { uri }: Pick<vscode.TextDocument, 'uri'>): Promise<LookedTake | undefined> {
  const named = namedTake(written, uri.scheme === 'file' ? path.dirname(uri.fsPath) : undefined);
  if (named === undefined) return undefined;
  return named.isNear ? ((await isThere(named)) ? 'there' : 'missing') : 'elsewhere';
}
