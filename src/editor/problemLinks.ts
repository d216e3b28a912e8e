import * as vscode from 'vscode';
import { problemsPage } from '../shots/problems.ts';

/**
 * Where a problem's code is explained: the line of its heading in media/problems.md, or in its Chinese where the editor
 * speaks it. The page is read in the background; until then, or when it cannot be read, there is no link.
 */
export function loadProblemLinks(extensionUri: vscode.Uri, language: string = vscode.env.language): (code: string) => vscode.Uri | undefined {
  const page = vscode.Uri.joinPath(extensionUri, `media/${problemsPage(language)}`);
  let lines: ReadonlyMap<string, number> | undefined;
  void vscode.workspace.fs.readFile(page).then((bytes) => { lines = headingsOf(new TextDecoder().decode(bytes)); }, () => undefined);
  return (code) => {
    const line = lines?.get(code);
    return line === undefined ? undefined : page.with({ fragment: `L${line}` });
  };
}

/** One-based lines of the headings of the form "## `code`". */
function headingsOf(text: string): ReadonlyMap<string, number> {
  return new Map(text.split('\n').flatMap((line, index) => {
    const code = /^## `([\w-]+)`/.exec(line)?.[1];
    return code === undefined ? [] : [[code, index + 1] as const];
  }));
}
