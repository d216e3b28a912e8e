import assert from 'node:assert/strict';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { defaultChoices } from '../../src/views/composer/choices.ts';
import { createDesk } from '../../src/views/composer/desk.ts';
import { emulatorKeys } from '../gateway/emulator.ts';
import { png } from '../support/images.ts';
import { until } from '../support/until.ts';
import type { GateBench } from './support/gate.ts';
import { composer, deskOf, gateBench, lens, located, openFile, order, root, run } from './support/gate.ts';
import { messagesDuring, sayYes } from './support/messages.ts';
import { picksDuring } from './support/picks.ts';
import { taskIn } from './support/product.ts';

describe('the gate that every way to generate passes', () => {
  const bench = gateBench();
  const during: GateBench['during'] = (work, answer) => bench().during(work, answer);

  /** Every way to generate the last shot of a file. */
  const ways: readonly [string, (editor: vscode.TextEditor) => Thenable<unknown>][] = [
    ['the lens', lens],
    ['the command', () => run('hailuo.generateFromSelection')],
    ['a keybinding with an argument', () => run('hailuo.generateFromSelection', { watermark: false })],
    ['the composer', (editor) => composer(editor)],
    ['the film', ({ document }) => run('hailuo.film.generate', { uri: document.uri.toString(), which: 'all' })],
    ['hailuo.generate from anywhere', async ({ document, selection }) => run('hailuo.generate', { prompt: document.lineAt(selection.active.line).text, gateway: /@gateway = (\w+)/u.exec(document.getText())?.[1], source: { uri: document.uri.toString(), line: selection.active.line } })],
  ];

  for (const [way, generate] of ways) {
    it(`refuses by ${way} what Problems calls an error, naming line and fix`, async () => {
      const editor = await openFile('@gateway = apimart\n\n### Gulls\n@duration = seven\n[Push in] Gulls over the pier\n');
      const { shown, made } = await during(() => generate(editor));
      assert.equal(made.length, 0);
      assert.equal(shown.length, 1);
      assert.match(shown[0] ?? '', /^Line 4: .*@duration.* Fix: /u);
    });

    it(`asks once by ${way} whether a file may order where the user’s own settings would not, for the file as it reads`, async () => {
      const editor = await openFile(`@gateway = apimart\n\n### Gulls\n[Push in] Gulls over the pier, ${way}\n`);
      const declined = await during(() => generate(editor));
      assert.match(declined.shown.join('\n'), /gate-\d+\.hailuo generates with APIMart, which costs money/u);
      assert.deepEqual([declined.shown.length, declined.made.length, declined.paid], [1, 0, 0]);
      const agreed = await during(() => generate(editor), sayYes);
      assert.deepEqual([agreed.shown.length, agreed.made.length, agreed.paid], [1, 1, 1]);
      await editor.edit((edit) => edit.insert(editor.selection.active, ' and more of them'));
      const changed = await during(() => generate(editor));
      assert.match(changed.shown.join('\n'), /generates with APIMart/u);
      assert.equal(changed.made.length, 0);
    });

    it(`asks by ${way} about a prompt with problems once, with its fix`, async () => {
      const editor = await openFile(`### Gulls\n@gateway = toapis\n[Psuh in] Gulls over the sea, ${way}\n`);
      const { shown, made, paid } = await during(() => generate(editor), (_message, buttons) => buttons.find((label) => label === 'Fix and Generate'));
      assert.equal(shown.length, 1, shown.join('\n---\n'));
      assert.match(shown[0] ?? '', /generates with ToAPIs[^]*has a problem[^]*Psuh in[^]*Fix: .*Push in/u);
      assert.equal(paid, 1);
      assert.equal(made[0]?.prompt, `[Push in] Gulls over the sea, ${way}`);
      assert.match(editor.document.getText(), /\[Push in\] Gulls/u);
      await vscode.commands.executeCommand('workbench.action.files.save');
    });

    it(`never asks by ${way} about what is free`, async () => {
      const editor = await openFile(`### Gulls\n@gateway = animatic\n@takes = 2\n[Psuh in] Gulls over the bay, ${way}\n`);
      const { shown, made } = await during(() => generate(editor));
      assert.equal(shown.length, 0);
      // An animatic is made once, however many takes are asked for.
      assert.deepEqual(made.map(({ gateway }) => gateway), ['animatic']);
      for (const { id } of made) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
    });
  }

  it('makes the animatic once that is taken for want of a key, and shows the clip of an unchanged shot', async () => {
    await vscode.commands.executeCommand('hailuo.removeApiKey', { gateway: 'apimart' });
    try {
      const editor = await openFile('### Gulls\n@gateway = apimart\n@takes = 3\n[Push in] Gulls over the quay, without a key\n');
      const free = async (): ReturnType<GateBench['during']> => {
        let outcome: Awaited<ReturnType<GateBench['during']>> | undefined;
        await picksDuring(async () => { outcome = await during(() => lens(editor)); }, (items) => items.find(({ label }) => label.includes('Render the animatic')));
        assert.ok(outcome);
        return outcome;
      };
      const first = await free();
      assert.deepEqual([first.made.map(({ gateway }) => gateway), first.shown], [['animatic'], []]);
      // Its end is announced then, and not in the middle of what the next test looks at.
      await taskIn(bench().api, first.made[0]?.id ?? '', ['completed']);
      const again = await free();
      assert.deepEqual([again.made, again.paid], [[], 0]);
      assert.ok(again.shown.some((words) => words.startsWith('“Gulls” hasn’t changed, ')), again.shown.join());
    } finally {
      await vscode.commands.executeCommand('hailuo.setApiKey', { gateway: 'apimart', key: emulatorKeys.apimart });
    }
  });

  it('remembers a fixed prompt as it is written after the fix, with its names', async () => {
    const editor = await openFile('@let place = the lagoon\n\n### Gulls\n@gateway = toapis\n[Psuh in] Gulls over {{place}}\n');
    const { made: [made] } = await during(() => run('hailuo.generateFromSelection'), (_message, buttons) => buttons.find((label) => label === 'Fix and Generate'));
    assert.equal(made?.prompt, '[Push in] Gulls over the lagoon');
    const { file } = await taskIn(bench().api, made.id, ['completed']);
    const { source } = JSON.parse(await readFile(`${file ?? ''}.json`, 'utf8')) as { readonly source: { readonly written?: string } };
    assert.equal(source.written, '[Push in] Gulls over {{place}}');
    assert.match(editor.document.getText(), /\n\[Push in\] Gulls over \{\{place\}\}\n$/u);
    await vscode.commands.executeCommand('workbench.action.files.save');
  });

  it('sends by the composer the words of @let that it shows, though their document can’t be read any more', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'hailuo', content: '@let hero = a courier\n\n### Run\n[Push in] {{hero}} runs\n' });
    await vscode.window.showTextDocument(document);
    const desk = await deskOf(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the text is gone', () => vscode.workspace.textDocuments.map(({ uri }) => uri.toString()), (open) => !open.includes(document.uri.toString()));
    await desk.choose({ ...desk.choices, gateway: 'apimart' });
    const { made, paid } = await during(() => order(desk), sayYes);
    assert.deepEqual([made.map(({ prompt }) => prompt), paid], [['[Push in] a courier runs'], 1]);
  });

  it('sends by the composer the picture that was dropped just before, and none in its place when that can’t be kept', async () => {
    const earlier = join(root(), 'earlier.png');
    await writeFile(earlier, png(700, 400));
    const dropping = (dropped: Uint8Array): ReturnType<GateBench['during']> => {
      const desk = createDesk({ text: '[Push in] What was dropped', choices: { gateway: 'apimart' }, firstFrame: earlier }, undefined, { locate: located, defaults: defaultChoices, folder: undefined });
      return during(() => order(desk, undefined, new Uint8Array(dropped)), sayYes);
    };
    const kept = await dropping(png(640, 400));
    const { file } = await taskIn(bench().api, kept.made[0]?.id ?? '', ['completed']);
    assert.match(await readFile(`${file ?? ''}.json`, 'utf8'), /"firstFrame": "[^"]*first-frame-\w+\.png"/u);
    assert.equal(kept.paid, 1);
    const none = await dropping(new TextEncoder().encode('no picture'));
    assert.deepEqual([none.made, none.paid], [[], 0]);
  });

  it('refuses names of @let that are left when their document can’t be read', async () => {
    for (const source of [{ uri: vscode.Uri.file(join(bench().outside, 'gone.hailuo')).toString(), line: 3 }, { uri: 'untitled:gone', line: 3, written: '[Push in] {{hero}} runs' }]) {
      const { shown, made, paid } = await during(() => run('hailuo.generate', { prompt: '[Push in] {{hero}} runs', gateway: 'apimart', source }), (words, buttons) => (words.includes('has no value') ? undefined : sayYes(words, buttons)));
      assert.match(shown.join('\n'), /“hero” has no value/u);
      assert.deepEqual([made, paid], [[], 0]);
    }
  });

  it('asks once about a picture from bench().outside, by its real path: absolute, by .. or through a link', async () => {
    const picture = join(bench().outside, 'secret.png');
    await writeFile(picture, png(640, 400));
    await symlink(picture, join(root(), 'link.png'));
    const folder = join(root(), 'deep');
    await mkdir(folder, { recursive: true });
    const up = `../${'../'.repeat(root().split('/').length)}${picture.slice(1)}`;
    for (const written of [picture, up, '../link.png']) {
      await openFile(`### Cat\n@gateway = apimart\n@firstFrame = ${written}\n[Push in] A cat, ${written.length}\n`, folder);
      const { shown, made } = await during(() => run('hailuo.generateFromSelection'));
      assert.equal(made.length, 0);
      assert.equal(shown.length, 1);
      assert.match(shown[0] ?? '', /generates with APIMart/u);
      assert.match(shown[0] ?? '', new RegExp(`sends ${picture}, which is outside this workspace`, 'u'));
      const uploads = bench().emulator.log.entries.length;
      const agreed = await during(() => run('hailuo.generateFromSelection'), sayYes);
      assert.deepEqual([agreed.shown.length, agreed.paid], [1, 1]);
      assert.ok(bench().emulator.log.entries.length > uploads);
    }
    const free = await during(() => run('hailuo.generate', { prompt: '[Push in] A free cat', gateway: 'animatic', firstFrame: picture }));
    assert.deepEqual(free.shown, []);
  });

  it('asks by Animate This Image about a picture that a link brings in from bench().outside, not about one that was chosen', async () => {
    const picture = join(bench().outside, 'other.png');
    await writeFile(picture, png(640, 400));
    const animate = async (file: string): Promise<unknown> => {
      await vscode.commands.executeCommand('hailuo.animateImage', vscode.Uri.file(file));
      const desk = createDesk({ text: `[Push in] A picture, ${file}`, choices: { gateway: 'apimart' }, chosen: ['gateway', 'firstFrame'], firstFrame: file }, undefined, { locate: located, defaults: defaultChoices, folder: undefined });
      return order(desk);
    };
    await symlink(picture, join(root(), 'linked.png'));
    const linked = await during(() => animate(join(root(), 'linked.png')));
    assert.match(linked.shown.join('\n'), /sends .*other\.png, which is outside/u);
    const chosen = await during(() => animate(picture), sayYes);
    assert.doesNotMatch(chosen.shown.join('\n'), /which is outside/u);
    assert.equal(chosen.paid, 1);
  });

  it('asks by Generate Again of a metadata file that came with a clone, not of what was ordered here', async () => {
    const video = join(root(), 'cloned.mp4');
    await writeFile(video, bench().emulator.clip);
    await writeFile(`${video}.json`, JSON.stringify({ version: 1, id: 'strangers', prompt: '[Push in] A cloned cat', settings: { duration: 6, resolution: '768p', firstFrame: join(bench().outside, 'secret.png') }, gateway: 'apimart' }));
    const { shown, made } = await during(() => run('hailuo.take.generateAgain', { file: video }));
    assert.equal(made.length, 0);
    assert.match(shown.join('\n'), /cloned\.mp4\.json generates with APIMart[^]*sends .*secret\.png, which is outside/u);

    const own = await during(() => run('hailuo.generate', { prompt: '[Push in] A cat of my own', gateway: 'apimart' }), sayYes);
    assert.deepEqual([own.shown.length, own.made.length], [1, 1]);
    const again = await during(() => run('hailuo.task.generateAgain', { id: own.made[0]?.id }), sayYes);
    assert.match(again.shown.join('\n'), /^You just submitted this shot/u);
    assert.doesNotMatch(again.shown.join('\n'), /generates with/u);
    assert.equal(again.paid, 1);
  });

  it('asks about several paid shots once, naming shots, seconds and gateway', async () => {
    const editor = await openFile('@gateway = toapis\n\n### Gulls\n[Push in] Gulls\n\n### Boat\n@duration = 10\n@takes = 2\n[Pan left] A boat\n');
    const { shown } = await during(() => run('hailuo.film.generate', { uri: editor.document.uri.toString(), which: 'all' }));
    assert.equal(shown.length, 1);
    for (const part of ['Generate 3 paid videos with ToAPIs?', 'Gulls · 6 s · 768p · ToAPIs', 'Boat · 10 s · 768p · ToAPIs · 2 takes', '26 s in total']) assert.ok(shown[0]?.includes(part), shown[0]);
  });

  it('names the bad ones of six shots and generates the others', async () => {
    const shot = (title: string, setting = ''): string => `### ${title}\n${setting}[Push in] ${title} at dawn\n`;
    const editor = await openFile([shot('Pier'), shot('Gulls', '@firstFrame = missing.png\n'), shot('Nets'), shot('Boat', '@duration = 10\n@resolution = 1080p\n'), shot('Crane'), shot('Quay')].join('\n'));
    const bad = editor.document.getText().split('\n').findIndex((line) => line.includes('missing'));
    const buttons: string[] = [];
    const went = await during(() => run('hailuo.film.generate', { which: 'all' }), (_message, labels) => {
      buttons.push(...labels);
      return labels[0];
    });
    assert.match(went.shown[0] ?? '', /^2 of 6 shots need fixing: Gulls, Boat/u);
    assert.deepEqual(buttons, ['Go to Gulls', 'Generate the other 4']);
    assert.equal(went.made.length, 0);
    await new Promise<void>((resolve) => {
      const look = (): void => { if (vscode.window.activeTextEditor?.selection.active.line === bad) { listening.dispose(); resolve(); } };
      const listening = vscode.window.onDidChangeTextEditorSelection(look);
      look();
    });
    const others = new Promise<readonly string[]>((resolve) => {
      const listening = bench().api.onDidChangeTasks(() => {
        const made = bench().api.tasks().filter(({ prompt }) => prompt.endsWith(' at dawn')).map(({ prompt }) => prompt.split(' ')[2] ?? '');
        if (made.length === 4) { listening.dispose(); resolve(made); }
      });
    });
    await messagesDuring(() => run('hailuo.film.generate', { which: 'all' }), (_message, labels) => labels[1]);
    assert.deepEqual([...await others].sort(), ['Crane', 'Nets', 'Pier', 'Quay']);
    for (const { id } of bench().api.tasks().filter(({ prompt }) => prompt.endsWith(' at dawn'))) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
  });
});
