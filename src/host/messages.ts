import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Failure } from '../gateways/failure.ts';
import { fitsOneLine } from './fitsOneLine.ts';
import { plain, plainLines } from './plain.ts';
import { showSettings } from './settingsPage.ts';
import { oneLine } from '../shots/oneLine.ts';

/** A button under a message: its localized label, and what it does. */
export interface MessageAction {
  readonly label: string;
  readonly run: () => unknown;
}

type Show = (message: string, ...labels: string[]) => Thenable<string | undefined>;

/** VS Code cuts a notification at a thousand characters, and with it the sentence that says what to do. */
const longest = 900;

function showWith(show: Show, message: string, actions: readonly MessageAction[]): void {
  const text = plain(message, longest);
  const labels = actions.map((action) => action.label);
  // Never awaited: a command must not hang on a notification that nobody closes. One without a button is cut to its first line.
  void show(text, ...(labels.length > 0 || fitsOneLine(text) ? labels : [l10n.t('OK')])).then((label) => actions.find((action) => action.label === label)?.run());
}

/** The words of a message may hold those of strangers: whatever they are, only `actions` can be clicked. */
export function showError(message: string, actions: readonly MessageAction[] = []): void {
  showWith((text, ...labels) => vscode.window.showErrorMessage(text, ...labels), message, actions);
}

export function showWarning(message: string, actions: readonly MessageAction[] = []): void {
  showWith((text, ...labels) => vscode.window.showWarningMessage(text, ...labels), message, actions);
}

export function showInformation(message: string, actions: readonly MessageAction[] = []): void {
  showWith((text, ...labels) => vscode.window.showInformationMessage(text, ...labels), message, actions);
}

/** The button that shows settings of ours, by their names below our section. */
export function openSettings(...names: readonly string[]): MessageAction {
  return { label: l10n.t('Open Settings'), run: () => showSettings(...names) };
}

/** A question that stops everything else; `detail` may have several lines. */
export interface Question {
  readonly question: string;
  readonly detail: string;
  /** The button that says yes. */
  readonly yes: string;
  /** See `Choices`. */
  readonly first?: MessageAction;
  /** `warning` where something is lost or paid for. */
  readonly tone?: 'warning' | 'information';
}

/** A question with several ways on; each has a button, Cancel is one more. */
export interface Choices<Id extends string> {
  readonly title: string;
  /** One line each. */
  readonly detail: readonly string[];
  readonly choices: readonly { readonly id: Id; readonly label: string }[];
  /**
   * A button before the choices, which answers with none of them. VS Code gives its dialogs' focus to the first button: where a
   * question may appear while somebody types, Enter must not be a yes to paying.
   */
  readonly first?: MessageAction;
  readonly tone: 'warning' | 'information';
}

/** Resolves to the way that the person chose; undefined when they leave. */
export async function askWhich<Id extends string>({ title, detail, choices, first, tone }: Choices<Id>): Promise<Id | undefined> {
  const options = { modal: true, detail: plainLines(detail, longest) };
  const labels = [...(first ? [first] : []), ...choices].map(({ label }) => plain(label));
  const answer = tone === 'warning'
    ? await vscode.window.showWarningMessage(plain(title, longest), options, ...labels)
    : await vscode.window.showInformationMessage(plain(title, longest), options, ...labels);
  const index = labels.findIndex((label) => label === answer);
  if (first && index === 0) first.run();
  return choices[first ? index - 1 : index]?.id;
}

/** Resolves to whether the person said yes. */
export async function ask({ question, detail, yes, first, tone = 'warning' }: Question): Promise<boolean> {
  return (await askWhich({ title: question, detail: detail.split('\n'), choices: [{ id: 'yes', label: yes }], ...(first && { first }), tone })) === 'yes';
}

/** A failure as one line: what happened, then what to do. */
export function failureWords(failure: Failure): string {
  return oneLine([failure.message, failure.remedy ?? '']);
}
