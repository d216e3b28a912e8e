import * as vscode from 'vscode';
import type { Failure } from '../gateways/failure.ts';

/** A button under a message: its localized label, and what it does. */
export interface MessageAction {
  readonly label: string;
  readonly run: () => unknown;
}

type Show = (message: string, ...labels: string[]) => Thenable<string | undefined>;

function showWith(show: Show, message: string, actions: readonly MessageAction[]): void {
  // Never awaited: a command must not hang on a notification that nobody closes.
  void show(message, ...actions.map((action) => action.label)).then((label) => actions.find((action) => action.label === label)?.run());
}

export function showError(message: string, actions: readonly MessageAction[] = []): void {
  showWith((text, ...labels) => vscode.window.showErrorMessage(text, ...labels), message, actions);
}

export function showWarning(message: string, actions: readonly MessageAction[] = []): void {
  showWith((text, ...labels) => vscode.window.showWarningMessage(text, ...labels), message, actions);
}

export function showInformation(message: string, actions: readonly MessageAction[] = []): void {
  showWith((text, ...labels) => vscode.window.showInformationMessage(text, ...labels), message, actions);
}

/** A failure as one line: what happened, then what to do. */
export function failureWords(failure: Failure): string {
  return failure.remedy ? `${failure.message} ${failure.remedy}` : failure.message;
}
