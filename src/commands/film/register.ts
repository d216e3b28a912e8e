import * as vscode from 'vscode';
import type { Takes } from '../../takes/takes.ts';
import { isHeld } from '../../tasks/transition.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import { commands } from '../../host/ids.ts';
import type { FilmExportDependencies } from './exportFilm.ts';
import type { FilmGenerateDependencies } from './generateFilm.ts';
import type { GoOnDependencies } from './goOnWith.ts';
import type { ShowFilm } from './showFilm.ts';

/** *Open Film*, *Generate Film…* and *Export Film…*: the shots of a `.hailuo` file as one film. Loaded when one of them is run. */
export function registerFilmCommands(deps: FilmGenerateDependencies & FilmExportDependencies & { readonly show: ShowFilm }): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.filmOpen, async (argument: unknown) => (await import('./showFilm.ts')).showFilm(argument, deps.show)),
    vscode.commands.registerCommand(commands.filmGenerate, async (argument: unknown) => (await import('./generateFilm.ts')).generateFilm(argument, deps)),
    vscode.commands.registerCommand(commands.filmExport, async (argument: unknown) => (await import('./exportFilm.ts')).exportFilm(argument, deps)),
  );
}

/** Has shots that wait for the one before hear of a take of it that is chosen, in the text or by a star. Loaded while something waits. */
export function followChoices(deps: GoOnDependencies & { readonly tasks: Pick<Tasks, 'onDidChange'>; readonly takes: Pick<Takes, 'onDidChange'> }): vscode.Disposable {
  const { tasks, takes } = deps;
  let looking = Promise.resolve();
  const look = (): void => {
    if (!tasks.list().some(isHeld)) return;
    // What is not seen now, or cannot be written, is at the next change.
    looking = looking.then(async () => (await import('./goOnWith.ts')).goOnWithChosen(deps)).catch(() => undefined);
  };
  const stops = [
    takes.onDidChange(look),
    tasks.onDidChange(({ changed }) => { if (changed.some(isHeld)) look(); }),
  ];
  const saved = vscode.workspace.onDidSaveTextDocument(({ languageId }) => { if (languageId === 'hailuo') look(); });
  return new vscode.Disposable(() => {
    stops.forEach((stop) => { stop(); });
    saved.dispose();
  });
}
