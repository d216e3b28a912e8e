import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { showError, showInformation } from '../host/messages.ts';
import { spendingCsv } from '../wallet/csv.ts';
import type { Wallet } from '../wallet/wallet.ts';
import { oneLine } from '../shots/oneLine.ts';
import { whyUnwritten } from '../storage/storageError.ts';

const argumentSchema = z.object({ file: z.string() });

async function pickFile(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: l10n.t('Export Spending…'), filters: { CSV: ['csv'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `spending-${new Date().toISOString().slice(0, 10)}.csv`) }),
  });
}

/** *Export Spending…* `{file?}`: the ledger as CSV, a line an order. Resolves to the file's path; to undefined when cancelled or not written. */
export async function exportSpending(argument: unknown, wallet: Pick<Wallet, 'orders' | 'refresh'>): Promise<string | undefined> {
  const given = argumentSchema.safeParse(argument);
  const file = given.success ? vscode.Uri.file(given.data.file) : await pickFile();
  if (!file) return undefined;
  try {
    await wallet.refresh();
    await vscode.workspace.fs.writeFile(file, Buffer.from(spendingCsv(wallet.orders()), 'utf8'));
  } catch (error) {
    showError(oneLine([l10n.t('The spending couldn’t be saved.'), whyUnwritten(error, file.fsPath)]));
    return undefined;
  }
  if (!given.success) {
    showInformation(l10n.t('{0} entries were written to {1}.', wallet.orders().length, file.fsPath), [{ label: l10n.t('Open'), run: () => vscode.commands.executeCommand('vscode.open', file) }]);
  }
  return file.fsPath;
}
