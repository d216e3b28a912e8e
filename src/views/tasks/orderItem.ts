import * as vscode from 'vscode';
import { plain, plainLines } from '../../host/plain.ts';
import type { OrderNow } from '../../tasks/taskOrders.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import { descriptionOf, orderTitle, orderWords } from '../../tasks/words.ts';
import { factsOfOrder } from './facts.ts';

function iconOf({ isOpen, goesOn, failed, completed }: OrderNow): vscode.ThemeIcon {
  const icon = (id: string, color: string): vscode.ThemeIcon => new vscode.ThemeIcon(id, new vscode.ThemeColor(color));
  if (goesOn) return icon('sync~spin', 'charts.blue');
  if (isOpen) return icon('debug-pause', 'list.warningForeground');
  if (failed > 0) return icon('error', 'list.errorForeground');
  return completed > 0 ? icon('checklist', 'charts.green') : icon('circle-slash', 'disabledForeground');
}

/** Tasks that were ordered together, as the row above theirs. */
export function orderItem(order: OrderNow, names: Pick<TakeNames, 'ofTask'>, now: number): vscode.TreeItem {
  const title = plain(orderTitle(order));
  const item = new vscode.TreeItem(title, order.isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `order:${order.id}`;
  item.description = plain(orderWords(order));
  item.iconPath = iconOf(order);
  item.contextValue = factsOfOrder(order).join(' ');
  item.tooltip = plainLines(order.tasks.map((task) => `${names.ofTask(task)} — ${descriptionOf(task, now, vscode.env.language)}`));
  item.accessibilityInformation = { label: plain([title, orderWords(order)].join(', ')) };
  return item;
}
