import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import { messagesDuring } from './support/messages.ts';
import { film, snow, street, writeFilm, writeTake } from '../support/takesWorkspace.ts';
import { until } from '../support/until.ts';
import { inFront } from './support/product.ts';

describe('the commands on takes', () => {
  const folders: string[] = [];
  let folder: string;
  let takes: Awaited<ReturnType<typeof writeFilm>>;
  const filmUri = (): vscode.Uri => vscode.Uri.file(join(folder, 'film.hailuo'));
  const textOf = async (uri: vscode.Uri): Promise<string> => (await vscode.workspace.openTextDocument(uri)).getText();
  const closeAll = async (): Promise<void> => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  };

  /** A folder of its own for each text: an open document does not follow its file where nothing watches files. */
  async function setUp(text: string): Promise<void> {
    folder = await mkdtemp(join(tmpdir(), 'hailuo-takes-'));
    folders.push(folder);
    takes = await writeFilm(folder);
    await writeFile(filmUri().fsPath, text);
  }

  afterEach(closeAll);
  after(() => Promise.all(folders.map((one) => rm(one, { recursive: true, force: true }))));

  it('go to the prompt, wherever it moved in its file', async () => {
    await setUp(`### New\nSomething else.\n\n${film}`);
    await vscode.commands.executeCommand('hailuo.take.goToPrompt', { file: takes.street });
    const editor = await inFront(filmUri().path);
    await until('the prompt is selected', () => editor.document.getText(editor.selection), (words) => words === street);
  });

  it('bring a prompt back, settings and all, as one step that is undone at once', async () => {
    const changed = film.replace(street, `@watermark = on\n${street.replace('rainy', 'foggy')}`);
    await setUp(changed);
    await vscode.commands.executeCommand('hailuo.take.restorePrompt', { file: takes.street });
    assert.equal(await textOf(filmUri()), film.replace(street, `@watermark = off\n${street}`));
    await inFront(filmUri().path);
    await vscode.commands.executeCommand('undo');
    await until('all of it is undone', () => textOf(filmUri()), (text) => text === changed);
  });

  it('put a prompt back whose shot was taken out', async () => {
    await setUp('### Robots\nTwo robots play chess.\n');
    await vscode.commands.executeCommand('hailuo.take.restorePrompt', { file: takes.street });
    assert.match(await textOf(filmUri()), /^### Robots\nTwo robots play chess\.\n\n### A cat walks.*\nA cat walks through a rainy street at night\. \[Push in\]/u);
  });

  it('offer what can still be done when the file of a prompt is gone', async () => {
    await setUp(film);
    await rm(filmUri().fsPath);
    // Words that stand in no other text: its file might have been renamed to that.
    const file = await writeTake(folder, 'lost', { prompt: 'A lost glove on the stairs of a cellar.' });
    const offered: string[] = [];
    const [said, ...others] = await messagesDuring(() => vscode.commands.executeCommand('hailuo.take.goToPrompt', { file }), (_, buttons) => {
      offered.push(...buttons);
      return undefined;
    });
    assert.match(said ?? '', /^The file this prompt came from no longer exists\./u);
    assert.deepEqual([offered, others], [['Copy prompt', 'Edit in composer'], []]);
  });

  it('copy a take as Markdown and HTML', async () => {
    await setUp(film);
    await vscode.commands.executeCommand('hailuo.take.copyAsMarkdown', { file: takes.snow });
    assert.match(await vscode.env.clipboard.readText(), /^\[▶ A cat walks through a snowy…\]\(snow\.mp4\)\n\n> A cat walks/u);
    await vscode.commands.executeCommand('hailuo.take.copyAsHtml', { file: takes.snow });
    assert.match(await vscode.env.clipboard.readText(), /^<figure>\n {2}<video src="snow\.mp4" controls/u);
    await vscode.commands.executeCommand('hailuo.take.copyPrompt', vscode.Uri.file(`${takes.snow}.json`));
    assert.equal(await vscode.env.clipboard.readText(), snow);
  });

  it('keep a take, and take the mark off', async () => {
    await setUp(film);
    const marked = async (): Promise<unknown> => (JSON.parse(await readFile(`${takes.snow}.json`, 'utf8')) as { favourite?: boolean }).favourite;
    await vscode.commands.executeCommand('hailuo.take.keep', { file: takes.snow });
    assert.equal(await marked(), true);
    await vscode.commands.executeCommand('hailuo.take.keep', { file: takes.snow });
    assert.equal(await marked(), false);
  });

  it('keep and discard exactly the takes of a list, whichever take is in front', async () => {
    await setUp(film);
    const marked = async (take: string): Promise<unknown> => (JSON.parse(await readFile(`${take}.json`, 'utf8')) as { favourite?: boolean }).favourite;
    await vscode.commands.executeCommand('hailuo.openTake', { file: takes.snow });
    await vscode.commands.executeCommand('hailuo.take.keep', { files: [takes.street] });
    assert.deepEqual([await marked(takes.street), await marked(takes.snow)], [true, undefined]);
    for (const files of [[], [7]]) {
      // Every question would be answered with yes.
      const shown = await messagesDuring(async () => {
        await vscode.commands.executeCommand('hailuo.take.keep', { files });
        await vscode.commands.executeCommand('hailuo.take.discard', { file: takes.snow, files });
      }, (_message, [yes]) => yes);
      assert.deepEqual(shown, []);
    }
    assert.equal(await marked(takes.snow), undefined);
    const [question] = await messagesDuring(() => vscode.commands.executeCommand('hailuo.take.discard', { files: [takes.street] }), (_message, [yes]) => yes);
    assert.match(question ?? '', /^Discard the take “/u);
    await assert.rejects(readFile(takes.street), /ENOENT/u);
    assert.ok((await readFile(takes.snow)).length > 0);
  });

  it('keep and discard all rows of the tree that are selected together and have a video', async () => {
    await setUp(film);
    const marked = async (take: string): Promise<unknown> => (JSON.parse(await readFile(`${take}.json`, 'utf8')) as { favourite?: boolean }).favourite;
    // As the tree passes them: the row under the mouse, then all that are selected, with a heading and a task that has no video among them.
    const [row, ...others] = [{ kind: 'task', file: takes.street }, { kind: 'group', key: 'today' }, { kind: 'task', id: 'a-task-without-video' }, { kind: 'task', file: takes.snow }];
    assert.deepEqual(await messagesDuring(() => vscode.commands.executeCommand('hailuo.menu.toggleKeep', row, [row, ...others])), []);
    assert.deepEqual([await marked(takes.street), await marked(takes.snow)], [true, true]);
    // One row alone, and rows without any video, leave what was clicked.
    await vscode.commands.executeCommand('hailuo.menu.toggleKeep', row, [row]);
    await vscode.commands.executeCommand('hailuo.take.keep', row, [{ kind: 'group', key: 'today' }, { kind: 'task', id: 'a-task-without-video' }]);
    assert.deepEqual([await marked(takes.street), await marked(takes.snow)], [true, true]);
    const [question] = await messagesDuring(() => vscode.commands.executeCommand('hailuo.menu.discard', row, [row, ...others]), (_message, [yes]) => yes);
    assert.match(question ?? '', /^Discard 2 takes\?/u);
    for (const take of [takes.street, takes.snow]) await assert.rejects(readFile(take), /ENOENT/u);
  });

  it('say so where a take has no prompt, and leave the clipboard alone', async () => {
    await setUp(film);
    const file = await writeTake(folder, 'adopted', { prompt: '' });
    await vscode.env.clipboard.writeText('What I copied before');
    for (const command of ['copyPrompt', 'editInComposer', 'generateAgain']) {
      const shown = await messagesDuring(() => vscode.commands.executeCommand(`hailuo.take.${command}`, { file }));
      assert.equal(shown.length, 1, shown.join(' | '));
      assert.match(shown[0] ?? '', /^“.+” has no prompt\.$/u);
    }
    assert.equal(await vscode.env.clipboard.readText(), 'What I copied before');
  });

  it('generate again from the text as it is now, or as it was where nothing changed', async () => {
    await setUp(film.replace('rainy', 'foggy'));
    const fresh = await vscode.commands.executeCommand<PublicTask>('hailuo.take.generateAgain', { file: takes.street });
    assert.equal(fresh.prompt, street.replace('rainy', 'foggy'));
    await setUp(film);
    const same = await vscode.commands.executeCommand<PublicTask>('hailuo.take.generateAgain', { file: takes.street });
    assert.equal(same.prompt, street);
    for (const { id } of [fresh, same]) {
      await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
    }
  });

  it('do not generate again from a first frame whose address was cut', async () => {
    await setUp(film);
    const sidecar = `${takes.street}.json`;
    const story = JSON.parse(await readFile(sidecar, 'utf8')) as { settings: object };
    await writeFile(sidecar, JSON.stringify({ ...story, source: undefined, settings: { ...story.settings, firstFrame: 'https://files.example/cat.png?…' } }));
    const shown = await messagesDuring(async () => {
      assert.equal(await vscode.commands.executeCommand('hailuo.take.generateAgain', { file: takes.street }), undefined);
    });
    assert.match(shown.join(), /first frame .*cat\.png\?… was saved without/u);
  });

  it('give the path where a take outside the workspace cannot be shown', async function () {
    if ((await vscode.commands.getCommands(true)).includes('revealFileInOS')) this.skip();
    await setUp(film);
    const shown = await messagesDuring(() => vscode.commands.executeCommand('hailuo.take.reveal', { file: takes.street }));
    assert.match(shown.join(), /path was copied/u);
    assert.equal(await vscode.env.clipboard.readText(), takes.street);
  });

  it('start the next shot after the one that made the take, with its settings but for its place in the film', async () => {
    await setUp(film.replace('### Street\n', '### Street\n@take = ./videos/street.mp4\n@continue = off\n@resolution = 1080p\n@skip = off\n@takes = 3\n'));
    await vscode.commands.executeCommand('hailuo.take.startFrom', { file: takes.street, frame: join(folder, 'videos/street-last-frame.png') });
    const editor = await inFront(filmUri().path);
    assert.match(editor.document.getText(), /asphalt\.\n\n### Street, continued\n@resolution = 1080p\n@firstFrame = \.\/videos\/street-last-frame\.png\n\n\n### Roofs\n/u);
    await until('the cursor stands below the settings', () => editor.document.lineAt(Math.max(0, editor.selection.active.line - 1)).text, (line) => line === '@firstFrame = ./videos/street-last-frame.png');
  });

  it('leave a file that is no video alone, whichever command is given it', async () => {
    await setUp(film);
    const notes = vscode.Uri.file(join(folder, 'notes.txt'));
    await writeFile(notes.fsPath, 'Do not lose me.');
    const opened = new Promise<string>((resolve) => {
      const listening = vscode.window.tabGroups.onDidChangeTabs(({ opened: [tab] }) => {
        // Others may still be told of that the test before opened.
        if (tab?.input instanceof vscode.TabInputWebview) {
          listening.dispose();
          resolve(tab.label);
        }
      });
    });
    const compared = await messagesDuring(async () => {
      await vscode.commands.executeCommand('hailuo.compareTakes', notes, [vscode.Uri.file(takes.street), notes, vscode.Uri.file(takes.snow)]);
    });
    assert.deepEqual(compared, ['One of the selected files isn’t an mp4 video and was skipped.']);
    assert.equal(await opened, 'Compare 2 takes');
    for (const argument of [notes, { file: notes.fsPath }, vscode.Uri.file(folder)]) {
      for (const command of ['hailuo.take.discard', 'hailuo.take.keep', 'hailuo.openTake', 'hailuo.take.saveAs']) {
        // Every question would be answered with yes.
        const shown = await messagesDuring(() => vscode.commands.executeCommand(command, argument), () => 'Move to Trash');
        assert.match(shown.join('|'), /^\S+ isn’t an mp4 video, so it isn’t a take\.$/u);
      }
    }
    assert.equal(await readFile(notes.fsPath, 'utf8'), 'Do not lose me.');
  });

  it('a discard leaves what another program wrote beside the video', async () => {
    await setUp(film);
    const others = { 'takeout.mp4': '{"title": "IMG_1.MP4", "photoTakenTime": {"timestamp": "1700000000"}}', 'spoken.mp4': '[{"start": 0, "text": "Hello"}]', 'torn.mp4': '{"segments": [' };
    for (const [name, json] of Object.entries(others)) {
      const video = join(folder, 'videos', name);
      await writeFile(video, await readFile(takes.street));
      await writeFile(`${video}.json`, json);
      await messagesDuring(() => vscode.commands.executeCommand('hailuo.take.discard', { file: video }), (_message, [yes]) => yes);
      await assert.rejects(readFile(video), /ENOENT/u, name);
      assert.equal(await readFile(`${video}.json`, 'utf8'), json);
    }
    await messagesDuring(() => vscode.commands.executeCommand('hailuo.take.discard', { file: takes.street }), (_message, [yes]) => yes);
    await assert.rejects(readFile(`${takes.street}.json`), /ENOENT/u);
  });

  it('the schema of sidecars says nothing of another program’s JSON', async () => {
    await setUp(film);
    const uri = vscode.Uri.file(join(folder, 'videos', 'IMG_1.mp4.json'));
    // The double key is what the editor itself remarks on, so that it has looked.
    await writeFile(uri.fsPath, '{"title": "IMG_1.MP4", "title": "IMG_1.MP4", "version": "third", "rate": "slow", "cost": 7}');
    await vscode.window.showTextDocument(uri);
    const told = await until('the file was looked at', () => vscode.languages.getDiagnostics(uri), (found) => found.length > 0);
    assert.deepEqual([...new Set(told.map(({ message }) => message))], ['Duplicate object key']);
  });

  it('a sidecar is checked against its schema', async () => {
    await setUp(film);
    const file = join(folder, 'videos', 'wrong.mp4.json');
    const uri = vscode.Uri.file(file);
    await writeFile(file, JSON.stringify({ version: 1, prompt: 'A cat', settings: { duration: 7 } }));
    const told = new Promise<readonly vscode.Diagnostic[]>((resolve) => {
      const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const found = vscode.languages.getDiagnostics(uri);
        if (uris.some((one) => one.toString() === uri.toString()) && found.length > 0) {
          listening.dispose();
          resolve(found);
        }
      });
    });
    await vscode.window.showTextDocument(uri);
    assert.match((await told).map(({ message }) => message).join(), /6, 10|Valid values/u);
  });
});
