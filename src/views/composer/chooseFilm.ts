import * as l10n from '@vscode/l10n';
import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { askWords, pick } from '../../host/pick.ts';
import { plain } from '../../host/plain.ts';

/** More would be no list to choose from; *Browse…* reaches the rest. */
const mostFilms = 200;

/**
 * Asks where a shot goes: to a film that is open or in the workspace, to a new file, or to a film elsewhere. No dialog of the
 * system is asked for a new file, since it would ask about replacing one that is there, which never happens: a shot is added.
 * Undefined when cancelled.
 */
export async function chooseFilm(scope: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const films = await knownFilms();
  const browse = { icon: 'folder-opened', label: l10n.t('Browse…'), choose: browseFilms };
  const fresh = { icon: 'new-file', label: l10n.t('New File…'), choose: () => nameNewFile(scope) };
  const rows = films.map((uri) => ({
    icon: 'add', label: l10n.t('Add to {0}', basename(uri.path)), choose: () => Promise.resolve(uri),
    description: uri.scheme === 'untitled' ? l10n.t('not saved yet') : vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..')),
  })).sort((a, b) => a.label.localeCompare(b.label));
  const picked = await pick([...rows, fresh, browse], { placeHolder: l10n.t('Where should this shot be saved?'), matchOnDescription: true });
  return picked?.choose();
}

/** Those of the workspace, and those that are open from elsewhere or not saved yet. */
async function knownFilms(): Promise<readonly vscode.Uri[]> {
  const found = await vscode.workspace.findFiles('**/*.hailuo', '**/node_modules/**', mostFilms);
  const open = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : [])));
  const films = open.filter((uri) => vscode.workspace.textDocuments.some((document) => document.languageId === 'hailuo' && document.uri.toString() === uri.toString()));
  return [...new Map([...found, ...films].map((uri) => [uri.toString(), uri])).values()];
}

async function browseFilms(): Promise<vscode.Uri | undefined> {
  return (await vscode.window.showOpenDialog({ filters: { [l10n.t('Hailuo prompt')]: ['hailuo'] }, title: l10n.t('Add the shot to a film'), openLabel: l10n.t('Add') }))?.[0];
}

/** A name in the workspace folder; without one the folder is asked for first. */
async function nameNewFile(scope: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const home = (scope && vscode.workspace.getWorkspaceFolder(scope)) ?? vscode.workspace.workspaceFolders?.[0];
  const folder = home?.uri ?? (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, title: l10n.t('Choose a folder for the new film'), openLabel: l10n.t('Choose') }))?.[0];
  if (!folder) return undefined;
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, /\.hailuo$/iu.test(name) ? name : `${name}.hailuo`);
  const proposal = await freeName(at);
  const name = await askWords({
    title: l10n.t('Save the shot'), prompt: l10n.t('File name in {0}', home ? home.name : folder.fsPath), value: proposal, valueSelection: [0, proposal.length - '.hailuo'.length],
    validateInput: (value) => problemOf(value.trim(), at),
  });
  return name === undefined ? undefined : at(name.trim());
}

async function freeName(at: (name: string) => vscode.Uri): Promise<string> {
  for (let count = 1; ; count++) {
    const name = count === 1 ? 'shot.hailuo' : `shot-${String(count)}.hailuo`;
    if ((await kindOf(at(name))) === undefined) return name;
  }
}

async function kindOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  return vscode.workspace.fs.stat(uri).then(({ type }) => type, () => undefined);
}

/** A file that is there is no mistake: it is said what happens to it. */
async function problemOf(name: string, at: (name: string) => vscode.Uri): Promise<string | vscode.InputBoxValidationMessage | undefined> {
  if (name === '' || /[\\/]$/u.test(name)) return l10n.t('Enter a file name.');
  const kind = await kindOf(at(name));
  if (kind === undefined) return undefined;
  return (kind & vscode.FileType.Directory) !== 0
    ? l10n.t('“{0}” is a folder. Enter another name.', name)
    : { message: plain(l10n.t('“{0}” exists already: the shot is added at its end.', basename(at(name).path))), severity: vscode.InputBoxValidationSeverity.Info };
}
