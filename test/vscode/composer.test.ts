import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { documentKind } from '../../src/shots/readDocument.ts';
import { defaultChoices } from '../../src/views/composer/choices.ts';
import { createDesk, type Desk } from '../../src/views/composer/desk.ts';
import { linkShot } from '../../src/views/composer/link.ts';
import { placeAt } from '../../src/views/composer/place.ts';
import { png } from '../support/images.ts';
import { until } from '../support/until.ts';

const film = '@duration = 10\n\n### Wake\nA cat wakes.\n\n### Run\n@resolution = 768p\n[Push in] A cat runs. // fast\nIt rains.\n';

describe('a composer in step with its document', () => {
  let document: vscode.TextDocument;
  let desk: Desk;
  /** Settles with the next change of the document that is not the composer's own. */
  let heard: () => void = () => undefined;

  async function open(text: string, find: string, name = 'film.hailuo'): Promise<void> {
    const uri = vscode.Uri.file(join(await mkdtemp(join(tmpdir(), 'hailuo-composer-')), name));
    await writeFile(uri.fsPath, text);
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await compose(find);
  }
  /** A composer for a shot of the document. */
  async function compose(find: string): Promise<void> {
    const link = await linkShot(document.uri, (opened) => placeAt(opened.getText(), documentKind(opened.languageId), opened.getText().indexOf(find)), () => {
      void desk.readDocument().then(() => { heard(); });
    });
    assert.ok(link);
    desk = createDesk({ text: link.prompt ?? '', choices: {} }, link, {
      locate: (written, from) => (from ? join(from.fsPath, '..', written) : written), defaults: defaultChoices, folder: undefined,
    });
  }
  const change = (): Promise<void> => new Promise((resolve) => { heard = resolve; });
  /** What a person types into the page. */
  async function type(find: string, put: string): Promise<void> {
    const at = desk.text.text.indexOf(find);
    await desk.push(desk.text.version, [{ client: 'page', changes: [{ start: at, end: at + find.length, text: put }] }]);
  }
  async function editDocument(find: string, put: string): Promise<void> {
    const at = document.getText().indexOf(find);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + find.length)), put);
    const told = change();
    assert.ok(await vscode.workspace.applyEdit(edit));
    await told;
  }
  async function undo(): Promise<void> {
    await vscode.window.showTextDocument(document);
    const told = change();
    await vscode.commands.executeCommand('undo');
    await told;
  }
  afterEach(async () => {
    desk.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('writes what is typed in the page into the shot, keeps comments and settings, and follows an undo there', async () => {
    await open(film, '### Run');
    assert.equal(desk.text.text, '[Push in] A cat runs.\nIt rains.');
    await type('A cat runs', 'A dog runs fast');
    assert.equal(document.getText(), film.replace('A cat runs', 'A dog runs fast'));
    await undo();
    assert.equal(document.getText(), film);
    assert.equal(desk.text.text, '[Push in] A cat runs.\nIt rains.');
  });

  it('shows what is typed in the document, wherever its shot has moved to', async () => {
    await open(film, '### Run');
    await editDocument('### Wake', '### Before\nA door opens.\n\n### Wake');
    await editDocument('A cat runs', 'Two cats run');
    assert.equal(desk.text.text, '[Push in] Two cats run.\nIt rains.');
    assert.equal(desk.link?.line, 10);
  });

  it('keeps a space at the end for the word that is about to follow', async () => {
    await open(film, '### Wake');
    await type('wakes.', 'wakes. ');
    assert.equal(desk.text.text, 'A cat wakes. ');
    assert.equal(document.getText(), film);
    await type('wakes. ', 'wakes. Then');
    assert.equal(document.getText(), film.replace('A cat wakes.', 'A cat wakes. Then'));
  });

  it('leaves out an edit that was made before the document changed, so that the page makes it anew', async () => {
    await open(film, '### Wake');
    const { version } = desk.text;
    await editDocument('A cat', 'The cat');
    await desk.push(version, [{ client: 'page', changes: [{ start: 0, end: 1, text: 'One' }] }]);
    assert.equal(desk.text.text, 'The cat wakes.');
    assert.equal(desk.text.since(version).length, 1);
  });

  it('writes choices as settings of the shot, in one edit, and reads them back', async () => {
    await open(film, '### Wake');
    assert.equal(desk.choices.duration, 10);
    await desk.choose({ ...desk.choices, duration: 6, watermark: true });
    const written = document.version;
    assert.equal(written, 2);
    assert.match(document.getText(), /### Wake\n(@duration = 6\n@watermark = on|@watermark = on\n@duration = 6)\nA cat wakes\./);
    await editDocument('@watermark = on', '@watermark = off');
    assert.equal(desk.choices.watermark, false);
    assert.equal(desk.choices.duration, 6);
  });

  it('writes a first frame relative to the document', async () => {
    await open(film, '### Wake');
    await desk.setFirstFrame(join(document.uri.fsPath, '../frames/cat.png'));
    assert.match(document.getText(), /### Wake\n@firstFrame = \.\/frames\/cat\.png\n/);
    assert.equal(desk.shot.settings.firstFrame, join(document.uri.fsPath, '../frames/cat.png'));
  });

  it('says that the shot is gone when it is taken out, and finds it again when that is undone', async () => {
    await open(film, '### Wake');
    await editDocument('### Wake\nA cat wakes.\n\n', '');
    assert.equal(desk.link?.view.state, 'gone');
    assert.equal(desk.text.text, 'A cat wakes.');
    await type('wakes', 'sleeps');
    assert.ok(!document.getText().includes('sleeps'));
    await undo();
    assert.equal(desk.link.view.state, 'together');
  });

  it('lets edits wait while the document is closed, writes them when asked, and saves', async () => {
    await open(film, '### Wake');
    const closed = change();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await closed;
    assert.equal(desk.link?.view.state, 'apart');
    await type('wakes', 'sleeps');
    await desk.choose({ ...desk.choices, takes: 3 });
    assert.equal(await readFile(document.uri.fsPath, 'utf8'), film);
    assert.equal(await desk.writeDocument(), 'written');
    assert.ok(await desk.link.save());
    const saved = await readFile(document.uri.fsPath, 'utf8');
    assert.ok(saved.includes('### Wake\n@takes = 3\nA cat sleeps.'), saved);
  });

  /** Waits until the link tells of a file so. */
  const untilLinked = (file: string, state: string): Promise<unknown> => until(`the shot is ${state} in ${file}`, () => desk.link?.view, (view) => view?.file === file && view.state === state);
  async function openUnsaved(name: string): Promise<vscode.Uri> {
    const saved = vscode.Uri.file(join(await mkdtemp(join(tmpdir(), 'hailuo-composer-')), name));
    document = await vscode.workspace.openTextDocument(saved.with({ scheme: 'untitled' }));
    const editor = await vscode.window.showTextDocument(document);
    assert.ok(await editor.edit((edit) => { edit.insert(new vscode.Position(0, 0), film); }));
    await compose('### Wake');
    return saved;
  }

  it('goes with its file to another name', async () => {
    await open(film, '### Wake');
    const to = vscode.Uri.joinPath(document.uri, '..', 'later.hailuo');
    const moving = new vscode.WorkspaceEdit();
    moving.renameFile(document.uri, to);
    assert.ok(await vscode.workspace.applyEdit(moving));
    await untilLinked('later.hailuo', 'together');
    await type('wakes', 'sleeps');
    document = await vscode.workspace.openTextDocument(to);
    assert.equal(document.getText(), film.replace('wakes', 'sleeps'));
  });

  it('goes with its folder to another name, and its first frame with it', async () => {
    const framed = film.replace('### Wake\n', '### Wake\n@firstFrame = ./pic.png\n');
    await open(framed, '### Wake');
    const folder = vscode.Uri.joinPath(document.uri, '..');
    await writeFile(join(folder.fsPath, 'pic.png'), png(640, 400));
    const to = vscode.Uri.file(`${folder.fsPath}-later`);
    const moving = new vscode.WorkspaceEdit();
    moving.renameFile(folder, to);
    assert.ok(await vscode.workspace.applyEdit(moving));
    await until('the first frame is in the new folder', () => desk.firstFrame, (frame) => frame === join(to.fsPath, 'pic.png'));
    await untilLinked('film.hailuo', 'together');
    assert.equal(await desk.writeDocument(), 'written');
    document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(to, 'film.hailuo'));
    assert.equal(document.getText(), framed);
  });

  it('goes on with the file that a text is saved as', async () => {
    const saved = await openUnsaved('sample.hailuo');
    // Asked while it is busy with the text, VS Code may say no.
    await until('the text is saved', async () => document.isClosed || await document.save(), (isSaved) => isSaved);
    await until('the shot is in the file', () => desk.link?.uri.toString(), (uri) => uri === saved.toString());
    await vscode.window.showTextDocument(saved);
    await untilLinked('sample.hailuo', 'together');
    await type('wakes', 'sleeps');
    document = await vscode.workspace.openTextDocument(saved);
    assert.equal(document.getText(), film.replace('wakes', 'sleeps'));
  });

  it('is gone with a text that is thrown away, and begins no new one', async () => {
    await openUnsaved('thrown.hailuo');
    const { uri } = document;
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await untilLinked('thrown.hailuo', 'gone');
    assert.equal(await desk.writeDocument(), 'refused');
    assert.deepEqual(vscode.workspace.textDocuments.filter((one) => one.uri.toString() === uri.toString()), []);
  });

  it('keeps the line breaks of a file from Windows', async () => {
    await open(film.replaceAll('\n', '\r\n'), '### Run');
    await type('It rains.', 'It rains.\nThen it stops.');
    assert.ok(document.getText().includes('It rains.\r\nThen it stops.\r\n'));
    assert.ok(!/[^\r]\n/.test(document.getText()));
  });

  it('knows the words of @let that count for its shot, and those of the file once they change', async () => {
    await open('@let hero = a courier\n\n### One\n{{hero}} sleeps.\n\n### Two\n@let place = the harbour\n[Push in] {{hero}} in {{place}}.\n', '### Two');
    assert.equal(desk.filledShot.prompt, '[Push in] a courier in the harbour.');
    await editDocument('a courier', 'two sisters');
    assert.equal(desk.filledShot.prompt, '[Push in] two sisters in the harbour.');
    await type('{{place}}', '{{place}} at dusk');
    assert.match(document.getText(), /\[Push in\] \{\{hero\}\} in \{\{place\}\} at dusk\./u);
  });

  it('follows a passage of a Markdown document, and leaves the rest of it alone', async () => {
    await open('# Notes\n\nA kite over the harbour.\n\n- [ ] buy film\n', 'A kite', 'notes.md');
    await type('A kite', '[Push in] A kite');
    await desk.choose({ ...desk.choices, duration: 10 });
    assert.equal(document.getText(), '# Notes\n\n[Push in] A kite over the harbour.\n\n- [ ] buy film\n');
    await editDocument('harbour', 'sea');
    assert.equal(desk.text.text, '[Push in] A kite over the sea.');
    assert.equal(desk.choices.duration, 10);
  });
});

describe('opening the composer', () => {
  const composers = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('hailuo.composer'));
  /** Tabs tell of themselves a moment after what made them. */
  async function untilComposers(what: string, fits: (tabs: readonly vscode.Tab[]) => boolean): Promise<void> {
    await until(what, composers, fits);
  }
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await untilComposers('all are closed', ({ length }) => length === 0);
  });

  it('shows the shot at the cursor beside its document, once', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'hailuo', content: film });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(7, 0, 7, 0);
    await vscode.commands.executeCommand('hailuo.openComposer');
    await untilComposers('it is in front', ([tab]) => tab?.group.isActive === true);
    assert.notEqual(composers()[0]?.group.viewColumn, editor.viewColumn);
    // From anywhere in the same shot.
    const again = await vscode.window.showTextDocument(document, editor.viewColumn);
    again.selection = new vscode.Selection(5, 0, 5, 0);
    await untilComposers('the document is in front', ([tab]) => tab?.group.isActive === false);
    await vscode.commands.executeCommand('hailuo.openComposer');
    await untilComposers('it is in front', ([tab]) => tab?.group.isActive === true);
    assert.equal(composers().length, 1);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('takes a prompt and settings from a keybinding or another extension', async () => {
    await vscode.commands.executeCommand('hailuo.openComposer', { prompt: '[Zoom in] A clock', duration: 10 });
    await vscode.commands.executeCommand('hailuo.openComposer', { prompt: '[Zoom out] A clock' });
    await untilComposers('there are two', ({ length }) => length === 2);
  });

  it('refuses an argument that it does not understand', async () => {
    await vscode.commands.executeCommand('hailuo.openComposer', { duration: 7 });
    assert.equal(composers().length, 0);
  });

  it('shows an open composer for a prompt only while its shot reads so, as written or filled in', async () => {
    const file = vscode.Uri.file(join(await mkdtemp(join(tmpdir(), 'hailuo-composer-')), 'film.hailuo'));
    await writeFile(file.fsPath, '@let hero = a courier\n\n### One\n[Push in] {{hero}} sleeps.\n\n### Two\n[Pan left] {{hero}} runs.\n');
    await vscode.window.showTextDocument(file);
    const open = (line: number, prompt?: string) => vscode.commands.executeCommand('hailuo.openComposer', { ...(prompt !== undefined && { prompt }), source: { uri: file.toString(), line } });
    await open(3);
    await untilComposers('there is one', ({ length }) => length === 1);
    // However it is told, wherever it was when that was written down.
    await open(3, '[Push in] {{hero}} sleeps.');
    await open(9, ' [Push in] a courier sleeps.\r\n');
    await open(6, '[Pan left] a courier runs.');
    await untilComposers('the other shot has its own', ({ length }) => length === 2);
    // The shot of the first composer is at this line, but it says something else.
    await open(3, '[Push in] a courier wakes.');
    await untilComposers('so has a prompt that no shot says', ({ length }) => length === 3);
  });
});
