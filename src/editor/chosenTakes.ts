import * as vscode from 'vscode';
import { settingLinesOf } from '../shots/document.ts';
import { readSetting } from '../shots/settingValue.ts';
import { shotsOf } from './shotDocument.ts';

/** The takes that a document chooses with `@take`, each once. */
export function chosenTakesIn(document: vscode.TextDocument): readonly string[] {
  const written = settingLinesOf(shotsOf(document)).flatMap(({ setting, value }) => (setting === 'take' ? readSetting(setting, value?.text)?.take ?? [] : []));
  return [...new Set(written)];
}

/** Whether a chosen take is there; undefined where that cannot be told, such as for a way from a document that is not saved. Touches no other host. */
export async function lookAtTake(written: string, { uri, isUntitled }: vscode.TextDocument): Promise<'there' | 'missing' | undefined> {
  const isWhole = /^(?:\/|[a-z]:)/iu.test(written);
  if ((isUntitled ? !isWhole : uri.scheme !== 'file') || /^(?:[\\/]{2}|[a-z][\w+.-]+:)/iu.test(written)) return undefined;
  const file = isWhole ? vscode.Uri.file(written) : vscode.Uri.joinPath(uri, '..', written);
  return vscode.workspace.fs.stat(file).then(({ type }) => ((type & vscode.FileType.File) === 0 ? 'missing' : 'there'), () => 'missing');
}
