import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import type { Checks } from './checks.ts';

/** *Change Settings of This Shot…* `{uri, line, setting, value}`: pickers that write the shot's `@` lines. */
export function registerChooseShotSetting(checks: Checks): vscode.Disposable {
  return vscode.commands.registerCommand(commands.chooseShotSetting, async (argument: unknown) =>
    (await import('./settingPicker.ts')).chooseSetting(checks, argument));
}
