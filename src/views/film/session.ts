import * as l10n from '@vscode/l10n';
import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { commands } from '../../host/ids.ts';
import { fromClick } from '../../host/ownClicks.ts';
import type { OpenFilm } from '../../host/filmText.ts';
import { changedSince, filmIn, readFilm } from '../../host/filmText.ts';
import { showError, showInformation } from '../../host/messages.ts';
import type { TextEdit } from '../../directives/textEdit.ts';
import { takePath } from '../../film/film.ts';
import type { WhichShots } from '../../film/whichShots.ts';
import type { DocumentShot } from '../../shots/document.ts';
import { writeSetting } from '../../shots/edit.ts';
import { firstFrameLimits } from '../../shots/firstFrame.ts';
import { moveShot } from '../../shots/reorder.ts';
import { readForeignFile } from '../../storage/foreignFile.ts';
import type { Excerpts } from '../../film/excerpts.ts';
import type { Posters } from '../../takes/posters.ts';
import type { Takes } from '../../takes/takes.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { viewOfFilm } from './filmView.ts';
import { followDocument } from './liveDocument.ts';
import type { FilmAction, FilmAnswer, FromFilm, ToFilm } from './protocol.ts';

export interface FilmSessionDependencies {
  readonly tasks: Pick<Tasks, 'list' | 'onDidChange'>;
  readonly takes: Pick<Takes, 'all' | 'read' | 'onDidChange'>;
  readonly posters: Pick<Posters, 'folder' | 'find' | 'keep'>;
  readonly excerpts: Excerpts;
  readonly names: TakeNames;
  /** A first frame as written → a URL or an absolute path. */
  readonly locateFirstFrame: (written: string, document: vscode.Uri | undefined) => string;
}

/** The page of one film. */
export interface FilmPage {
  readonly send: (message: ToFilm) => void;
  /** Brings the folders of these files within the page's reach, before it is told of them. */
  readonly allow: (files: readonly string[]) => void;
  readonly link: (file: string) => string;
  /** A page that is not seen is told nothing; it asks when it is seen again. */
  readonly isVisible: () => boolean;
}

export interface FilmSession extends vscode.Disposable {
  receive(message: FromFilm): void;
  /** Tells the page everything anew. */
  refresh(): void;
  /** Goes on with the document that the film's own became. */
  become(document: vscode.TextDocument): void;
}

/** The text settles for this long before the film is read again, milliseconds. */
const pause = 120;

/** What one film's page does: it shows the document as it reads now, and writes back what is done there. */
export function openFilmSession(opened: vscode.TextDocument, page: FilmPage, { tasks, takes, posters, excerpts, names, locateFirstFrame }: FilmSessionDependencies): FilmSession {
  let told: OpenFilm | undefined;
  let stoppable: readonly string[] = [];
  let asking: ReadonlyMap<DocumentShot, readonly string[]> = new Map();
  let tells = 0;
  let timer: NodeJS.Timeout | undefined;
  let ordering = false;
  let writing = false;
  /** The text after the page's own last change: a key that is held, or a second click, comes before the page has heard of it. */
  let written: string | undefined;
  let isClosed = false;

  const tell = async (): Promise<void> => {
    const mine = ++tells;
    // They may take long; the text is the one that is there afterwards.
    await takes.all();
    const document = await live.now();
    // A film whose text is gone stays in sight; whoever does something there hears of it.
    if (mine !== tells || document === undefined) return;
    const film = await readFilm(document, takes);
    if (mine !== tells) return;
    const videos = film.shots.flatMap((shot) => [...shot.takes, ...(shot.chosen ? [shot.chosen] : [])].map(({ take }) => take.file));
    page.allow(videos);
    const view = await viewOfFilm(film, { tasks: tasks.list(), posters, excerpts, names, link: page.link, locate: (written) => locateFirstFrame(written, document.uri) });
    if (mine !== tells || isClosed) return;
    [told, stoppable, asking] = [film, view.stoppable, view.asking];
    page.send({ type: 'film', film: view.film });
    at(vscode.window.activeTextEditor);
  };
  const tellSoon = (): void => {
    if (!page.isVisible()) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      void tell();
    }, pause);
  };
  const live = followDocument(opened, tellSoon);
  /** The shot at the cursor of an editor with this very document. */
  const at = (editor: vscode.TextEditor | undefined): void => {
    if (editor?.document.uri.toString() !== live.uri.toString() || told === undefined) return;
    const offset = editor.document.offsetAt(editor.selection.active);
    const index = told.shots.findLastIndex(({ shot }) => shot.start <= offset);
    if (index >= 0) page.send({ type: 'at', index });
  };
  /** The document as it is now; undefined where it is gone, which is said. */
  const documentNow = async (): Promise<vscode.TextDocument | undefined> => {
    const document = await live.now();
    if (!document) showError(l10n.t('The text of this film, {0}, can’t be opened, so nothing was done. It may have been moved or deleted.', basename(live.uri.path)));
    return document;
  };
  /**
   * The film that the page shows, when its text still reads so; undefined when it does not, of which the page hears, and which is said.
   * @param again a key that is held or a second click would do it once more: not said where the page changed the text itself
   */
  const filmNow = async (again = false): Promise<OpenFilm | undefined> => {
    const document = await documentNow();
    if (!document) return undefined;
    if (told?.text.text === document.getText() && told.text.uri === document.uri.toString()) return { ...told, document };
    if (!again || (!writing && document.getText() !== written)) showInformation(changedSince());
    tellSoon();
    return undefined;
  };
  const write = async (document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> => {
    // One at a time: the next one was made for the text before this one.
    if (writing || edits.length === 0) return;
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits.map(({ start, end, text }) => new vscode.TextEdit(new vscode.Range(document.positionAt(start), document.positionAt(end)), text)));
    writing = true;
    const isWritten = await Promise.resolve(vscode.workspace.applyEdit(edit)).finally(() => { writing = false; });
    if (isWritten) written = document.getText();
    else showError(l10n.t('{0} couldn’t be changed. Check that the file isn’t read-only, then try again.', basename(document.uri.path)));
  };
  const move = async (index: number, to: number): Promise<void> => {
    const film = await filmNow(true);
    const [shot, target] = [film?.shots[index], film?.shots[to]];
    const [script] = film?.text.document.scripts ?? [];
    if (!film || !shot || !target || !script) return;
    const edit = moveShot(film.text.text, script, shot.shot, target.shot);
    if (edit) await write(film.document, [edit]);
  };
  const choose = async (index: number, file: string | undefined): Promise<void> => {
    const film = await filmNow(true);
    const shot = film?.shots[index];
    if (film && shot) await write(film.document, writeSetting(film.text.text, shot.shot, 'take', file === undefined ? undefined : takePath(file, film.text.folder)));
  };
  /** Shows the text, at a place or where its cursor is, and moves the keyboard there where `focus` says so. */
  const showText = async (document: vscode.TextDocument, focus: boolean, start?: vscode.Position): Promise<void> => {
    const editor = vscode.window.visibleTextEditors.find(({ document: open }) => open.uri.toString() === document.uri.toString());
    const range = start && new vscode.Range(start, start);
    if (editor && !focus) {
      if (!range) return;
      editor.selection = new vscode.Selection(range.start, range.end);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    } else {
      await vscode.window.showTextDocument(document, { viewColumn: editor?.viewColumn ?? vscode.ViewColumn.One, ...(range && { selection: range }), preserveFocus: !focus });
    }
  };
  /** Goes to a shot: to look is never wrong, so where the text changed since, it is the shot of that title, else of that number. */
  const select = async (index: number, focus: boolean): Promise<void> => {
    const document = await documentNow();
    if (!document) return;
    const isAsTold = told?.text.text === document.getText();
    const shots = told && isAsTold ? told.shots : filmIn(document, []).shots;
    const shot = ((isAsTold ? undefined : shots.find(({ title }) => title === told?.shots[index]?.title)) ?? shots[index])?.shot;
    if (shot) await showText(document, focus, document.positionAt((shot.heading ?? shot.pieces[0] ?? shot).start));
  };
  /** One order at a time: a key that is held, or a second click, must not pay twice. It is for the text that the page shows, else for none. */
  const order = async (which: (film: OpenFilm) => WhichShots | undefined): Promise<void> => {
    if (ordering) return;
    page.send({ type: 'ordering', ordering: (ordering = true) });
    try {
      const film = await filmNow();
      const meant = film && which(film);
      if (film && meant) await vscode.commands.executeCommand(commands.filmGenerate, fromClick({ uri: film.document.uri.toString(), which: meant, text: film.text.text }));
    } finally {
      ordering = false;
      if (!isClosed) page.send({ type: 'ordering', ordering });
    }
  };
  const act = async (action: FilmAction): Promise<void> => {
    switch (action) {
      case 'generateMissing': return order(() => 'changed');
      case 'generateAll': return order(() => 'all');
      case 'stopAll': {
        const rows = stoppable.map((id) => ({ id }));
        if (rows.length > 0) await vscode.commands.executeCommand(commands.taskStopTracking, rows[0], rows);
        return;
      }
      case 'export': {
        const document = await documentNow();
        if (document) await vscode.commands.executeCommand(commands.filmExport, { uri: document.uri.toString() });
        return;
      }
      case 'text': {
        const document = await documentNow();
        if (document) await showText(document, true);
      }
    }
  };
  /** The order of a shot that was asked for first; what is approved is asked by the command. */
  const answer = async (index: number, given: FilmAnswer): Promise<void> => {
    const shot = (await filmNow())?.shots[index]?.shot;
    const id = shot && asking.get(shot)?.[0];
    if (id !== undefined) await vscode.commands.executeCommand({ approve: commands.taskApprove, approveQuote: commands.taskApproveQuote, refuse: commands.taskRefuse }[given], { id });
  };
  const sendPicture = async (file: string): Promise<void> => {
    const isOurs = told?.shots.some(({ written: { firstFrame } }) => firstFrame !== undefined && locateFirstFrame(firstFrame, live.uri) === file) ?? false;
    const picture = isOurs && !/^https?:/iu.test(file) ? await readForeignFile(file, { maxBytes: firstFrameLimits.bytes }) : undefined;
    // A copy: a Node buffer would be written out as a list of numbers on its way to the page.
    if (!isClosed) page.send({ type: 'picture', file, ...(picture?.kind === 'read' && { bytes: new Uint8Array(picture.bytes) }) });
  };
  const keepPoster = async (file: string, jpeg: Uint8Array): Promise<void> => {
    const take = told?.shots.flatMap((shot) => [...shot.takes, ...(shot.chosen ? [shot.chosen] : [])]).find((one) => one.take.file === file)?.take;
    if (!take) return;
    await posters.keep(take, jpeg);
    await excerpts.drop(file, 'moment');
  };

  const stopListening = [tasks.onDidChange(tellSoon), takes.onDidChange(tellSoon), names.onDidChange(tellSoon)];
  const listening = vscode.Disposable.from(
    live,
    vscode.workspace.onDidChangeConfiguration((change) => { if (change.affectsConfiguration('hailuo')) tellSoon(); }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => { at(textEditor); }),
  );

  return {
    refresh: () => void tell(),
    become: live.become,
    receive: (message) => {
      switch (message.type) {
        case 'ready':
          page.send({ type: 'ordering', ordering });
          void tell();
          break;
        case 'act': void act(message.action); break;
        case 'select': void select(message.index, message.focus); break;
        case 'generate':
          void order(({ shots }) => {
            const shot = shots[message.index];
            return shot && [shot.number];
          });
          break;
        case 'answer': void answer(message.index, message.answer); break;
        case 'move': void move(message.index, message.to); break;
        case 'choose': void choose(message.index, message.file); break;
        case 'take': void vscode.commands.executeCommand(message.action === 'open' ? commands.openTake : commands.takeKeep, { file: message.file }); break;
        case 'compare': void vscode.commands.executeCommand(commands.compareTakes, { files: message.files }); break;
        case 'wantPicture': void sendPicture(message.file); break;
        case 'poster': void keepPoster(message.file, message.jpeg);
      }
    },
    dispose: () => {
      isClosed = true;
      clearTimeout(timer);
      stopListening.forEach((stop) => { stop(); });
      listening.dispose();
    },
  };
}
