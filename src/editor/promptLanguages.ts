import * as vscode from 'vscode';
import { settings, settingsSection } from '../host/ids.ts';

/** Languages whose files are read for prompts; `.hailuo` always is. */
export function promptLanguages(): readonly string[] {
  const chosen: unknown = vscode.workspace.getConfiguration(settingsSection).get(settings.languages);
  const languages = Array.isArray(chosen) ? chosen.filter((language): language is string => typeof language === 'string') : [];
  return [...new Set(['hailuo', ...languages])];
}

/** Texts that VS Code opens beside the person's own: earlier versions in a comparison, output, message boxes. */
const notWritten = new Set(['git', 'output', 'vscode-scm', 'comment']);

/** True for a document whose problems and takes are shown. */
export function isPromptDocument(document: vscode.TextDocument): boolean {
  return !notWritten.has(document.uri.scheme) && promptLanguages().includes(document.languageId);
}

/** Tells when the setting changes. */
export function onDidChangePromptLanguages(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${settingsSection}.${settings.languages}`)) listener();
  });
}

/** Registers a language feature for those languages, and anew when the setting changes. Untitled and virtual documents count too. */
export function forPromptLanguages(register: (selector: vscode.DocumentSelector) => vscode.Disposable): vscode.Disposable {
  const open = () => register(promptLanguages().map((language) => ({ language })));
  let registered = open();
  const listening = onDidChangePromptLanguages(() => {
    registered.dispose();
    registered = open();
  });
  return new vscode.Disposable(() => {
    listening.dispose();
    registered.dispose();
  });
}
