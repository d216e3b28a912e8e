import * as vscode from 'vscode';
import { settings, settingsSection } from '../host/ids.ts';

/** The `when` clauses in package.json read this; `config.` gives them no list. */
const key = `${settingsSection}.${settings.languages}`;

/** Tells the editor's context menu in which languages prompts are written, as `hailuo.languages` says; `.hailuo` always is one. */
export function tellMenuLanguages(): vscode.Disposable {
  const tell = (): void => {
    const chosen: unknown = vscode.workspace.getConfiguration(settingsSection).get(settings.languages);
    const languages: readonly unknown[] = Array.isArray(chosen) ? chosen : [];
    void vscode.commands.executeCommand('setContext', key, ['hailuo', ...languages]);
  };
  tell();
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(key)) {
      tell();
    }
  });
}
