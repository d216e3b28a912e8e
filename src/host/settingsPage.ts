import * as vscode from 'vscode';
import { settingsSection } from './ids.ts';

/** Shows these settings of ours, and no others, in VS Code's settings; `names` are below our section. */
export function showSettings(...names: readonly string[]): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.openSettings', names.map((name) => `@id:${settingsSection}.${name}`).join(' '));
}
