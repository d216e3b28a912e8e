import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';

/** *Insert Camera Directive* `{directive}`: into the bracket at each cursor, or as a bracket of its own; resolves to the directive's id. */
export function registerInsertDirective(): vscode.Disposable {
  return vscode.commands.registerCommand(commands.insertDirective, async (argument: unknown) =>
    (await import('./directivePicker.ts')).insertChosenDirective(argument));
}
