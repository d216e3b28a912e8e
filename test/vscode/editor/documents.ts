import * as vscode from 'vscode';
import { openPrompt } from '../support/product.ts';

/** Opens a document with the cursor at the bar in the text. */
export async function openAt(marked: string, language = 'hailuo'): Promise<vscode.TextEditor> {
  const offset = marked.indexOf('|');
  const before = marked.slice(0, Math.max(0, offset));
  const cursor = new vscode.Position(before.split('\n').length - 1, before.length - before.lastIndexOf('\n') - 1);
  return openPrompt(offset === -1 ? marked : marked.replace('|', ''), language, cursor);
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The document's problems once `wanted` holds of them; waits for change events. */
export function problemsOf(document: vscode.TextDocument, wanted: (problems: readonly vscode.Diagnostic[]) => boolean): Promise<readonly vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = (): void => {
      const problems = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'hailuo');
      if (!wanted(problems)) return;
      listening.dispose();
      resolve(problems);
    };
    const listening = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

/** The text after a code action or a completion item was accepted, without showing the widgets. */
export async function apply(edit: vscode.WorkspaceEdit | undefined, document: vscode.TextDocument): Promise<string> {
  if (edit === undefined || !(await vscode.workspace.applyEdit(edit))) throw new Error('The edit was not applied.');
  return document.getText();
}
