import * as vscode from 'vscode';
import { commands } from '../../host/ids.ts';
import { exportFilm } from './exportFilm.ts';
import type { FilmGenerateDependencies } from './generateFilm.ts';
import { generateFilm } from './generateFilm.ts';

/** *Generate Film…* and *Export Film…*: the shots of a `.hailuo` file as one film. */
export function registerFilmCommands(deps: FilmGenerateDependencies): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.filmGenerate, (argument: unknown) => generateFilm(argument, deps)),
    vscode.commands.registerCommand(commands.filmExport, (argument: unknown) => exportFilm(argument, deps.takes)),
  );
}
