import assert from 'node:assert/strict';
import { mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../src/api.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import type { Take } from '../../src/takes/take.ts';
import type { FilmView, ToFilm } from '../../src/views/film/protocol.ts';
import type { FilmSession } from '../../src/views/film/session.ts';
import { openFilmSession } from '../../src/views/film/session.ts';
import { messagesDuring } from './support/messages.ts';
import { activated, inFront } from './support/product.ts';
import { until } from '../support/until.ts';

const text = '### Kitchen\nA kitchen with a page.\n\n### Door\nA door with a page.\n';
const attic = '### Attic\nAn attic that came later.\n\n';
const changed = 'The text changed before this click, so nothing was done. The film shows the new text now: try again.';
let folder: string;
before(async () => { folder = await realpath(await mkdtemp(join(tmpdir(), 'hailuo-film-page-'))); });
after(async () => { await rm(folder, { recursive: true, force: true, maxRetries: 3 }); });
afterEach(async () => {
  while (vscode.window.activeTextEditor?.document.isDirty === true) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
});

describe('the page of a film', () => {
  let api: HailuoApi;
  let session: FilmSession | undefined;
  let sent: ToFilm[] = [];
  let names = 0;
  before(async () => { api = await activated(); });
  afterEach(() => {
    session?.dispose();
    session = undefined;
  });

  /** Its page, as a webview would have it, with these takes. */
  function open(document: vscode.TextDocument, takes: readonly Take[] = []): void {
    sent = [];
    const silent = (): (() => void) => () => undefined;
    session = openFilmSession(document, { send: (message) => { sent.push(message); }, allow: () => undefined, link: (file) => file, isVisible: () => true }, {
      tasks: { list: () => [], onDidChange: silent }, takes: { all: () => Promise.resolve(takes), read: (file) => Promise.reject(new Error(`${file} was asked for`)), onDidChange: silent },
      posters: { folder, find: () => Promise.resolve(undefined), keep: () => Promise.resolve(undefined) },
      excerpts: { of: () => Promise.resolve(undefined), drop: () => Promise.resolve() } as never,
      names: { ofTake: ({ file }: Take) => file, onDidChange: silent } as never,
      locateFirstFrame: (written) => written,
    });
    session.receive({ type: 'ready' });
  }
  function shownFilm(): FilmView | undefined {
    return sent.findLast((message) => message.type === 'film')?.film;
  }
  const untilTitles = (titles: readonly string[]): Promise<FilmView | undefined> =>
    until(`the page shows ${titles.join(', ') || 'no shot'}`, shownFilm, (film) => film?.shots.map(({ title }) => title).join() === titles.join());
  /** A film on disk whose tab holds the document alone, so that it is closed with it. */
  async function filmInTab(content = text): Promise<vscode.TextDocument> {
    const file = join(folder, `page-${String(++names)}.hailuo`);
    await writeFile(file, content);
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
    return (await inFront(file)).document;
  }
  async function closeText(document: vscode.TextDocument): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('the text is closed', () => document.isClosed, (isClosed) => isClosed);
  }
  const ordered = (): number => sent.filter((message) => message.type === 'ordering' && !message.ordering).length;

  it('follows its text through being closed and opened again, and orders and writes nothing by an old one', async () => {
    const document = await filmInTab();
    const file = document.uri.fsPath;
    const made: Take = { file: join(folder, 'takes/door.mp4'), shot: { prompt: 'A door with a page.', settings: defaultSettings }, favourite: false, source: { uri: document.uri.toString(), line: 4 } };
    open(document, [made]);
    await untilTitles(['Kitchen', 'Door']);
    await closeText(document);
    await writeFile(file, attic + text);
    const [tasks, orders] = [api.tasks().length, ordered()];
    const told = await messagesDuring(async () => {
      session?.receive({ type: 'generate', index: 1 });
      await until('the order has ended', ordered, (count) => count > orders);
    });
    assert.deepEqual([told, api.tasks().length], [[changed], tasks]);
    await untilTitles(['Attic', 'Kitchen', 'Door']);
    // The text as another document: what is typed there is shown, and written to.
    session?.receive({ type: 'select', index: 2, focus: true });
    const editor = await inFront(file);
    await until('the cursor is at the door', () => editor.document.lineAt(editor.selection.active).text, (line) => line === '### Door');
    assert.notEqual(editor.document, document);
    assert.ok(await editor.edit((edit) => { edit.insert(new vscode.Position(0, 0), '### Yard\nA yard, typed.\n\n'); }));
    await untilTitles(['Yard', 'Attic', 'Kitchen', 'Door']);
    session?.receive({ type: 'choose', index: 3, file: made.file });
    await until('the take is chosen in the text', () => editor.document.getText(), (now) => now === `### Yard\nA yard, typed.\n\n${attic}${text.replace('### Door\n', '### Door\n@take = takes/door.mp4\n')}`);
  });

  it('passes over what is asked twice before the page has heard of the first, and asks for no edit where there is none', async () => {
    const document = await filmInTab();
    open(document);
    await untilTitles(['Kitchen', 'Door']);
    const told = await messagesDuring(async () => {
      for (let times = 0; times < 3; times++) session?.receive({ type: 'move', index: 0, to: 1 });
      await untilTitles(['Door', 'Kitchen']);
      session?.receive({ type: 'choose', index: 0 });
      session?.receive({ type: 'move', index: 0, to: 1 });
      await untilTitles(['Kitchen', 'Door']);
    });
    assert.deepEqual([told, document.getText()], [[], text]);
  });

  it('says that its text is gone', async () => {
    const document = await filmInTab();
    open(document);
    await untilTitles(['Kitchen', 'Door']);
    await closeText(document);
    await rename(document.uri.fsPath, join(folder, 'elsewhere.hailuo'));
    const orders = ordered();
    const told = await messagesDuring(async () => {
      session?.receive({ type: 'act', action: 'generateAll' });
      await until('the order has ended', ordered, (count) => count > orders);
    });
    assert.match(told.join(), /^The text of this film, page-\d+\.hailuo, can’t be opened, so nothing was done\./u);
  });

  it('goes to the text of a film that has no shots yet', async () => {
    const document = await filmInTab('// Nothing yet.\n');
    open(document);
    await untilTitles([]);
    await closeText(document);
    session?.receive({ type: 'act', action: 'text' });
    await inFront(document.uri.path);
  });

  it('chooses a take for a film that is not saved yet', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'hailuo', content: text });
    await vscode.window.showTextDocument(document);
    const made = (name: string, completedAt: number): Take => ({ file: join(folder, name), completedAt, shot: { prompt: 'A door with a page.', settings: defaultSettings }, favourite: false, source: { uri: document.uri.toString(), line: 4 } });
    const [older, newer] = [made('older.mp4', 1), made('newer.mp4', 2)];
    open(document, [older, newer]);
    assert.equal((await untilTitles(['Kitchen', 'Door']))?.shots[1]?.chosen, newer.file);
    session?.receive({ type: 'choose', index: 1, file: older.file });
    await until('the older take is chosen', () => shownFilm()?.shots[1]?.chosen, (file) => file === older.file);
    assert.equal(document.getText(), text.replace('### Door\n', `### Door\n@take = ${older.file}\n`));
  });
});

describe('the tab of a film', () => {
  const films = (): readonly string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('hailuo.film')).map(({ label }) => label);
  const untilFilms = (what: string, labels: readonly string[]): Promise<readonly string[]> => until(what, films, (now) => now.join() === labels.join());
  /** The film's tab is opened beside a text that was never saved, and would be saved under this name. */
  async function openUnsaved(name: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(folder, name)).with({ scheme: 'untitled' }));
    const editor = await vscode.window.showTextDocument(document);
    assert.ok(await editor.edit((edit) => { edit.insert(new vscode.Position(0, 0), text); }));
    await vscode.commands.executeCommand('hailuo.film.open', { uri: document.uri.toString() });
    await untilFilms('the film is open', [`Film: ${name.replace('.hailuo', '')}`]);
    return document;
  }

  it('goes on with the file that a text is saved as', async () => {
    const document = await openUnsaved('sample.hailuo');
    const closed: string[] = [];
    const listening = vscode.window.tabGroups.onDidChangeTabs((change) => { closed.push(...change.closed.flatMap(({ input, label }) => (input instanceof vscode.TabInputWebview ? label : []))); });
    // Asked while it is busy with the text, VS Code may say no.
    await until('the text is saved', async () => document.isClosed || await document.save(), (isSaved) => isSaved);
    await until('the text that was never saved is closed', () => document.isClosed, (isClosed) => isClosed);
    const saved = vscode.Uri.file(join(folder, 'sample.hailuo'));
    assert.equal(await readFile(saved.fsPath, 'utf8'), text);
    // The same tab is shown for the file.
    await vscode.commands.executeCommand('hailuo.film.open', { uri: saved.toString() });
    await until('the film is in front', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label, (label) => label === 'Film: sample');
    listening.dispose();
    assert.deepEqual([films(), closed], [['Film: sample'], []]);
  });

  it('goes away with a text that is thrown away', async () => {
    const document = await openUnsaved('thrown.hailuo');
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await inFront('thrown.hailuo');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await untilFilms('the film is gone', []);
  });

  it('goes with a file to its new name', async () => {
    const [from, to] = ['before', 'after'].map((name) => vscode.Uri.file(join(folder, `${name}.hailuo`))) as [vscode.Uri, vscode.Uri];
    await writeFile(from.fsPath, text);
    await vscode.commands.executeCommand('hailuo.film.open', { uri: from.toString() });
    await untilFilms('the film is open', ['Film: before']);
    const moving = new vscode.WorkspaceEdit();
    moving.renameFile(from, to);
    assert.ok(await vscode.workspace.applyEdit(moving));
    await untilFilms('the film has the new name', ['Film: after']);
    await vscode.commands.executeCommand('hailuo.film.open', { uri: to.toString() });
    await untilFilms('there is one film', ['Film: after']);
  });
});
