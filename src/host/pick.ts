import * as vscode from 'vscode';
import { plain } from './plain.ts';

/** One line of a picker. Its words may be those of strangers; an icon is one of VS Code's, by name. */
export interface Choice extends vscode.QuickPickItem {
  readonly icon?: string;
}

type Shown<T> = vscode.QuickPickItem & { readonly choice: T };

function shown<T extends Choice>(choice: T): Shown<T> {
  const { icon, label, description, detail } = choice;
  return {
    ...choice, choice, label: icon === undefined ? plain(label) : `$(${icon}) ${plain(label)}`,
    ...(description !== undefined && { description: plain(description) }), ...(detail !== undefined && { detail: plain(detail, 500) }),
  };
}

function quiet(options: vscode.QuickPickOptions): vscode.QuickPickOptions {
  const { title, placeHolder } = options;
  return { ...options, ...(title !== undefined && { title: plain(title) }), ...(placeHolder !== undefined && { placeHolder: plain(placeHolder, 500) }) };
}

/** Lets the person choose one; undefined when they choose none. */
export async function pick<T extends Choice>(choices: readonly T[], options: vscode.QuickPickOptions): Promise<T | undefined> {
  return (await vscode.window.showQuickPick(choices.map(shown), quiet(options)))?.choice;
}

/** Lets the person choose several; undefined when they leave. */
export async function pickSome<T extends Choice>(choices: readonly T[], options: vscode.QuickPickOptions): Promise<readonly T[] | undefined> {
  return (await vscode.window.showQuickPick(choices.map(shown), { ...quiet(options), canPickMany: true }))?.map(({ choice }) => choice);
}

function said<T>(message: T): T | string {
  return typeof message === 'string' ? plain(message, 500) : message;
}

/** Asks for words; undefined when the person leaves. */
export function askWords(options: vscode.InputBoxOptions): Thenable<string | undefined> {
  const { title, prompt, placeHolder, validateInput } = options;
  return vscode.window.showInputBox({
    ...options, ...(validateInput && { validateInput: async (value: string) => said(await validateInput(value)) }), ...(title !== undefined && { title: plain(title) }), ...(prompt !== undefined && { prompt: plain(prompt, 500) }), ...(placeHolder !== undefined && { placeHolder: plain(placeHolder) }),
  });
}
