import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../../host/ids.ts';
import { markdown, markdownString } from '../../host/markdown.ts';
import { plain } from '../../host/plain.ts';
import { verbCommand } from '../../host/verbs.ts';
import { shownCost } from '../../takes/cost.ts';
import type { Task } from '../../tasks/task.ts';
import { costsMoney } from '../../tasks/task.ts';
import { dateText } from '../../shots/dateText.ts';
import { promptTitle } from '../../shots/title.ts';
import { factsOf } from './facts.ts';
import { verbLabel, verbsFor } from '../../tasks/verbs.ts';
import { descriptionOf, settingsWords, stateWords } from '../../tasks/words.ts';

function iconOf(task: Task): vscode.ThemeIcon {
  const icon = (id: string, color?: string): vscode.ThemeIcon => new vscode.ThemeIcon(id, color ? new vscode.ThemeColor(color) : undefined);
  switch (task.state) {
    case 'needsApproval': return icon('shield', 'list.warningForeground');
    case 'waiting': return icon('watch');
    case 'held': return icon('clock');
    case 'submitting': case 'queued': case 'running': return icon('sync~spin', 'charts.blue');
    case 'downloading': return icon('cloud-download', 'charts.blue');
    case 'unconfirmed': return icon('question', 'list.warningForeground');
    case 'paused': return icon('debug-pause', 'list.warningForeground');
    case 'completed': return icon(task.gateway === 'animatic' ? 'device-camera-video' : 'play-circle', 'charts.green');
    case 'failed': return icon('error', 'list.errorForeground');
    case 'cancelled': return icon('circle-slash', 'disabledForeground');
  }
}

function tooltipOf(task: Task): vscode.MarkdownString {
  const { failure } = task;
  const facts = [
    ...(task.remoteId && costsMoney(task.gateway) ? [l10n.t('Task {0}', task.remoteId)] : []),
    ...(task.cost ? [l10n.t('Cost as reported: {0}', shownCost(task.cost))] : []),
    dateText(task.createdAt, vscode.env.language),
  ];
  return markdownString([
    markdown`**${stateWords(task)}** · ${settingsWords(task)}`,
    failure && markdown`${failure.message}`,
    failure?.remedy ? markdown`$(lightbulb) ${failure.remedy}` : undefined,
    markdown`---`,
    markdown`${promptTitle(task.prompt, 600)}`,
    markdown`${facts.join(' · ')}`,
  ], verbsFor(task).map((verb) => ({ label: verbLabel(verb, task), ...verbCommand(verb, task) })));
}

/** One task as a row; `name`: see `TakeNames`. The id is stable, so selection and focus stay through refreshes. */
export function itemOf(task: Task, name: string, now: number): vscode.TreeItem {
  const title = plain(name);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
  item.id = task.id;
  item.description = plain(descriptionOf(task, now, vscode.env.language));
  item.iconPath = iconOf(task);
  item.contextValue = factsOf(task).join(' ');
  item.tooltip = tooltipOf(task);
  item.accessibilityInformation = {
    label: plain([title, stateWords(task), descriptionOf(task, now, vscode.env.language), ...(task.failure ? [task.failure.message] : [])].join(', '), 500),
  };
  const asks = task.state === 'unconfirmed' ? commands.taskResolveUnconfirmed : task.state === 'needsApproval' ? commands.taskApprove : undefined;
  // The tab of a task without a video says why, and has what helps.
  item.command = { command: asks ?? commands.taskOpenPreview, title: l10n.t('Open'), arguments: [{ id: task.id }] };
  return item;
}
