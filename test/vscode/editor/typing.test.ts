import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { activated } from '../support/product.ts';
import { codeOf, openAt, problemsOf } from './documents.ts';

async function completions(marked: string, language?: string): Promise<{ editor: vscode.TextEditor; items: readonly vscode.CompletionItem[] }> {
  const editor = await openAt(marked, language);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, editor.selection.active, undefined, 50);
  const ours = list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text && kind !== vscode.CompletionItemKind.Snippet);
  return { editor, items: ours };
}

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

/** The document's text with the item of this label accepted by Enter. */
async function accepted(marked: string, label: string, language?: string): Promise<string> {
  const { editor, items } = await completions(marked, language);
  const item = items.find((one) => labelOf(one) === label);
  assert.ok(item, `${label} is offered at ${marked}, among ${items.map(labelOf).join(', ')}`);
  const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
  assert.ok(range && typeof item.insertText === 'string');
  assert.ok(range.isSingleLine && range.contains(editor.selection.active));
  const text = item.insertText;
  await editor.edit((builder) => builder.replace(range, text));
  return editor.document.getText();
}

async function hover(marked: string, language?: string): Promise<string> {
  const editor = await openAt(marked, language);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, editor.selection.active);
  return hovers.flatMap(({ contents }) => contents).map((content) => (content instanceof vscode.MarkdownString ? content.value : JSON.stringify(content))).join('\n');
}

describe('Typing a prompt', () => {
  before(async () => { await activated(); });
  afterEach(async () => { await vscode.commands.executeCommand('workbench.action.closeAllEditors'); });

  it('offers all 15 directives right after the bracket, in hailuo, Markdown and plain text', async () => {
    for (const language of ['hailuo', 'markdown', 'plaintext']) {
      const { items } = await completions('A cat [|] runs', language);
      assert.equal(items.length, 15, language);
      const push = items.find((item) => labelOf(item) === 'Push in');
      assert.match(push?.detail ?? '', /推进 · moves forward/u);
    }
  });

  it('replaces the auto-closed bracket, whatever was typed', async () => {
    assert.equal(await accepted('[Pu|] a cat', 'Push in'), '[Push in] a cat');
    assert.equal(await accepted('一只猫 [tj|]', '推进'), '一只猫 [推进]');
    assert.equal(await accepted('【|】猫', '推进'), '[推进]猫');
    assert.equal(await accepted('[Pan left,|] a cat', 'Pedestal up', 'markdown'), '[Pan left, Pedestal up] a cat');
  });

  it('opens the list behind a full-width bracket and comma where VS Code would not', async () => {
    for (const [marked, typed] of [['一只猫 |', '【'], ['一只猫 【推进|】', '，']] as const) {
      await openAt(marked, 'markdown');
      // In Markdown nothing is suggested while one types, so that only a list that was opened on purpose asks.
      const asked = new Promise<vscode.CompletionTriggerKind>((resolve) => {
        const own = vscode.languages.registerCompletionItemProvider('markdown', {
          provideCompletionItems: (_document, _position, _token, { triggerKind }) => {
            own.dispose();
            resolve(triggerKind);
            return [];
          },
        });
      });
      await vscode.commands.executeCommand('type', { text: typed });
      assert.equal(await asked, vscode.CompletionTriggerKind.Invoke);
    }
  });

  it('does not offer what would contradict, repeat or overfill', async () => {
    const labels = (await completions('[Push in, |] a cat')).items.map(labelOf);
    for (const label of ['Push in', 'Pull out', 'Static shot']) assert.ok(!labels.includes(label), label);
    assert.deepEqual((await completions('[Push in, Pan left, Shake, |] a cat')).items, []);
  });

  it('completes settings and explains them in a fence of Markdown, and nowhere else in it', async () => {
    assert.deepEqual((await completions('Words.\n\n```hailuo\n@resolution = |\nA cat\n```\n', 'markdown')).items.map(labelOf), ['768p', '1080p']);
    assert.deepEqual((await completions('@resolution = |\nA cat\n', 'markdown')).items, []);
    assert.match(await hover('```prompt\n@dura|tion = 10\nA cat\n```\n', 'markdown'), /seconds/u);
  });

  it('offers nothing outside of brackets', async () => {
    assert.deepEqual((await completions('A cat | runs', 'plaintext')).items, []);
    for (const marked of ['// A [|] note\n### A\nA cat', '### [|]\nA cat', '### A\nA cat // [|]']) assert.deepEqual((await completions(marked)).items, [], marked);
    assert.equal((await completions('### A\nhttps://a.example [|]')).items.length, 15);
  });

  it('shows an animated picture and the difference in the documentation of an item', async () => {
    const { editor } = await completions('[Pu|]');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, editor.selection.active, undefined, 50);
    const item = list.items.find((one) => labelOf(one) === 'Push in');
    const text = item?.documentation instanceof vscode.MarkdownString ? item.documentation.value : '';
    assert.match(text, /media\/directives\/push-in\.svg/u);
    assert.match(text, /Unlike a zoom/u);
  });

  it('completes settings and their values, not those the shot has', async () => {
    const names = (await completions('### A\n@duration = 6\n@|\nA cat')).items.map(labelOf);
    assert.ok(names.includes('@resolution') && names.includes('@firstFrame') && !names.includes('@duration'));
    assert.equal(await accepted('### A\n@res|', '@resolution'), '### A\n@resolution = ');
    assert.deepEqual((await completions('### A\n@resolution = |\nA cat')).items.map(labelOf), ['768p', '1080p']);
    assert.deepEqual((await completions('### A\n@gateway = |')).items.map(labelOf), ['animatic', 'apimart', 'toapis']);
  });

  it('completes paths of images for a first frame, and of videos for a take', async () => {
    const folder = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'frames');
    await fs.mkdir(path.join(folder, 'more'), { recursive: true });
    await Promise.all(['cat.png', 'cat.mp4', 'notes.txt'].map((name) => fs.writeFile(path.join(folder, name), '')));
    const file = path.join(folder, 'a.hailuo');
    await fs.writeFile(file, '### A\n@firstFrame = ./\nA cat\n\n### B\n@take = ./\nA dog\n');
    const document = await vscode.workspace.openTextDocument(file);
    const paths = async (line: number, character: number): Promise<readonly unknown[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, new vscode.Position(line, character));
      return list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.File || kind === vscode.CompletionItemKind.Folder).map(({ insertText }) => insertText);
    };
    assert.deepEqual(await paths(1, 16), ['./cat.png', './more/']);
    assert.deepEqual(await paths(5, 10), ['./cat.mp4', './more/']);
  });

  it('explains directives where the pointer is, in both languages', async () => {
    const english = await hover('A cat [Pan left, Ti|lt up] runs', 'plaintext');
    assert.match(english, /\[Tilt up\].*\[上摇\]/u);
    assert.match(english, /stays in place and tilts up/u);
    assert.match(english, /tilt-up\.svg/u);
    assert.match(english, /Unlike a pedestal/u);
    assert.match(await hover('【左|移】猫'), /Truck left/u);
    assert.match(await hover('A cat runs [Pan l|eft].'), /each one acts on the text before it/u);
    assert.doesNotMatch(await hover('[Pan l|eft] A cat runs.'), /acts on the text before it/u);
    assert.equal(await hover('A c|at [1]', 'plaintext'), '');
  });

  it('explains settings, and shows a first frame with its size and whether it fits', async () => {
    assert.match(await hover('### A\n@dur|ation = 10\nA cat'), /6.*10.*only 6 at 1080p/su);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    await fs.copyFile(path.join(vscode.extensions.getExtension('hailuo-director.hailuo-director')!.extensionPath, 'media/icon.png'), path.join(folder, 'small.png'));
    const text = await hover('### A\n@firstFrame = ./sm|all.png\nA cat');
    assert.match(text, /small\.png\|width=/u);
    assert.match(text, /short side must be over 300/u);
    assert.match(await hover('### A\n@firstFrame = ./n|o.png\nA cat'), /can’t be read/u);
  });

  it('reads a first frame once for each time it was written', async () => {
    const frame = path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'once.png');
    const look = (): Promise<string> => hover('### A\n@firstFrame = ./on|ce.png\nA cat');
    await fs.copyFile(path.join(vscode.extensions.getExtension('hailuo-director.hailuo-director')!.extensionPath, 'media/icon.png'), frame);
    await fs.utimes(frame, 1000, 1000);
    const size = /\d+×\d+ px · \d+ kB/u;
    assert.match(await look(), size);
    await fs.writeFile(frame, Buffer.alloc((await fs.stat(frame)).size));
    await fs.utimes(frame, 1000, 1000);
    assert.match(await look(), size);
    await fs.utimes(frame, 2000, 2000);
    assert.doesNotMatch(await look(), size);
  });

  it('judges a first frame by what the shot’s gateway takes', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const icon = await fs.readFile(path.join(vscode.extensions.getExtension('hailuo-director.hailuo-director')!.extensionPath, 'media/icon.png'));
    await fs.writeFile(path.join(folder, '15MB.png'), Buffer.concat([icon, Buffer.alloc(15 * 1024 * 1024)]));
    assert.match(await hover('### A\n@gateway = toapis\n@firstFrame = ./15|MB.png\nA cat'), /limit is 10 MB/u);
    assert.doesNotMatch(await hover('### A\n@gateway = apimart\n@firstFrame = ./15|MB.png\nA cat'), /limit is/u);
  });

  it('survives addresses that are none', async () => {
    for (const written of ['https:////x', 'file:////x', 'https://', 'file:', '//']) {
      const { document } = await openAt(`### A\n@firstFrame = ${written}\n@gateway = toapis\nA cat`);
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
      assert.ok(Array.isArray(links), written);
      assert.match(await hover(`### A\n@first|Frame = ${written}\nA cat`), /JPG, PNG or WebP/u, written);
    }
    const { document } = await openAt('### A\n@firstFrame = file:////x\nA cat');
    await problemsOf(document, (problems) => problems.some((problem) => codeOf(problem) === 'first-frame-missing'));
  });
});
