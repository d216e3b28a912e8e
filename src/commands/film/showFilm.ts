import type * as vscode from 'vscode';
import { documentFor, sayNoFilm } from './openFilm.ts';

/** Shows a film beside its text. */
export type ShowFilm = (document: vscode.TextDocument) => Promise<void>;

/** *Open Film*: `{uri?}`, a Uri, or the editor in front. Resolves to the film's address, or to undefined where there is none. */
export async function showFilm(argument: unknown, show: ShowFilm): Promise<{ readonly uri: string } | undefined> {
  const document = await documentFor(argument);
  if (document?.languageId !== 'hailuo') {
    sayNoFilm();
    return undefined;
  }
  await show(document);
  return { uri: document.uri.toString() };
}
