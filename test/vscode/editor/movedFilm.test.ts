import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { film, street, writeFilm } from '../../support/takesWorkspace.ts';
import { until } from '../../support/until.ts';
import { activated, inFront, withSettings } from '../support/product.ts';

/** The titles of the lenses that open a take, once they are these; asks again until then. */
async function takesShown(document: vscode.TextDocument, wanted: readonly string[]): Promise<void> {
  const titles = async (): Promise<readonly string[]> => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    return lenses.filter(({ command }) => command?.command === 'hailuo.openTake').map(({ command }) => command!.title.replace(/^.*\u00A0/u, ''));
  };
  await until(`the takes are ${wanted.join()}`, titles, (shown) => JSON.stringify(shown) === JSON.stringify(wanted));
}

describe('A film that came with its takes', () => {
  let folder: string;
  let takes: Awaited<ReturnType<typeof writeFilm>>;
  let restore: () => Promise<void>;
  const at = (name: string): vscode.Uri => vscode.Uri.file(join(folder, name));

  beforeEach(async () => {
    await activated();
    folder = await mkdtemp(join(tmpdir(), 'hailuo-moved-'));
    takes = await writeFilm(folder);
    await writeFile(at('film.hailuo').fsPath, film);
    restore = await withSettings({ outputFolder: join(folder, 'videos') });
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await restore();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows them above its shots, and forgets those that are deleted', async () => {
    const { document } = await vscode.window.showTextDocument(at('film.hailuo'));
    await takesShown(document, ['Done']);
    for (const file of [takes.street, takes.snow]) {
      await rm(file);
      await rm(`${file}.json`);
    }
    await takesShown(document, []);
  });

  it('keeps them when it is renamed in VS Code, changed shots too', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(at('film.hailuo'), at('final.hailuo'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    const editor = await vscode.window.showTextDocument(at('final.hailuo'));
    await takesShown(editor.document, ['Done']);
    const start = editor.document.positionAt(editor.document.getText().indexOf('rainy'));
    await editor.edit((builder) => { builder.replace(new vscode.Range(start, start.translate(0, 5)), 'foggy'); });
    await takesShown(editor.document, ['Done · out of date']);
    await vscode.commands.executeCommand('hailuo.take.goToPrompt', { file: takes.street });
    await inFront(at('final.hailuo').path);
  });

  it('keeps them when other hands moved it', async () => {
    await rename(at('film.hailuo').fsPath, at('moved.hailuo').fsPath);
    const { document } = await vscode.window.showTextDocument(at('moved.hailuo'));
    await takesShown(document, ['Done']);
    await vscode.commands.executeCommand('hailuo.take.goToPrompt', { file: takes.street });
    const editor = await inFront(document.uri.path);
    await until('the prompt is selected', () => document.getText(editor.selection), (words) => words === street);
  });
});
