import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';

/** A sidecar opened as text offers the take that it tells of, in its first line. */
export function registerSidecarLens(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider({ pattern: '**/*.mp4.json' }, {
    provideCodeLenses: ({ uri }) => [
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title: `$(play-circle)\u00A0${l10n.t('Open take')}`, command: commands.openTake, arguments: [uri] }),
    ],
  });
}
