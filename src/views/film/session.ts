import * as path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../host/ids.ts';
import { fromClick } from '../../host/ownClicks.ts';
import type { OpenFilm } from '../../host/filmText.ts';
import { filmIn } from '../../host/filmText.ts';
import type { TextEdit } from '../../directives/textEdit.ts';
import type { FilmShot } from '../../film/film.ts';
import type { DocumentShot } from '../../shots/document.ts';
import { writeSetting } from '../../shots/edit.ts';
import { firstFrameLimits } from '../../shots/firstFrame.ts';
import { moveShot } from '../../shots/reorder.ts';
import { readForeignFile } from '../../storage/foreignFile.ts';
import { portablePath } from '../../takes/portablePath.ts';
import type { Excerpts } from '../../film/excerpts.ts';
import type { Posters } from '../../takes/posters.ts';
import type { Takes } from '../../takes/takes.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { viewOfFilm } from './filmView.ts';
import type { FilmAction, FilmAnswer, FromFilm, ToFilm } from './protocol.ts';

export interface FilmSessionDependencies {
  readonly tasks: Pick<Tasks, 'list' | 'onDidChange'>;
  readonly takes: Pick<Takes, 'all' | 'onDidChange'>;
  readonly posters: Posters;
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
}

/** The text settles for this long before the film is read again, milliseconds. */
const pause = 120;

/** What one film's page does: it shows the document as it reads now, and writes back what is done there. */
export function openFilmSession(document: vscode.TextDocument, page: FilmPage, { tasks, takes, posters, excerpts, names, locateFirstFrame }: FilmSessionDependencies): FilmSession {
  const uri = document.uri.toString();
  let told: OpenFilm | undefined;
  let stoppable: readonly string[] = [];
  let asking: ReadonlyMap<DocumentShot, readonly string[]> = new Map();
  let tells = 0;
  let timer: NodeJS.Timeout | undefined;
  let ordering = false;
  let isClosed = false;

  const tell = async (): Promise<void> => {
    const mine = ++tells;
    const all = await takes.all();
    if (mine !== tells) return;
    const film = filmIn(document, all);
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
  /** The shot at the cursor of an editor with this very document. */
  const at = (editor: vscode.TextEditor | undefined): void => {
    if (editor?.document.uri.toString() !== uri || told === undefined) return;
    const offset = document.offsetAt(editor.selection.active);
    const index = told.shots.findLastIndex(({ shot }) => shot.start <= offset);
    if (index >= 0) page.send({ type: 'at', index });
  };
  /** The shot as the page means it, in the text as it is now; undefined when the text changed since, of which the page hears. */
  const shotNow = (index: number): FilmShot | undefined => {
    if (told?.text.text === document.getText()) return told.shots[index];
    tellSoon();
    return undefined;
  };
  const write = async (edits: readonly TextEdit[]): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits.map(({ start, end, text }) => new vscode.TextEdit(new vscode.Range(document.positionAt(start), document.positionAt(end)), text)));
    await vscode.workspace.applyEdit(edit);
  };
  const move = async (index: number, to: number): Promise<void> => {
    const [shot, target] = [shotNow(index), shotNow(to)];
    const [script] = told?.text.document.scripts ?? [];
    if (!shot || !target || !script || !told) return;
    const edit = moveShot(told.text.text, script, shot.shot, target.shot);
    if (edit) await write([edit]);
  };
  const choose = async (index: number, file: string | undefined): Promise<void> => {
    const shot = shotNow(index);
    if (!shot || !told) return;
    await write(writeSetting(told.text.text, shot.shot, 'take', file === undefined ? undefined : portablePath(file, told.text.folder ?? path.dirname(file))));
  };
  const select = async (index: number, focus: boolean): Promise<void> => {
    const shot = shotNow(index)?.shot;
    if (!shot) return;
    const start = document.positionAt((shot.heading ?? shot.pieces[0] ?? shot).start);
    const editor = vscode.window.visibleTextEditors.find(({ document: open }) => open.uri.toString() === uri);
    const range = new vscode.Range(start, start);
    if (editor && !focus) {
      editor.selection = new vscode.Selection(start, start);
      editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    } else if (focus || editor === undefined) {
      await vscode.window.showTextDocument(document, { viewColumn: editor?.viewColumn ?? vscode.ViewColumn.One, selection: range, preserveFocus: !focus });
    }
  };
  /** One order at a time: a key that is held, or a second click, must not pay twice. */
  const order = async (argument: object): Promise<void> => {
    if (ordering) return;
    page.send({ type: 'ordering', ordering: (ordering = true) });
    try {
      await vscode.commands.executeCommand(commands.filmGenerate, fromClick({ uri, ...argument }));
    } finally {
      ordering = false;
      if (!isClosed) page.send({ type: 'ordering', ordering });
    }
  };
  const act = async (action: FilmAction): Promise<void> => {
    switch (action) {
      case 'generateMissing': return order({ which: 'changed' });
      case 'generateAll': return order({ which: 'all' });
      case 'stopAll': {
        const rows = stoppable.map((id) => ({ id }));
        if (rows.length > 0) await vscode.commands.executeCommand(commands.taskStopTracking, rows[0], rows);
        return;
      }
      case 'export':
        await vscode.commands.executeCommand(commands.filmExport, { uri });
        return;
      case 'text': return select(0, true);
    }
  };
  /** The order of a shot that was asked for first; what is approved is asked by the command. */
  const answer = async (index: number, given: FilmAnswer): Promise<void> => {
    const shot = shotNow(index)?.shot;
    const id = shot && asking.get(shot)?.[0];
    if (id !== undefined) await vscode.commands.executeCommand({ approve: commands.taskApprove, approveQuote: commands.taskApproveQuote, refuse: commands.taskRefuse }[given], { id });
  };
  const sendPicture = async (file: string): Promise<void> => {
    const isOurs = told?.shots.some(({ written: { firstFrame } }) => firstFrame !== undefined && locateFirstFrame(firstFrame, document.uri) === file) ?? false;
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
    vscode.workspace.onDidChangeTextDocument(({ document: changed, contentChanges }) => {
      if (changed === document && contentChanges.length > 0) tellSoon();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => { if (change.affectsConfiguration('hailuo')) tellSoon(); }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => { at(textEditor); }),
  );

  return {
    refresh: () => void tell(),
    receive: (message) => {
      switch (message.type) {
        case 'ready':
          page.send({ type: 'ordering', ordering });
          void tell();
          break;
        case 'act': void act(message.action); break;
        case 'select': void select(message.index, message.focus); break;
        case 'generate': {
          const shot = shotNow(message.index);
          if (shot) void order({ which: [shot.number] });
          break;
        }
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
