import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../src/api.ts';
import { goOnWithChosen } from '../../src/commands/film/goOnWith.ts';
import type { Statement } from '../../src/commands/gate/statements.ts';
import { agreementKey, contentHash } from '../../src/commands/gate/statements.ts';
import { createTakes } from '../../src/takes/takes.ts';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import type { Task } from '../../src/tasks/task.ts';
import type { Emulator } from '../gateway/emulator.ts';
import { emulatorKeys, startEmulator } from '../gateway/emulator.ts';
import { messagesDuring, sayYes } from './support/messages.ts';
import { picksDuring } from './support/picks.ts';
import { until } from '../support/until.ts';
import { activated, inFront, taskIn, withSettings } from './support/product.ts';

const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

describe('generating a film', () => {
  let api: HailuoApi;
  let emulator: Emulator;
  let restore: () => Promise<void>;
  let names = 0;

  before(async () => {
    api = await activated();
    const seed = await vscode.commands.executeCommand<PublicTask>('hailuo.generate', { prompt: '[Static shot] A clip for the film', gateway: 'animatic' });
    emulator = await startEmulator({ clip: await readFile((await taskIn(api, seed.id, ['completed'])).file ?? ''), ripening: { by: 'hand', queuedReads: 0 } });
    restore = await withSettings({ 'apimart.baseUrl': emulator.apimart, pollInterval: 1, gateway: 'animatic', prices: { 'apimart 768p 6 s': '0.28 USD' } });
    await vscode.commands.executeCommand('hailuo.setApiKey', { gateway: 'apimart', key: emulatorKeys.apimart });
  });
  after(async () => {
    await vscode.commands.executeCommand('hailuo.removeApiKey', { gateway: 'apimart' });
    await restore();
    await emulator.close();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function openFilm(text: string): Promise<vscode.TextEditor> {
    const file = join(root(), `courier-${String(++names)}.hailuo`);
    await writeFile(file, text);
    return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
  }

  /** The tasks of a film that the person agrees to. */
  async function ordered(command: string, argument?: object): Promise<readonly PublicTask[]> {
    let tasks: readonly PublicTask[] | undefined;
    await messagesDuring(async () => { tasks = await vscode.commands.executeCommand(command, argument); }, sayYes);
    assert.ok(tasks);
    return tasks;
  }

  it('is what everything selected and Generate leads to: a list with check boxes, then the tasks', async () => {
    const editor = await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen, all of it\n\n### Door\n@continue\nA door, all of it\n\n### Street\nA street, all of it\n');
    await vscode.commands.executeCommand('editor.action.selectAll');
    assert.ok(!editor.selection.isEmpty);
    let tasks: readonly PublicTask[] = [];
    const lists = await picksDuring(async () => { tasks = await ordered('hailuo.generateFromSelection'); }, (items) => items.slice(0, 2));
    assert.deepEqual(lists.map((items) => items.map(({ label, picked }) => [label, picked])), [[['1 Kitchen', true], ['2 Door', true], ['3 Street', true]]]);
    for (const { description } of lists.flat()) assert.match(description ?? '', /6 s · 768p · APIMart · about 0\.28 USD$/u);
    assert.deepEqual(tasks.map(({ prompt }) => prompt), ['A kitchen, all of it', 'A door, all of it']);
    assert.deepEqual(tasks.map(({ waitsFor }) => waitsFor), [undefined, { shot: 'Kitchen', task: tasks[0]?.id }]);
    assert.deepEqual([tasks[1]?.state, new Set(tasks.map(({ order }) => order)).size], ['held', 1]);
    // Whether it asks depends on how far the task is by now.
    await messagesDuring(async () => { for (const { id } of tasks) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id }); }, (message, [yes]) => (message.startsWith('Stop tracking') ? yes : undefined));
  });

  it('never orders a shot again that is on its way, unless it is named', async () => {
    await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen, once\n\n### Door\nA door, once\n');
    const [kitchen] = await ordered('hailuo.film.generate', { which: [1] });
    assert.ok(kitchen);
    await taskIn(api, kitchen.id, ['running']);
    const rest = await ordered('hailuo.film.generate', { which: 'changed' });
    assert.deepEqual(rest.map(({ prompt }) => prompt), ['A door, once']);
    await taskIn(api, rest[0]?.id ?? '', ['running']);
    const submits = emulator.submits();
    const told = await messagesDuring(async () => { assert.equal(await vscode.commands.executeCommand('hailuo.film.generate', { which: 'changed' }), undefined); });
    assert.deepEqual([told, emulator.submits()], [['Every shot of this film is up to date or in progress.'], submits]);
    const unknown = await messagesDuring(async () => { assert.equal(await vscode.commands.executeCommand('hailuo.film.generate', { which: [1, 'Attic'] }), undefined); });
    assert.deepEqual([unknown, emulator.submits()], [['This film has no shot “Attic”.'], submits]);
    emulator.finish();
    await Promise.all([kitchen, ...rest].map(({ id }) => taskIn(api, id, ['completed'])));
  });

  it('means the film whose panel is in front, where no text is', async () => {
    const { document } = await openFilm('### Kitchen\nA kitchen, in front\n');
    await vscode.commands.executeCommand('hailuo.film.open', { uri: document.uri.toString() });
    await until('the panel is in front', async () => {
      await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
      return vscode.window.activeTextEditor;
    }, (editor) => editor === undefined);
    const told = await messagesDuring(async () => { assert.equal(await vscode.commands.executeCommand('hailuo.film.generate', { which: ['Attic'] }), undefined); });
    assert.deepEqual(told, ['This film has no shot “Attic”.']);
  });

  it('has a shot with @continue wait, then start with the last frame, taken beside the text that keeps the focus', async () => {
    const editor = await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen\n\n### Door\n@continue\nA door\n');
    const [kitchen, door] = await ordered('hailuo.film.generate', { which: 'all' });
    assert.ok(kitchen && door);
    await taskIn(api, kitchen.id, ['running']);
    const before = emulator.submits();
    emulator.finish();
    const take = await taskIn(api, kitchen.id, ['completed']);
    const going = await taskIn(api, door.id, ['running', 'paused']);
    assert.equal(going.state, 'running', going.failure?.message);
    assert.equal(emulator.submits(), before + 1);
    assert.ok(existsSync((take.file ?? '').replace(/\.mp4$/u, '-last-frame.png')));
    await inFront(editor.document.uri.path);
    const labels = (): readonly string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await until('the text is the only tab', labels, (shown) => shown.join() === editor.document.fileName.split('/').at(-1));
    emulator.finish();
    await taskIn(api, door.id, ['completed']);
  });

  it('lets a shot whose predecessor was stopped start without it, and asks nothing: it is paid for by its order', async () => {
    await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen that is stopped\n\n### Door\n@continue\nA door without it\n');
    const [kitchen, door] = await ordered('hailuo.film.generate', { which: 'all' });
    assert.ok(kitchen && door);
    await taskIn(api, kitchen.id, ['running']);
    // The notice that the next shot is paused may come meanwhile, and offers to start it: that is not answered here.
    await messagesDuring(() => vscode.commands.executeCommand('hailuo.task.stopTracking', { id: kitchen.id }), (message, [yes]) => (message.startsWith('Stop tracking') ? yes : undefined));
    const paused = await taskIn(api, door.id, ['paused']);
    assert.match(paused.failure?.message ?? '', /last frame of “Kitchen”, which was stopped/u);
    const shown = await messagesDuring(() => vscode.commands.executeCommand('hailuo.task.startWithout', { id: door.id }));
    assert.deepEqual(shown.filter((words) => !words.startsWith('Paused')), []);
    await taskIn(api, door.id, ['running']);
    emulator.finish();
    await taskIn(api, door.id, ['completed']);
  });

  it('goes on with another take of the shot before when the text names one', async () => {
    const first = await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen that is chosen\n');
    const [earlier] = await ordered('hailuo.film.generate', { which: 'all' });
    assert.ok(earlier);
    await taskIn(api, earlier.id, ['running']);
    emulator.finish();
    const take = await taskIn(api, earlier.id, ['completed']);
    const text = '@gateway = apimart\n\n### Kitchen\nA kitchen, other words\n\n### Door\n@continue\nA door after another kitchen\n';
    await first.edit((edit) => { edit.replace(new vscode.Range(0, 0, first.document.lineCount, 0), text); });
    await first.document.save();
    const [kitchen, door] = await ordered('hailuo.film.generate', { which: 'all' });
    assert.ok(kitchen && door);
    await taskIn(api, kitchen.id, ['running']);
    assert.equal((await taskIn(api, door.id, ['held'])).waitsFor?.task, kitchen.id);
    await first.edit((edit) => { edit.insert(new vscode.Position(3, 0), `@take = ${(take.file ?? '').slice(root().length + 1)}\n`); });
    await first.document.save();
    const going = await taskIn(api, door.id, ['running', 'paused']);
    assert.equal(going.state, 'running', going.failure?.message);
    emulator.finish();
    await Promise.all([kitchen, door].map(({ id }) => taskIn(api, id, ['completed'])));
  });

  it('goes on with no video from outside the workspace that the text names meanwhile, unless sending its last frame was agreed to', async () => {
    const away = await realpath(await mkdtemp(join(tmpdir(), 'hailuo-away-')));
    const takes = createTakes({ find: () => Promise.resolve([]), findNearby: () => Promise.resolve([]), onFinished: () => () => undefined });
    const kept: Statement[] = [];
    const goneOnWith = async (video: string): Promise<readonly string[]> => {
      await writeFile(video, 'Nobody looks into it.');
      const { document } = await openFilm(`@gateway = apimart\n\n### Kitchen\n@take = ${video}\nA kitchen\n\n### Door\n@continue\nA door that was ordered before\n`);
      const held = { id: 'door', state: 'held', gateway: 'apimart', prompt: 'A door that was ordered before', source: { uri: document.uri.toString(), line: 8 }, waitsFor: { shot: 'Kitchen' }, folder: join(root(), 'videos') } as Task;
      const files: string[] = [];
      const tasks = { list: () => [held], get: () => undefined, waitOn: (_id: string, { file = '' }: { readonly file?: string }) => { files.push(file); return Promise.resolve({ kind: 'done' as const, task: held }); } };
      const look = (): Promise<void> => goOnWithChosen({ tasks, takes, storage: vscode.Uri.file(join(away, 'storage')), agreements: { covers: (statement) => kept.some((one) => agreementKey(one) === agreementKey(statement)) } });
      await look();
      const before = files.length;
      kept.push({ kind: 'picture', gateway: 'apimart', picture: video, isVideo: true, file: { uri: document.uri.toString(), name: '', content: contentHash(document.getText()) } });
      await look();
      assert.deepEqual(new Set(files), new Set([video]), 'what was agreed to goes on');
      return files.slice(0, before);
    };
    const [inside, outside] = [join(root(), 'near.mp4'), join(away, 'family.mp4')];
    assert.deepEqual(await goneOnWith(inside), [inside]);
    assert.deepEqual(await goneOnWith(outside), []);
    takes.dispose();
    await Promise.all([inside, away].map((path) => rm(path, { recursive: true })));
  });

  it('goes on with a take of the shot before that is starred meanwhile, and orders nothing twice', async () => {
    const editor = await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen that is starred\n');
    const [earlier] = await ordered('hailuo.film.generate', { which: 'all' });
    assert.ok(earlier);
    await taskIn(api, earlier.id, ['running']);
    emulator.finish();
    const take = await taskIn(api, earlier.id, ['completed']);
    await editor.edit((edit) => { edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), '@gateway = apimart\n\n### Kitchen\nA kitchen that is starred, other light\n\n### Door\n@continue\nA door after the star\n'); });
    await editor.document.save();
    const before = emulator.submits();
    const [kitchen, door] = await ordered('hailuo.film.generate', { which: 'all' });
    assert.ok(kitchen && door);
    await taskIn(api, kitchen.id, ['running']);
    assert.deepEqual((await taskIn(api, door.id, ['held'])).waitsFor, { shot: 'Kitchen', task: kitchen.id });
    await vscode.commands.executeCommand('hailuo.take.keep', { file: take.file });
    const going = await taskIn(api, door.id, ['running', 'paused']);
    assert.equal(going.state, 'running', going.failure?.message);
    emulator.finish();
    await Promise.all([kitchen, door].map(({ id }) => taskIn(api, id, ['completed'])));
    assert.equal(emulator.submits() - before, 2);
  });

  it('starts with the take that is starred though the shot before is ordered too, and pays for no shot whose video the text names', async () => {
    const editor = await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen that stays\n');
    const [earlier] = await ordered('hailuo.film.generate', { which: 'all' });
    assert.ok(earlier);
    await taskIn(api, earlier.id, ['running']);
    emulator.finish();
    const take = await taskIn(api, earlier.id, ['completed']);
    await vscode.commands.executeCommand('hailuo.take.keep', { file: take.file });
    const own = join(root(), 'own clip of mine.mp4');
    await copyFile(take.file ?? '', own);
    await editor.edit((edit) => { edit.insert(new vscode.Position(4, 0), '\n### Door\n@continue\nA door after what stays\n\n### Street\n@take = own clip of mine.mp4\nA street of my own\n'); });
    await editor.document.save();
    const [door, ...others] = await ordered('hailuo.film.generate', { which: 'changed' });
    assert.deepEqual([door?.waitsFor, others], [{ shot: 'Kitchen' }, []]);
    await taskIn(api, door?.id ?? '', ['running']);
    const [kitchen, again] = await ordered('hailuo.film.generate', { which: [1, 2] });
    assert.deepEqual([kitchen?.waitsFor, again?.waitsFor], [undefined, { shot: 'Kitchen' }], 'it waits for no task');
    await Promise.all([kitchen, again].map((task) => taskIn(api, task?.id ?? '', ['running'])));
    emulator.finish();
    await Promise.all([door, kitchen, again].map((task) => taskIn(api, task?.id ?? '', ['completed'])));
    await rm(own);
  });

  it('tells of the end of a film once, and tries what failed once more in the same order', async () => {
    await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen that fails\n\n### Door\n@continue\nA door that waits\n\n### Street\nA street that comes\n');
    const [kitchen, door, street] = await ordered('hailuo.film.generate', { which: 'all' });
    assert.ok(kitchen && door && street);
    await Promise.all([kitchen, street].map(({ id }) => taskIn(api, id, ['running'])));
    const news = Promise.withResolvers<undefined>();
    const told = await messagesDuring(async () => {
      emulator.finish(emulator.tasks.find(({ body }) => JSON.stringify(body).includes('A street that comes'))?.id);
      await taskIn(api, street.id, ['completed']);
      emulator.setFault({ step: 'status', fault: { kind: 'failed', message: 'refused' } });
      await taskIn(api, kitchen.id, ['failed']);
      await taskIn(api, door.id, ['paused']);
      await news.promise;
    }, () => {
      news.resolve(undefined);
      return undefined;
    });
    assert.equal(told.length, 1, told.join(' | '));
    assert.match(told[0] ?? '', /^“courier-\d+”: 1 of 3 videos ready \(1 failed, 1 paused\)\. /u);
    const [again] = await ordered('hailuo.order.retryFailed', { order: kitchen.order });
    assert.ok(again);
    assert.equal(again.order, kitchen.order);
    assert.deepEqual((await taskIn(api, door.id, ['held'])).waitsFor, { shot: 'Kitchen', task: again.id });
    await taskIn(api, again.id, ['running']);
    emulator.finish();
    await taskIn(api, door.id, ['running']);
    emulator.finish();
    await taskIn(api, door.id, ['completed']);
  });

  it('that may have been charged can’t be stopped: Stop All says why, and what to do', async () => {
    await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen that is lost\n\n### Street\nA street that is lost\n');
    emulator.setFault({ step: 'submit', fault: { kind: 'html502' }, times: 2 });
    const tasks = await ordered('hailuo.film.generate', { which: 'all' });
    await Promise.all(tasks.map(({ id }) => taskIn(api, id, ['unconfirmed'])));
    const [said, ...others] = await messagesDuring(() => vscode.commands.executeCommand('hailuo.order.stopAll', { order: tasks[0]?.order }));
    assert.match(said ?? '', /^“Kitchen.*” may have been charged\. Choose Resolve Unconfirmed first\.$/u);
    assert.deepEqual(others, []);
    for (const { id } of tasks) {
      await vscode.commands.executeCommand('hailuo.task.resolveUnconfirmed', { id, resolution: 'notCharged' });
      await taskIn(api, id, ['failed', 'cancelled']);
    }
    assert.deepEqual(await messagesDuring(() => vscode.commands.executeCommand('hailuo.order.stopAll', { order: tasks[0]?.order })), ['Nothing is running.']);
  });

  it('is exported over a file that is there only when the person agrees to replace it', async () => {
    await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen in a list\n');
    const to = join(root(), 'shots-of-mine.md');
    await writeFile(to, 'My notes\n');
    let written: unknown;
    const question = '“shots-of-mine.md” already exists. Replace it?\nIts contents will be lost.';
    const exported = async (): Promise<void> => { written = await vscode.commands.executeCommand('hailuo.film.export', { to }); };
    assert.deepEqual(await messagesDuring(exported), [question]);
    assert.deepEqual([written, await readFile(to, 'utf8')], [undefined, 'My notes\n']);
    assert.deepEqual(await messagesDuring(exported, (words) => (words === question ? 'Replace' : undefined)), [question, 'Exported: shots-of-mine.md']);
    assert.deepEqual(written, { file: to });
    assert.match(await readFile(to, 'utf8'), /Kitchen/u);
  });

  it('is exported over a file that is there only when the person agrees, also where the dialog asked about its name without the ending', async () => {
    await openFilm('@gateway = apimart\n\n### Kitchen\nA kitchen in another list\n');
    const to = join(root(), 'list-of-mine.md');
    await writeFile(to, 'My notes\n');
    const window = vscode.window as unknown as { showSaveDialog: () => Promise<vscode.Uri> };
    const real = window.showSaveDialog;
    const question = '“list-of-mine.md” already exists. Replace it?\nIts contents will be lost.';
    const exportedTo = async (file: string): Promise<readonly string[]> => {
      window.showSaveDialog = () => Promise.resolve(vscode.Uri.file(file));
      let shown: readonly string[] = [];
      await picksDuring(async () => { shown = await messagesDuring(() => vscode.commands.executeCommand('hailuo.film.export')); }, (items) => items.find(({ description }) => description === '.md'));
      return shown;
    };
    try {
      assert.deepEqual(await exportedTo(to.slice(0, -3)), [question]);
      assert.equal(await readFile(to, 'utf8'), 'My notes\n');
      // The dialog itself asked about this name.
      assert.deepEqual(await exportedTo(to), ['Exported: list-of-mine.md']);
      assert.match(await readFile(to, 'utf8'), /Kitchen/u);
    } finally {
      window.showSaveDialog = real;
    }
  });
});
