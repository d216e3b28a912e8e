import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GatewayId } from '../../gateways/gateway.ts';
import type { OpenFilm } from '../../host/filmText.ts';
import { readFilm } from '../../host/filmText.ts';
import { showInformation } from '../../host/messages.ts';
import type { Takes } from '../../takes/takes.ts';

/** The one film whose text is in sight, else the one that is open at all, while a page such as the film's own is in front; undefined where it could be several. */
function onlyFilm(): vscode.TextDocument | undefined {
  const isFilm = ({ languageId, isClosed }: vscode.TextDocument): boolean => languageId === 'hailuo' && !isClosed;
  const inSight = new Set(vscode.window.visibleTextEditors.map(({ document }) => document).filter(isFilm));
  const [film, ...others] = inSight.size > 0 ? inSight : vscode.workspace.textDocuments.filter(isFilm);
  return others.length === 0 ? film : undefined;
}

/** `{uri}`, a Uri, or the editor in front. */
export async function documentFor(argument: unknown): Promise<vscode.TextDocument | undefined> {
  const given: unknown = argument instanceof vscode.Uri ? argument : (argument as { readonly uri?: unknown } | undefined)?.uri;
  try {
    if (given instanceof vscode.Uri) return await vscode.workspace.openTextDocument(given);
    if (typeof given === 'string') return await vscode.workspace.openTextDocument(vscode.Uri.parse(given, true));
  } catch {
    return undefined;
  }
  return vscode.window.activeTextEditor?.document ?? onlyFilm();
}

export function sayNoFilm(): void {
  showInformation(l10n.t('Open a .hailuo file: its shots in order are the film.'));
}

/** The film that a command is meant for; undefined when there is none, which is said. `gateway`: where its shots are to be made instead of where the text says. */
export async function openFilm(argument: unknown, takes: Pick<Takes, 'all' | 'read'>, gateway?: GatewayId): Promise<OpenFilm | undefined> {
  const document = await documentFor(argument);
  if (document?.languageId !== 'hailuo') {
    sayNoFilm();
    return undefined;
  }
  const film = await readFilm(document, takes, gateway);
  if (film.shots.length === 0) {
    showInformation(l10n.t('This file has no shots yet.'));
    return undefined;
  }
  return film;
}
