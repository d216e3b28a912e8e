import * as vscode from 'vscode';

/** The lists that were shown while this was done; each is answered with the line or lines that `choose` picks, or closed. */
export async function picksDuring(work: () => Thenable<unknown>, choose: (items: readonly vscode.QuickPickItem[]) => vscode.QuickPickItem | readonly vscode.QuickPickItem[] | undefined): Promise<readonly (readonly vscode.QuickPickItem[])[]> {
  const window = vscode.window as unknown as { showQuickPick: (items: readonly vscode.QuickPickItem[]) => Promise<unknown> };
  const real = window.showQuickPick;
  const shown: (readonly vscode.QuickPickItem[])[] = [];
  window.showQuickPick = (items) => {
    shown.push(items);
    return Promise.resolve(choose(items));
  };
  try {
    await work();
  } finally {
    window.showQuickPick = real;
  }
  return shown;
}
