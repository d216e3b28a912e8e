import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../src/api.ts';
import { documentKind } from '../../src/shots/readDocument.ts';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import { defaultChoices } from '../../src/views/composer/choices.ts';
import { createDesk } from '../../src/views/composer/desk.ts';
import { linkShot } from '../../src/views/composer/link.ts';
import { placeAt } from '../../src/views/composer/place.ts';
import { openSession } from '../../src/views/composer/session.ts';
import type { Emulator } from '../gateway/emulator.ts';
import { emulatorKeys, startEmulator } from '../gateway/emulator.ts';
import { png } from '../support/images.ts';
import { messagesDuring } from './support/messages.ts';
import { activated, taskIn, withSettings } from './support/product.ts';

type Generated = PublicTask | PublicTask[] | undefined;
const run = (command: string, ...args: readonly unknown[]): Thenable<Generated> => vscode.commands.executeCommand(command, ...args);
const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
let names = 0;

/** A file of the workspace, opened, with the cursor in its last line. */
async function openFile(text: string, folder = root()): Promise<vscode.TextEditor> {
  const file = join(folder, `gate-${++names}.hailuo`);
  await writeFile(file, text);
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(document.getText().trimEnd().length);
  editor.selection = new vscode.Selection(end, end);
  return editor;
}

/** What the *Generate* lens of the last shot runs. */
async function lens({ document }: vscode.TextEditor): Promise<Generated> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
  const all = lenses.filter(({ command }) => command?.command === 'hailuo.generate' && !(command.arguments?.[0] as { gateway?: string }).gateway);
  return run('hailuo.generate', ...(all.at(-1)?.command?.arguments ?? []) as unknown[]);
}

/** *Generate* in a composer that was opened from the last shot. */
async function composer({ document }: vscode.TextEditor, frame?: string): Promise<Generated> {
  const kind = documentKind(document.languageId);
  const link = await linkShot(document.uri, (opened) => placeAt(opened.getText(), kind, opened.getText().length), () => undefined);
  assert.ok(link);
  return order(createDesk({ text: link.prompt ?? '', choices: {} }, link, { locate: located, defaults: defaultChoices, folder: undefined }), frame);
}

const located = (written: string, from: vscode.Uri | undefined): string => (/^(?:\/|https?:)/u.test(written) ? written : join(from?.fsPath ?? '', '..', written));

async function order(desk: ReturnType<typeof createDesk>, frame?: string): Promise<Generated> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let ordered = false;
  const session = openSession(desk, new Set(), {
    send: (message) => {
      if (message.type !== 'ordering') return;
      ordered ||= message.ordering;
      if (ordered && !message.ordering) resolve(undefined);
    },
    uriOf: () => undefined, localUri: (uri) => uri, setTitle: () => undefined, pictures: '',
  }, {
    tasks: { list: () => [], onDidChange: () => () => undefined, ready: Promise.resolve() }, storage: vscode.Uri.file(root()), wallet: { quote: () => undefined, onDidChange: () => () => undefined },
    baseUrlOf: () => ({ kind: 'refused', message: '' }), locateFirstFrame: located,
  });
  if (frame !== undefined) await desk.setFirstFrame(frame);
  session.receive({ type: 'generate' });
  await promise;
  session.dispose();
  return undefined;
}

/** The first task that is there besides these. */
async function madeSince(api: HailuoApi, before: ReadonlySet<string>): Promise<PublicTask> {
  const found = (): PublicTask | undefined => api.tasks().find(({ id }) => !before.has(id));
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const listening = api.onDidChangeTasks(() => { if (found()) resolve(undefined); });
  if (!found()) await promise;
  listening.dispose();
  const task = found();
  assert.ok(task);
  return task;
}

describe('the gate that every way to generate passes', () => {
  let api: HailuoApi;
  let emulator: Emulator;
  let restore: () => Promise<void>;
  let outside: string;
  const submits = (): number => emulator.submits('apimart') + emulator.submits('toapis');
  /** What was shown, and how many paid requests came of it; every task made meanwhile has ended. */
  const during = async (work: () => Thenable<unknown>, answer?: (message: string, buttons: readonly string[]) => string | undefined): Promise<{ readonly shown: readonly string[]; readonly made: readonly PublicTask[]; readonly paid: number }> => {
    const before = new Set(api.tasks().map(({ id }) => id));
    const sent = submits();
    const shown = await messagesDuring(work, answer);
    const made = api.tasks().filter(({ id }) => !before.has(id));
    await Promise.all(made.map(({ id, gateway }) => taskIn(api, id, ['completed', 'failed', ...(gateway === 'animatic' ? ['running', 'queued'] as const : [])])));
    return { shown, made, paid: submits() - sent };
  };

  before(async () => {
    api = await activated();
    outside = await mkdtemp(join(tmpdir(), 'hailuo-outside-'));
    const seed = await run('hailuo.generate', { prompt: '[Static shot] A clip for the gateway', gateway: 'animatic' }) as PublicTask;
    emulator = await startEmulator({ clip: await readFile((await taskIn(api, seed.id, ['completed'])).file ?? '') });
    restore = await withSettings({ 'apimart.baseUrl': emulator.apimart, 'toapis.baseUrl': emulator.toapis, pollInterval: 1, gateway: 'animatic' });
    for (const gateway of ['apimart', 'toapis'] as const) await vscode.commands.executeCommand('hailuo.setApiKey', { gateway, key: emulatorKeys[gateway] });
  });
  after(async () => {
    for (const gateway of ['apimart', 'toapis']) await vscode.commands.executeCommand('hailuo.removeApiKey', { gateway });
    await restore();
    await emulator.close();
    await rm(outside, { recursive: true, force: true });
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

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
      const agreed = await during(() => generate(editor), (_message, [yes]) => yes);
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
      assert.ok(made.length > 0 && made.every(({ gateway }) => gateway === 'animatic'));
      for (const { id } of made) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
    });
  }

  it('asks once about a picture from outside, by its real path: absolute, by .. or through a link', async () => {
    const picture = join(outside, 'secret.png');
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
      const uploads = emulator.log.entries.length;
      const agreed = await during(() => run('hailuo.generateFromSelection'), (_message, [yes]) => yes);
      assert.deepEqual([agreed.shown.length, agreed.paid], [1, 1]);
      assert.ok(emulator.log.entries.length > uploads);
    }
    const free = await during(() => run('hailuo.generate', { prompt: '[Push in] A free cat', gateway: 'animatic', firstFrame: picture }));
    assert.deepEqual(free.shown, []);
  });

  it('asks by Animate This Image about a picture that a link brings in from outside, not about one that was chosen', async () => {
    const picture = join(outside, 'other.png');
    await writeFile(picture, png(640, 400));
    const animate = async (file: string): Promise<unknown> => {
      await vscode.commands.executeCommand('hailuo.animateImage', vscode.Uri.file(file));
      const desk = createDesk({ text: `[Push in] A picture, ${file}`, choices: { gateway: 'apimart' }, chosen: ['gateway', 'firstFrame'], firstFrame: file }, undefined, { locate: located, defaults: defaultChoices, folder: undefined });
      return order(desk);
    };
    await symlink(picture, join(root(), 'linked.png'));
    const linked = await during(() => animate(join(root(), 'linked.png')));
    assert.match(linked.shown.join('\n'), /sends .*other\.png, which is outside/u);
    const chosen = await during(() => animate(picture));
    assert.deepEqual([chosen.shown.length, chosen.paid], [0, 1]);
  });

  it('asks by Generate Again of a metadata file that came with a clone, not of what was ordered here', async () => {
    const video = join(root(), 'cloned.mp4');
    await writeFile(video, emulator.clip);
    await writeFile(`${video}.json`, JSON.stringify({ version: 1, id: 'strangers', prompt: '[Push in] A cloned cat', settings: { duration: 6, resolution: '768p', firstFrame: join(outside, 'secret.png') }, gateway: 'apimart' }));
    const { shown, made } = await during(() => run('hailuo.take.generateAgain', { file: video }));
    assert.equal(made.length, 0);
    assert.match(shown.join('\n'), /cloned\.mp4\.json generates with APIMart[^]*sends .*secret\.png, which is outside/u);

    const own = await during(() => run('hailuo.generate', { prompt: '[Push in] A cat of my own', gateway: 'apimart' }));
    assert.deepEqual([own.shown.length, own.made.length], [0, 1]);
    const again = await during(() => run('hailuo.task.generateAgain', { id: own.made[0]?.id }), (_message, [yes]) => yes);
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
      const listening = api.onDidChangeTasks(() => {
        const made = api.tasks().filter(({ prompt }) => prompt.endsWith(' at dawn')).map(({ prompt }) => prompt.split(' ')[2] ?? '');
        if (made.length === 4) { listening.dispose(); resolve(made); }
      });
    });
    await messagesDuring(() => run('hailuo.film.generate', { which: 'all' }), (_message, labels) => labels[1]);
    assert.deepEqual([...await others].sort(), ['Crane', 'Nets', 'Pier', 'Quay']);
    for (const { id } of api.tasks().filter(({ prompt }) => prompt.endsWith(' at dawn'))) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
  });

  it('stops at the limit, counts what is in flight, and names limit, rest, reset and the way out', async () => {
    const undo = await withSettings({ gateway: 'toapis', prices: { 'toapis 768p 6 s': '1000 lei' }, dailyCap: 1000 * (2 + emulator.submits('toapis')) });
    try {
      await openFile('### Gulls\n[Push in] Gulls at the limit\n');
      const first = await during(() => run('hailuo.generateFromSelection'));
      assert.deepEqual([first.shown.length, first.paid], [0, 1]);
      const second = await during(() => run('hailuo.generate', { prompt: '[Push in] A second one at the limit' }));
      assert.deepEqual([second.shown.length, second.paid], [0, 1]);
      const buttons: string[] = [];
      const third = await during(() => run('hailuo.generate', { prompt: '[Push in] One too many' }), (_message, labels) => { buttons.push(...labels); return undefined; });
      assert.deepEqual([third.made.length, third.paid], [0, 0]);
      assert.match(third.shown.join(), /This video costs about 1000 lei\. Your daily limit is \d000 lei; \d000 lei of it is spent, in flight or unconfirmed, so 0 lei is left\. The limit begins anew on .*\d/u);
      assert.deepEqual(buttons, ['Open Settings']);
      const free = await during(() => run('hailuo.generate', { prompt: '[Push in] A free one at the limit', gateway: 'animatic' }));
      assert.deepEqual([free.shown.length, free.made.length], [0, 1]);
      for (const { id } of free.made) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
    } finally {
      await undo();
    }
  });

  it('asks above the sum that the user names, with price, total and rest', async () => {
    const undo = await withSettings({ gateway: 'apimart', prices: { 'apimart 768p 6 s': '3 CNY', 'apimart 768p 10 s': '5 CNY' }, askAbove: 4, dailyCap: 100 });
    try {
      const cheap = await during(() => run('hailuo.generate', { prompt: '[Push in] A cheap one' }));
      assert.deepEqual([cheap.shown.length, cheap.paid], [0, 1]);
      const dear = await during(() => run('hailuo.generate', { prompt: '[Push in] A dear one', duration: 10 }));
      assert.deepEqual([dear.shown.length, dear.paid], [1, 0]);
      assert.match(dear.shown[0] ?? '', /Generate “A dear one” with APIMart\?[^]*Costs about 5 CNY at APIMart, by your own price\.[^]*Today so far: [^]*3 CNY[^]*Left of the daily limit/u);
    } finally {
      await undo();
    }
  });

  it('does not send a task later whose shot was ordered at the other gateway when the balance was used up', async () => {
    const before = new Set(api.tasks().map(({ id }) => id));
    emulator.setFault({ step: 'submit', gateway: 'apimart', fault: { kind: 'reply', status: 402, body: { error: { code: 402, message: 'no credit left', type: 'payment_required' } } } });
    const { promise: offered, resolve: offer } = Promise.withResolvers<undefined>();
    const sent = { apimart: emulator.submits('apimart'), toapis: emulator.submits('toapis') };
    let unsent: PublicTask | undefined;
    await messagesDuring(async () => {
      unsent = await run('hailuo.generate', { prompt: '[Static shot] A boat without credit', gateway: 'apimart' }) as PublicTask;
      await offered;
      const other = await madeSince(api, new Set([...before, unsent.id]));
      await taskIn(api, other.id, ['completed']);
      await taskIn(api, unsent.id, ['cancelled']);
    }, (_, buttons) => {
      if (buttons.includes('Generate with ToAPIs')) offer(undefined);
      return buttons.find((label) => label === 'Generate with ToAPIs' || label === 'Generate');
    });
    await messagesDuring(() => vscode.commands.executeCommand('hailuo.task.checkNow', { id: unsent?.id }));
    assert.deepEqual([emulator.submits('apimart') - sent.apimart, emulator.submits('toapis') - sent.toapis], [1, 1]);
    assert.equal(api.tasks().find(({ id }) => id === unsent?.id)?.state, 'cancelled');
  });

  it('leaves problems alone where the user’s setting says so', async () => {
    const undo = await withSettings({ askAboutProblems: false, gateway: 'apimart' });
    try {
      await openFile('### Gulls\n[Orbit] Gulls, unasked\n');
      const { shown, paid } = await during(() => run('hailuo.generateFromSelection'));
      assert.deepEqual([shown.length, paid], [0, 1]);
    } finally {
      await undo();
    }
  });
});
