import * as vscode from 'vscode';
import { commands } from '../../host/ids.ts';
import type { FilmExportDependencies } from './exportFilm.ts';
import type { FilmGenerateDependencies } from './generateFilm.ts';

/** *Generate Film…* and *Export Film…*: the shots of a `.hailuo` file as one film. Loaded when one of them is run. */
export function registerFilmCommands(deps: FilmGenerateDependencies & FilmExportDependencies): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.filmGenerate, async (argument: unknown) => (await import('./generateFilm.ts')).generateFilm(argument, deps)),
    vscode.commands.registerCommand(commands.filmExport, async (argument: unknown) => (await import('./exportFilm.ts')).exportFilm(argument, deps)),
  );
}
