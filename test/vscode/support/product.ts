import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../../src/api.ts';
import type { PublicTask } from '../../../src/tasks/publicTask.ts';
import { until } from '../../support/until.ts';
import { messagesDuring, sayYes } from './messages.ts';

/** The extension as another extension gets it. */
export async function activated(): Promise<HailuoApi> {
  const extension = vscode.extensions.getExtension<HailuoApi>('hailuo-director.hailuo-director');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** The task as soon as it is in one of these states; waits for change events, not for time. */
export function taskIn(api: HailuoApi, id: string, states: readonly PublicTask['state'][]): Promise<PublicTask> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const task = api.tasks().find((one) => one.id === id);
      if (!task || !states.includes(task.state)) {
        return false;
      }
      listening.dispose();
      resolve(task);
      return true;
    };
    const listening = api.onDidChangeTasks(look);
    look();
  });
}

/** The editor in front once it shows this document: a command that opens one has ended before this window hears which is in front. */
export async function inFront(path: string): Promise<vscode.TextEditor> {
  const editor = await until(`${path} is in front`, () => vscode.window.activeTextEditor, (active) => active?.document.uri.path.endsWith(path) === true);
  assert.ok(editor);
  return editor;
}

let opened = 0;

/** Opens a document with this text and selects all of it, or puts the cursor at `cursor`. */
export async function openPrompt(text: string, language = 'plaintext', cursor?: vscode.Position): Promise<vscode.TextEditor> {
  // A name of its own: VS Code gives the next unnamed document the name of the one just closed, and at times its words.
  const unnamed = await vscode.workspace.openTextDocument(vscode.Uri.parse(`untitled:prompt-${++opened}`));
  const document = await vscode.languages.setTextDocumentLanguage(unnamed, language);
  const filling = new vscode.WorkspaceEdit();
  filling.insert(document.uri, new vscode.Position(0, 0), text);
  assert.ok(await vscode.workspace.applyEdit(filling));
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = cursor ? new vscode.Selection(cursor, cursor) : new vscode.Selection(document.positionAt(0), document.positionAt(text.length));
  return editor;
}

/** Sets user settings for one test; the result puts back what was there. */
export async function withSettings(values: Readonly<Record<string, unknown>>): Promise<() => Promise<void>> {
  const configuration = vscode.workspace.getConfiguration('hailuo');
  const before = new Map(Object.keys(values).map((key) => [key, configuration.inspect(key)?.globalValue]));
  for (const [key, value] of Object.entries(values)) {
    await configuration.update(key, value, vscode.ConfigurationTarget.Global);
  }
  return async () => {
    for (const [key, value] of before) {
      await vscode.workspace.getConfiguration('hailuo').update(key, value, vscode.ConfigurationTarget.Global);
    }
    // Limits that are taken away count on until the person agrees.
    await messagesDuring(() => vscode.commands.executeCommand('hailuo.reviewLimits'), sayYes);
  };
}
