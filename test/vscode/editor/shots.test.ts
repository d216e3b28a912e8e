import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../../src/api.ts';
import type { PublicTask } from '../../../src/tasks/publicTask.ts';
import { messagesDuring } from '../support/messages.ts';
import { picksDuring } from '../support/picks.ts';
import { activated, taskIn } from '../support/product.ts';
import { openAt } from './documents.ts';

const text = '@resolution = 768p\n@promptOptimizer = off\n\n### One\n@firstFrame = ./cat.png\n[Push in] A cat [Orbit]\nruns. // fast\n\n### Two\n@duration = 10\n[左移]一只猫\n';

async function lenses(document: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
}

/** The lenses once one of them has a title like this; asks again whenever a task changes. */
async function lensLike(api: HailuoApi, document: vscode.TextDocument, title: RegExp): Promise<vscode.CodeLens> {
  for (;;) {
    const changed = new Promise<void>((resolve) => {
      const listening = api.onDidChangeTasks(() => {
        listening.dispose();
        resolve();
      });
    });
    const found = (await lenses(document)).find(({ command }) => title.test(command?.title ?? ''));
    if (found) return found;
    await changed;
  }
}

describe('Shots in a document', () => {
  let api: HailuoApi;
  before(async () => { api = await activated(); });
  afterEach(async () => { await vscode.commands.executeCommand('workbench.action.closeAllEditors'); });

  it('lists shots and their brackets in the outline', async () => {
    const { document } = await openAt(text);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(symbols.map(({ name, children }) => [name, children.map((child) => child.name)]), [['One', ['Push in']], ['Two', ['左移']]]);
    assert.equal(document.getText(symbols[1]!.range), '### Two\n@duration = 10\n[左移]一只猫');
  });

  it('reads a document that was edited in many places, taken back and given other line breaks as if it were new', async () => {
    const shots = Array.from({ length: 12 }, (_, index) => `### Shot ${index}\n@duration = 6\n[Push in] A fox runs over hill ${index}.\n\n`);
    const { document } = await openAt(`@promptOptimizer = off\n${shots.join('')}`);
    const symbolsOf = async ({ uri }: vscode.TextDocument) =>
      (await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri))
        .map(({ name, range, selectionRange, children }) => [name, range, selectionRange, children.map((child) => [child.name, child.range])]);
    const asIfNew = async () => {
      const { document: fresh } = await openAt(document.getText().replaceAll('\r\n', '\n'));
      assert.deepEqual(await symbolsOf(document), await symbolsOf(fresh), document.getText());
    };
    await symbolsOf(document);
    const steps: ((editor: vscode.TextEditor) => Thenable<unknown>)[] = [
      (editor) => editor.edit((edit) => edit.insert(new vscode.Position(23, 3), 'slowly ')),
      (editor) => editor.edit((edit) => {
        edit.insert(new vscode.Position(2, 0), '// a note\n');
        edit.insert(new vscode.Position(16, 0), 'Once more.\n### Between\n[Orbit] A hen\n');
        edit.delete(new vscode.Range(33, 0, 38, 0));
      }),
      (editor) => editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF)),
      (editor) => editor.edit((edit) => edit.insert(new vscode.Position(20, 0), 'x')),
      () => vscode.commands.executeCommand('undo'),
      (editor) => editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '### First of all\n[Pan left] A crow\n')),
    ];
    for (const step of steps) {
      const editor = await vscode.window.showTextDocument(document);
      await step(editor);
      // Several edits may come before anybody asks.
      await editor.edit((edit) => edit.insert(new vscode.Position(10, 0), 'y'));
      await asIfNew();
    }
  });

  it('folds by shot', async () => {
    const { document } = await openAt(text);
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    assert.deepEqual(ranges.map(({ start, end }) => [start, end]), [[3, 6], [8, 10]]);
  });

  it('links first frames', async () => {
    const { document } = await openAt(text);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    const ours = links.filter(({ target }) => target?.path.endsWith('/cat.png'));
    assert.equal(ours.length, 1);
    assert.equal(document.getText(ours[0]!.range), './cat.png');
  });

  it('colours known directives and settings, not the unknown ones', async () => {
    const { document } = await openAt(text);
    assert.deepEqual(await coloursOf(document), ['shotSetting @resolution', 'shotSetting @promptOptimizer', 'shotSetting @firstFrame', 'directive Push in', 'shotSetting @duration', 'directive 左移']);
  });

  it('colours a directive that goes over a line, and none that @let puts in', async () => {
    const script = '@let cam = Shake\n\n### Gate\nAnd slowly [Push\nin] the gate. [{{cam}}, Pan left] A clock.\n';
    assert.deepEqual(await coloursOf((await openAt(script)).document), ['directive Push', 'directive in', 'directive Pan left']);
    const prose = '> [Push\n> in] A gate opens slowly in the morning light.\n';
    assert.deepEqual(await coloursOf((await openAt(prose, 'markdown')).document), ['directive Push', 'directive in']);
  });

  it('counts a prompt as it would be sent once it comes near the limit', async () => {
    const { document } = await openAt(`### Short\nA cat\n\n### Long\n[Push in] ${'A cat runs. '.repeat(140)}\n`);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole);
    assert.deepEqual(hints.map(({ label, position }) => [position.line, label]), [[3, '1689 / 2000']]);
  });

  it('offers to generate each shot, to preview its camera and to change its settings', async () => {
    const { document } = await openAt(text);
    const titles = (await lenses(document)).map(({ command, range }) => `${range.start.line} ${command?.title ?? ''}`);
    assert.deepEqual(titles, [
      '3 $(play)\u00A0Generate · Animatic', '3 $(device-camera-video)\u00A0Preview camera · free', '3 $(play-circle)\u00A0Film · 2 shots · 0:16', '3 6 s · 768p',
      '8 $(play)\u00A0Generate · Animatic', '8 $(device-camera-video)\u00A0Preview camera · free', '8 10 s · 768p',
    ]);
    const [, generate] = (await lenses(document)).filter(({ command }) => command?.command === 'hailuo.generate');
    assert.deepEqual(generate?.command?.arguments, [{
      prompt: '[左移]一只猫', source: { uri: document.uri.toString(), line: 10, title: 'Two' }, reread: true,
    }]);
  });

  it('previews the camera of the shot as it reads at the click, and orders nothing', async () => {
    const editor = await openAt('### A\n[Static shot] A cat sits on a wall\n');
    const [lens] = (await lenses(editor.document)).filter(({ command }) => command?.title.includes('Preview camera'));
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '### Before\nA dog\n\n'));
    const before = api.tasks().length;
    assert.deepEqual(await vscode.commands.executeCommand(lens!.command!.command, ...(lens!.command!.arguments ?? []) as unknown[]), { prompt: '[Static shot] A cat sits on a wall', duration: 6 });
    assert.equal(api.tasks().length, before);
  });

  it('generates the text as it is at the click, also when that comes before the lenses are drawn anew', async () => {
    const editor = await openAt('### A\n[Static shot] A cat sits on a wall\n');
    const [lens] = (await lenses(editor.document)).filter(({ command }) => command?.title.includes('Generate'));
    await editor.edit((builder) => {
      builder.insert(new vscode.Position(0, 0), '### Before\nA dog\n\n');
      builder.insert(new vscode.Position(1, 0), '@duration = 10\n');
      builder.insert(new vscode.Position(2, 0), 'It yawns.\n');
    });
    const task = await vscode.commands.executeCommand<PublicTask | undefined>(lens!.command!.command, ...(lens!.command!.arguments ?? []) as unknown[]);
    assert.deepEqual([task?.prompt, task?.duration, task?.gateway], ['[Static shot] A cat sits on a wall\nIt yawns.', 10, 'animatic']);
    await vscode.commands.executeCommand('hailuo.task.stopTracking', { id: task?.id });
  });

  it('shows how the newest take of a shot stands, and that it is out of date once the text changed', async () => {
    const editor = await openAt('### A\n[Static shot] A cat sits on a wall\n');
    const [lens] = (await lenses(editor.document)).filter(({ command }) => command?.title.includes('Generate'));
    const task = await vscode.commands.executeCommand<PublicTask | undefined>(lens!.command!.command, ...(lens!.command!.arguments ?? []) as unknown[]);
    assert.ok(task);
    const state = await lensLike(api, editor.document, /Waiting|Queued|Rendering|Downloading|Done/u);
    assert.deepEqual([state.command?.command, state.command?.arguments], ['hailuo.task.openPreview', [{ id: task.id }]]);
    await taskIn(api, task.id, ['completed']);
    assert.match((await lensLike(api, editor.document, /Done/u)).command!.title, /^\$\(pass\)\u00A0Done$/u);
    for (const [character, words] of [[19, ' black'], [40, ' and yawns']] as const) {
      await editor.edit((builder) => builder.insert(new vscode.Position(1, character), words));
      assert.match((await lensLike(api, editor.document, /Done/u)).command!.title, /Done · out of date/u);
      await vscode.commands.executeCommand('undo');
      assert.match((await lensLike(api, editor.document, /Done/u)).command!.title, /^\$\(pass\)\u00A0Done$/u);
    }
  });

  it('writes a setting where the shot stands', async () => {
    const { document } = await openAt(text);
    const uri = document.uri.toString();
    await vscode.commands.executeCommand('hailuo.chooseShotSetting', { uri, line: 8, setting: 'duration', value: '6' });
    await vscode.commands.executeCommand('hailuo.chooseShotSetting', { uri, line: 3, setting: 'takes', value: '3' });
    assert.equal(document.getText(), text.replace('@duration = 10', '@duration = 6').replace('cat.png\n', 'cat.png\n@takes = 3\n'));
  });

  it('writes a setting of the shot at the cursor when a keybinding names no place', async () => {
    const editor = await openAt('### One\nA cat.\n\n### Two\nA dog.\n');
    editor.selection = new vscode.Selection(4, 2, 4, 2);
    await vscode.commands.executeCommand('hailuo.chooseShotSetting', { setting: 'duration', value: '10' });
    assert.equal(editor.document.getText(), '### One\nA cat.\n\n### Two\n@duration = 10\nA dog.\n');
  });

  it('tells what the shot sets from what the file sets, and offers to take away only a line of the shot', async () => {
    const { document } = await openAt('@duration = 10\n@firstFrame = ./cat.png\n\n### One\n@duration = 6\nA cat.\n\n### Two\nA dog.\n');
    const uri = document.uri.toString();
    const choose = (line: number, ...labels: readonly string[]): Promise<readonly (readonly vscode.QuickPickItem[])[]> => {
      const wanted = [...labels];
      return picksDuring(() => vscode.commands.executeCommand('hailuo.chooseShotSetting', { uri, line }), (items) => {
        const label = wanted.shift();
        return items.find((item) => item.label === label);
      });
    };
    const [settings = [], durations = []] = await choose(4, '@duration');
    assert.deepEqual(settings.slice(1, 4).map(({ label, description }) => [label, description]),
      [['@duration', '6 · set here'], ['@resolution', '768p'], ['@firstFrame', './cat.png · set for the whole file']]);
    assert.deepEqual(durations.map(({ label }) => label), ['6', '10', '$(discard) Use the default']);
    assert.deepEqual((await choose(8, '@duration'))[1]?.map(({ label }) => label), ['6', '10']);
    assert.deepEqual((await choose(8, '@firstFrame', 'none'))[1]?.map(({ label }) => label), ['$(file-media) Choose an image…', 'none']);
    assert.equal(document.getText().split('### Two\n')[1], '@firstFrame = none\nA dog.\n');
    assert.deepEqual((await choose(8, '@firstFrame', '$(discard) Use the default'))[1]?.map(({ label }) => label), ['$(file-media) Choose an image…', 'none', '$(discard) Use the default']);
    assert.equal(document.getText().split('### Two\n')[1], 'A dog.\n');
  });

  it('inserts a directive at the cursor, or into the bracket there', async () => {
    const inserted = async (marked: string, directive: string, language?: string): Promise<string> => {
      const { document } = await openAt(marked, language);
      await vscode.commands.executeCommand('hailuo.insertDirective', { directive });
      return document.getText();
    };
    assert.equal(await inserted('|A cat', 'push-in'), '[Push in] A cat');
    assert.equal(await inserted('[Push in|] A cat', 'Pan left', 'markdown'), '[Push in, Pan left] A cat');
    assert.equal(await inserted('[推进|]一只猫', 'pan-left', 'plaintext'), '[推进,左摇]一只猫');
    assert.equal(await inserted('[Push in|] A cat', 'pull-out'), '[Push in] A cat');
    assert.equal(await inserted('### Ga|te\n@duration = 10\nA cat', 'push-in'), '### Gate\n@duration = 10\n[Push in] A cat');
    assert.equal(await inserted('### Gate\nA cat // no|te', 'push-in'), '### Gate\nA cat [Push in] // note');
    assert.equal(await inserted('### Gate|\n', 'push-in'), '### Gate\n[Push in] \n');
    // Each shot of a film in its own language, whatever the others are in.
    assert.equal(await inserted('### Gate\n[Push in] A c|at\n### 茶馆\n[推进]茶馆，[固定]一盏灯', 'pan-left'), '### Gate\n[Push in] A cat [Pan left] \n### 茶馆\n[推进]茶馆，[固定]一盏灯');
  });

  it('says in full why a directive is not inserted: a notification of several lines has a button, without which VS Code cuts it', async () => {
    const told = async (directive: string, marked: string): Promise<readonly unknown[]> => {
      await openAt(marked);
      const buttons: string[] = [];
      const messages = await messagesDuring(() => vscode.commands.executeCommand('hailuo.insertDirective', { directive }), (_, labels) => {
        buttons.push(...labels);
        return undefined;
      });
      return [messages[0], buttons];
    };
    assert.deepEqual(await told('pull-out', '[Push in|] A cat'), ['It’s the opposite of “Push in” in this bracket, so the two would cancel out.', ['OK']]);
    assert.deepEqual(await told('push-in', '[Push in|] A cat'), ['“Push in” is already in this bracket.', []]);
  });

  it('converts the directives of the whole file, there and back', async () => {
    const { document } = await openAt('### A\n[Push in, Pan left] A cat [1]\n// [Shake]\n### B\n[Static shot] A dog');
    const before = document.getText();
    await vscode.commands.executeCommand('hailuo.convertToChinese');
    assert.equal(document.getText(), '### A\n[推进, 左摇] A cat [1]\n// [Shake]\n### B\n[固定] A dog');
    await vscode.commands.executeCommand('hailuo.convertToEnglish');
    assert.equal(document.getText(), before);
  });

  it('knows the samples as its own language', async () => {
    const folder = vscode.extensions.getExtension('hailuo-director.hailuo-director')!.extensionPath;
    const document = await vscode.workspace.openTextDocument(path.join(folder, 'media/samples/jiangnan.hailuo'));
    assert.equal(document.languageId, 'hailuo');
    assert.deepEqual((await lenses(document)).map(({ command }) => command?.command).filter((id) => id === 'hailuo.generate' || id === 'hailuo.film.open'), ['hailuo.generate', 'hailuo.film.open', 'hailuo.generate', 'hailuo.generate']);
  });
});

/** Each token that is coloured by meaning, with its type. */
async function coloursOf(document: vscode.TextDocument): Promise<readonly string[]> {
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
  const { data } = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
  let [line, character] = [0, 0];
  const tokens: string[] = [];
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0] = data.subarray(at, at + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    tokens.push(`${String(legend.tokenTypes[type])} ${document.getText(new vscode.Range(line, character, line, character + length))}`);
  }
  return tokens;
}
