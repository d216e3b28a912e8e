import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../src/api.ts';
import { run } from '../support/outside.ts';
import { messagesDuring } from './support/messages.ts';
import { activated, openPrompt } from './support/product.ts';

/** What VS Code makes a link of in a notification. */
const link = /\]\(/u;

describe('What strangers wrote', () => {
  let api: HailuoApi;
  before(async () => { api = await activated(); });
  afterEach(async () => { await vscode.commands.executeCommand('workbench.action.closeAllEditors'); });

  it('is no link in the message that refuses it, and nothing is ordered', async () => {
    const before = api.tasks().length;
    await openPrompt('### One\n@gateway = [Why?](command:hailuo.generate?%7B%22prompt%22%3A%22x%22%7D)\n[Push in] A cat\n', 'hailuo', new vscode.Position(2, 3));
    const shown = await messagesDuring(() => vscode.commands.executeCommand('hailuo.generateFromSelection'));
    assert.equal(shown.length, 1);
    assert.match(shown[0]!, /why\?\] \(command:/iu);
    assert.doesNotMatch(shown[0]!, link);
    assert.equal(api.tasks().length, before);
  });

  it('is no link, icon or remote picture in a hover', async () => {
    const { document } = await openPrompt('@firstFrame = https://pictures.example/[a](command:x)$(sync).png\n[Push in] A cat\n', 'hailuo', new vscode.Position(0, 16));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 16));
    const text = hovers.flatMap(({ contents }) => contents).map((content) => (content as vscode.MarkdownString).value).join('\n');
    assert.match(text, /firstFrame/u);
    assert.doesNotMatch(text, /!\[|pictures\.example|command:/u);
  });

  it('is no link, icon or hidden turn in anything that the editor shows of a document', async () => {
    const words = '[Why?](command:hailuo.generate) ![x](https://pictures.example/a.png) $(sync~spin) <img src=x> \u202egnp.exe\u202c \u001b[31m';
    const text = [
      `@let hero = ${words}`, `@let ${'a'.repeat(40)} = {{hero}}`, `@$(sync) = ${words}`, '', `### ${words}`, `@duration = ${words}`, `@gateway = ${words}`, `@take = ${words}.mp4`,
      `@firstFrame = ./${words}.png`, `[Push in $(zap)] [no ](command:x) shake] A {{hero}} {{[x](command:y)}} ${words}`, '', `### Two ${words}`, '@continue', `[${words}] (${words})`, '',
    ].join('\n');
    const { document } = await openPrompt(text, 'hailuo', new vscode.Position(9, 3));
    const { uri } = document;
    const shown: string[] = [];
    const marked: string[] = [];
    const add = (content: string | { readonly value: string } | undefined): void => {
      if (typeof content === 'string') shown.push(content);
      else if (content !== undefined) marked.push(content.value);
    };
    const positions = Array.from({ length: document.lineCount }, (_, line) => [...Array(8).keys()].map((step) => new vscode.Position(line, Math.min(document.lineAt(line).text.length, step * 14)))).flat();
    for (const position of positions) {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
      for (const content of hovers.flatMap(({ contents }) => contents)) add(content);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, position);
      for (const { label, detail, documentation } of items) {
        shown.push(typeof label === 'string' ? label : `${label.label} ${label.detail ?? ''} ${label.description ?? ''}`, detail ?? '');
        add(documentation);
      }
    }
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, whole, undefined, 100);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, whole);
    // Our own lenses begin with an icon of ours.
    shown.push(...lenses.map(({ command }) => (command?.title ?? '').replace(/^\$\([\w-]+\)/u, '')), ...actions.map(({ title }) => title));
    shown.push(...symbols.flatMap(({ name, detail, children }) => [name, detail, ...children.map((child) => child.name)]));
    shown.push(...hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join(''))));
    shown.push(...vscode.languages.getDiagnostics(uri).map(({ message }) => message));
    assert.ok(actions.length > 0 && symbols.length > 0 && lenses.length > 0 && marked.length > 0);
    for (const one of [...shown, ...marked]) assert.doesNotMatch(one, /[\u202a-\u202e\u2066-\u2069]|\$\(sync|\$\(zap/u, JSON.stringify(one));
    for (const one of [...shown, ...marked]) assert.ok(!one.includes('\u001b'), JSON.stringify(one));
    for (const one of marked) assert.doesNotMatch(one, /\]\(command:|!\[|<img/u, one);
    for (const { target } of links) assert.ok(target === undefined || ['http', 'https', 'file'].includes(target.scheme), String(target));
  });

  describe('in files of the workspace', () => {
    const workspace = (): string => vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    let folder: string;
    before(async () => {
      folder = await mkdtemp(path.join(workspace(), 'hostile-'));
      run('mkfifo', [path.join(folder, 'pipe')]);
      await symlink('/dev/zero', path.join(folder, 'endless.png'));
    });
    after(() => rm(folder, { recursive: true }));

    it('is not read when it has no end: as a first frame it is missing', async () => {
      const text = `### One\n@firstFrame = ./pipe\n[Push in] A cat\n\n### Two\n@firstFrame = ./endless.png\n[Push in] A dog\n`;
      const file = vscode.Uri.file(path.join(folder, 'shots.hailuo'));
      await writeFile(file.fsPath, text);
      const told = new Promise<readonly string[]>((resolve) => {
        const listening = vscode.languages.onDidChangeDiagnostics(() => {
          const missing = vscode.languages.getDiagnostics(file).filter(({ code }) => (typeof code === 'object' ? code.value : code) === 'first-frame-missing');
          if (missing.length === 2) {
            listening.dispose();
            resolve(missing.map(({ message }) => message));
          }
        });
      });
      await vscode.window.showTextDocument(file);
      assert.match((await told).join(), /pipe.*endless\.png/u);
      const before = api.tasks().length;
      const shown = await messagesDuring(() => vscode.commands.executeCommand('hailuo.generate', { prompt: 'A cat', gateway: 'animatic', firstFrame: path.join(folder, 'endless.png') }));
      assert.match(shown.join(), /endless\.png/u);
      assert.equal(api.tasks().length, before);
    });

    it('is left alone with a word when it is a text of five megabytes', async () => {
      const file = vscode.Uri.file(path.join(folder, 'huge.hailuo'));
      await writeFile(file.fsPath, '### Shot\n@duration = 6\n[Push in] A cat\n\n'.repeat(125_000));
      const told = new Promise<string>((resolve) => {
        const listening = vscode.languages.onDidChangeDiagnostics(() => {
          const [first] = vscode.languages.getDiagnostics(file);
          if (first) {
            listening.dispose();
            resolve(first.message);
          }
        });
      });
      await vscode.window.showTextDocument(file);
      assert.match(await told, /over 500000 characters/u);
      assert.equal(vscode.languages.getDiagnostics(file).length, 1);
    });

    it('sends no take through a link out of the workspace', async () => {
      const elsewhere = await mkdtemp(path.join(tmpdir(), 'hailuo-elsewhere-'));
      const link = path.join(workspace(), 'linked-videos');
      await symlink(elsewhere, link);
      const configuration = vscode.workspace.getConfiguration('hailuo');
      await configuration.update('outputFolder', 'linked-videos/takes', vscode.ConfigurationTarget.Workspace);
      try {
        const before = api.tasks().length;
        const shown = await messagesDuring(() => vscode.commands.executeCommand('hailuo.generate', { prompt: 'A cat', gateway: 'animatic' }));
        assert.match(shown.join(), /is a link to .*, outside the workspace folder/u);
        assert.equal(api.tasks().length, before);
        assert.deepEqual(await readdir(elsewhere), []);
      } finally {
        await configuration.update('outputFolder', undefined, vscode.ConfigurationTarget.Workspace);
        await rm(link);
        await rm(elsewhere, { recursive: true });
      }
    });

    it('opens no other address as the text of a take, and no endless file', async () => {
      const sources = ['untitled:made-up', 'hailuo-evil:/x', 'file://server.example/share/x.hailuo', './pipe', '../../../outside.hailuo'];
      const asked: string[] = [];
      const provider = vscode.workspace.registerTextDocumentContentProvider('hailuo-evil', { provideTextDocumentContent: (uri) => { asked.push(uri.toString()); return 'A cat'; } });
      for (const [index, source] of sources.entries()) {
        const video = path.join(folder, `take-${String(index)}.mp4`);
        await writeFile(video, Buffer.from('000000186674797069736f6d0000000069736f6d61766331', 'hex'));
        await writeFile(`${video}.json`, JSON.stringify({ version: 1, prompt: 'A prompt that stands in no document', source: { file: source, line: 1 } }));
        // Documents that an earlier test opened may be let go at any moment.
        const open = new Set(vscode.workspace.textDocuments);
        const shown = await messagesDuring(() => vscode.commands.executeCommand('hailuo.take.goToPrompt', { file: video }));
        assert.match(shown.join(), /no longer exists/u, source);
        assert.deepEqual(vscode.workspace.textDocuments.filter((document) => !open.has(document)).map(({ uri }) => uri.toString()), [], source);
      }
      assert.deepEqual(asked, []);
      provider.dispose();
    });
  });
});
