import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { showError } from '../host/messages.ts';
import type { Shot } from '../shots/shot.ts';
import type { ShotArguments } from './shotArguments.ts';
import { readShotArguments } from './shotArguments.ts';

/** Shows a shot on the live stage; resolves to it. */
export type OpenStage = (request: ShotArguments) => Promise<{ readonly shot: Shot } | undefined>;

/** *Preview Camera* `{prompt, source}`; resolves to the prompt and the seconds of what plays. */
export function registerPreviewCamera(open: OpenStage): vscode.Disposable {
  return vscode.commands.registerCommand(commands.previewCamera, async (argument: unknown): Promise<{ readonly prompt: string; readonly duration: number } | undefined> => {
    const read = readShotArguments(argument);
    if (read.kind === 'refused') {
      showError(read.message);
      return undefined;
    }
    const found = await open({ ...read.value, ...sourceOfTitle(argument) });
    return found && { prompt: found.shot.prompt, duration: found.shot.settings.duration };
  });
}

/** The editor's title passes its document, which need not be the active one in a split window. */
function sourceOfTitle(argument: unknown): Pick<ShotArguments, 'source'> {
  if (!(argument instanceof vscode.Uri)) return {};
  const uri = argument.toString();
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  return { source: { uri, line: editor?.selection.active.line ?? 0 } };
}
