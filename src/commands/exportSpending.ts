import * as l10n from '@vscode/l10n';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { showError, showInformation } from '../host/messages.ts';
import { isSpendingCsv, spendingCsv } from '../wallet/csv.ts';
import type { Wallet } from '../wallet/wallet.ts';
import { oneLine } from '../shots/oneLine.ts';
import { readForeignFile } from '../storage/foreignFile.ts';
import { whyUnwritten } from '../storage/storageError.ts';
import { askToReplace } from './askToReplace.ts';

const argumentSchema = z.object({ file: z.string() });

async function pickFile(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: l10n.t('Export Spending…'), filters: { CSV: ['csv'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `spending-${new Date().toISOString().slice(0, 10)}.csv`) }),
  });
}

/** The longest first line of an export of ours is shorter, bytes. */
const headBytes = 1024;

/** An earlier export of the spending is brought up to date; anything else that is there is the person's. */
async function mayReplace(file: string): Promise<boolean> {
  const read = await readForeignFile(file, { maxBytes: headBytes, headBytes });
  if (read.kind === 'refused' && read.why === 'missing' && !existsSync(file)) return true;
  const head = read.kind === 'refused' ? undefined : read.kind === 'read' ? read.bytes : read.head;
  return (head !== undefined && isSpendingCsv(head.toString('utf8'))) || askToReplace(file);
}

/**
 * *Export Spending…* `{file?}`: the ledger as CSV, a line an order. A file that is there and no earlier export is replaced only when
 * the person agrees. Resolves to the file's path; to undefined when cancelled or not written.
 */
export async function exportSpending(argument: unknown, wallet: Pick<Wallet, 'orders' | 'refresh'>): Promise<string | undefined> {
  const given = argumentSchema.safeParse(argument);
  const file = given.success ? vscode.Uri.file(given.data.file) : await pickFile();
  // The dialog has asked already.
  if (!file || (given.success && !(await mayReplace(file.fsPath)))) return undefined;
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
