import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { views } from '../../host/ids.ts';
import { fromClick } from '../../host/ownClicks.ts';
import { plain } from '../../host/plain.ts';
import type { GatewayId } from '../../gateways/gateway.ts';
import type { Task } from '../../tasks/task.ts';
import { finalStates } from '../../tasks/task.ts';
import type { TaskChange } from '../../tasks/change.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import type { Tasks } from '../../tasks/tasks.ts';
import type { Group } from './groups.ts';
import { groupTasks, openGroupOf } from './groups.ts';
import { itemOf } from './item.ts';
import { orderItem } from './orderItem.ts';
import type { OrderNow } from '../../tasks/taskOrders.ts';
import { ordersIn } from '../../tasks/taskOrders.ts';
import { hasClock, isRunning } from '../../tasks/words.ts';

/** How often times are written anew while one goes on and the view is seen, in milliseconds. */
const clockEvery = 5_000;

/** A row of the view. Rows keep their identity, so one task can be refreshed without the rest. */
type Row = { readonly kind: 'group'; readonly key: string; group: Group } | { readonly kind: 'order'; readonly order: string } | { readonly kind: 'task'; readonly id: string; readonly gateway: GatewayId };

class TaskTree implements vscode.TreeDataProvider<Row> {
  readonly #tasks: Pick<Tasks, 'list' | 'get' | 'ready'>;
  readonly #names: TakeNames;
  readonly #changed = new vscode.EventEmitter<Row | Row[] | undefined>();
  readonly #rows = new Map<string, Row>();
  readonly #groupRows = new Map<string, Row & { kind: 'group' }>();
  readonly #orderRows = new Map<string, Row & { kind: 'order' }>();
  /** As last read; those whose tasks change are read anew. */
  #orders: ReadonlyMap<string, OrderNow> = new Map();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(tasks: Pick<Tasks, 'list' | 'get' | 'ready'>, names: TakeNames) {
    this.#tasks = tasks;
    this.#names = names;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row?.kind === 'task') {
      return [];
    }
    if (row?.kind === 'order') {
      return this.#orders.get(row.order)?.tasks.map((task) => this.#rowOf(task)) ?? [];
    }
    if (row) {
      return row.group.rows.map((one) => ('tasks' in one ? this.#orderRow(one) : this.#rowOf(one)));
    }
    // Until the journal is read the view shows that it is busy, not that there is nothing.
    // Why it cannot be read is said in a notice; an error here would show a broken view besides.
    await this.#tasks.ready.catch(() => undefined);
    this.#orders = ordersIn(this.#tasks.list());
    return groupTasks(this.#tasks.list(), Date.now(), vscode.env.language).map((group) => this.#groupRow(group));
  }

  getTreeItem(row: Row): vscode.TreeItem {
    if (row.kind === 'group') {
      const open = row.key === 'approval' || row.key === 'active' || this.#isNewestDay(row.key);
      const item = new vscode.TreeItem(plain(row.group.label), open ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
      item.id = `group:${row.key}`;
      item.description = plain(String(row.group.tasks.length));
      item.contextValue = 'group';
      item.accessibilityInformation = { label: plain(l10n.t('{0}, {1} tasks', row.group.label, row.group.tasks.length)) };
      return item;
    }
    if (row.kind === 'order') {
      const order = this.#orders.get(row.order);
      return order ? orderItem(order, this.#names, Date.now()) : new vscode.TreeItem('');
    }
    const task = this.#tasks.get(row.id);
    return task ? itemOf(task, this.#names.ofTask(task), Date.now()) : new vscode.TreeItem('');
  }

  getParent(row: Row): Row | undefined {
    if (row.kind === 'group') return undefined;
    const order = row.kind === 'task' ? this.#orderOf(row.id) : undefined;
    return order ? this.#orderRow(order) : [...this.#groupRows.values()].find(({ group }) => group.rows.some((one) => (row.kind === 'order' ? 'tasks' in one && one.id === row.order : one.id === row.id)));
  }

  rowOf(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** Refreshes the rows of these tasks alone, or everything where rows come, go or change their group. */
  refresh(change: TaskChange): void {
    const before = this.#orders;
    this.#orders = change.changed.some(({ order }) => order) ? ordersIn(this.#tasks.list()) : before;
    const moved = change.removed.length > 0 || change.changed.some((task) => !this.#isShown(task, before));
    // The row of an order tells of its tasks; with it theirs are drawn anew.
    this.#changed.fire(moved ? undefined : [...new Set(change.changed.map((task) => this.#shownRow(task)))]);
    for (const id of change.removed) {
      this.#rows.delete(id);
    }
  }

  refreshRows(tasks: readonly Task[]): void {
    this.#changed.fire([...new Set(tasks.map((task) => this.#shownRow(task)))]);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Whether the task's row stands under the heading that it belongs to now. */
  #isShown(task: Task, before: ReadonlyMap<string, OrderNow>): boolean {
    const order = this.#orderOf(task.id);
    if (order) {
      const last = before.get(order.id);
      return order.isOpen && last?.isOpen === true && last.tasks.length === order.tasks.length && last.tasks.some(({ id }) => id === task.id);
    }
    const isOpen = !finalStates.has(task.state);
    return isOpen && (this.#groupRows.get(openGroupOf(task))?.group.tasks.some((one) => one.id === task.id) ?? false);
  }

  #isNewestDay(key: string): boolean {
    return [...this.#groupRows.keys()].every((other) => other === 'approval' || other === 'active' || other <= key);
  }

  #orderOf(id: string): OrderNow | undefined {
    const order = this.#tasks.get(id)?.order;
    const now = order && this.#orders.get(order.id);
    return now?.tasks.some((task) => task.id === id) ? now : undefined;
  }

  #shownRow(task: Task): Row {
    const order = this.#orderOf(task.id);
    return order ? this.#orderRow(order) : this.#rowOf(task);
  }

  #orderRow({ id }: OrderNow): Row {
    const row = this.#orderRows.get(id) ?? fromClick({ kind: 'order' as const, order: id });
    this.#orderRows.set(id, row);
    return row;
  }

  #rowOf(task: Task): Row {
    const row: Row = this.#rows.get(task.id) ?? fromClick({ kind: 'task' as const, id: task.id, gateway: task.gateway });
    this.#rows.set(task.id, row);
    return row;
  }

  #groupRow(group: Group): Row {
    const row = this.#groupRows.get(group.key) ?? { kind: 'group', key: group.key, group };
    row.group = group;
    this.#groupRows.set(group.key, row);
    return row;
  }
}

/** The view *Tasks*: what is active, what is done by day; the badge counts what runs. */
export function registerTaskTree(tasks: Pick<Tasks, 'list' | 'get' | 'onDidChange' | 'ready'>, names: TakeNames): vscode.Disposable {
  const tree = new TaskTree(tasks, names);
  const view = vscode.window.createTreeView(views.tasks, { treeDataProvider: tree, showCollapseAll: true, canSelectMany: true });
  let clock: NodeJS.Timeout | undefined;

  const running = (): Task[] => tasks.list().filter(isRunning);
  const showBadge = (): void => {
    const count = running().length;
    const tooltip = plain(count === 1 ? l10n.t('1 video in progress') : l10n.t('{0} videos in progress', count));
    view.badge = count > 0 ? { value: count, tooltip } : undefined;
  };
  // Times move only while somebody sees them: how long a task runs, and how long its link lives or it waits still.
  const ticking = (): Task[] => tasks.list().filter((task) => hasClock(task, Date.now()));
  const tick = (): void => {
    const now = Date.now();
    // One whose time is up is written a last time: "link expired".
    tree.refreshRows(tasks.list().filter((task) => hasClock(task, now - clockEvery)));
    windClock();
  };
  const windClock = (): void => {
    const needed = view.visible && ticking().length > 0;
    if (needed && !clock) {
      clock = setInterval(tick, clockEvery);
    } else if (!needed && clock) {
      clearInterval(clock);
      clock = undefined;
    }
  };
  const update = (): void => {
    showBadge();
    windClock();
  };

  const stopListening = tasks.onDidChange((change) => {
    tree.refresh(change);
    update();
  });
  const stopNames = names.onDidChange((renamed) => { tree.refreshRows(tasks.list().filter(({ id }) => renamed.has(id))); });
  const showAll = (): void => {
    tree.refresh({ changed: [], removed: ['all'] });
    update();
  };
  tasks.ready.then(showAll, () => undefined);
  return vscode.Disposable.from(view, tree, view.onDidChangeVisibility(windClock), { dispose: stopListening }, { dispose: stopNames }, { dispose: () => clearInterval(clock) });
}
