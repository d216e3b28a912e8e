import * as vscode from 'vscode';
import { commands, menuCommands } from '../host/ids.ts';

/** What each line of the menus on takes does. */
const does: Readonly<Record<keyof typeof menuCommands, string>> = {
  open: commands.taskOpenPreview,
  generateAgain: commands.takeGenerateAgain,
  compare: commands.compareTakes,
  keep: commands.takeKeep,
  unkeep: commands.takeKeep,
  toggleKeep: commands.takeKeep,
  editInComposer: commands.takeEditInComposer,
  goToPrompt: commands.takeGoToPrompt,
  restorePrompt: commands.takeRestorePrompt,
  copyPrompt: commands.takeCopyPrompt,
  saveAs: commands.takeSaveAs,
  reveal: commands.takeReveal,
  openExternally: commands.takeOpenExternally,
  copyAsMarkdown: commands.takeCopyAsMarkdown,
  copyAsHtml: commands.takeCopyAsHtml,
  discard: commands.takeDiscard,
};

/** The wish that a line says of itself; the others leave it to the command. */
const wishes: Partial<Record<string, { readonly favourite: boolean }>> = { keep: { favourite: true }, unkeep: { favourite: false } };

/** The lines of the menus on takes: each passes on what VS Code tells of the card or row, and of all that are selected. */
export function registerTakeMenu(): vscode.Disposable {
  return vscode.Disposable.from(...Object.entries(menuCommands).map(([line, id]) =>
    vscode.commands.registerCommand(id, (argument: unknown, ...others: readonly unknown[]) => {
      const wish = wishes[line];
      return vscode.commands.executeCommand(does[line as keyof typeof menuCommands], wish && typeof argument === 'object' ? { ...argument, ...wish } : argument, ...others);
    })));
}
