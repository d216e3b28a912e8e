import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createExcerpts } from '../../src/film/excerpts.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import { createTakes } from '../../src/takes/takes.ts';
import type { TaskChange } from '../../src/tasks/change.ts';
import type { Task } from '../../src/tasks/task.ts';
import { fillTakePanel } from '../../src/views/take/panel.ts';
import { writeTake } from '../support/takesWorkspace.ts';
import { until } from '../support/until.ts';

describe('the tab of a task', () => {
  let home: string;
  let panel: vscode.WebviewPanel;
  before(async () => { home = await mkdtemp(join(tmpdir(), 'hailuo-tab-')); });
  after(() => rm(home, { recursive: true, force: true, maxRetries: 3 }));
  afterEach(() => { panel.dispose(); });

  it('may show its video where that was saved in another folder, and nothing that lies beside', async () => {
    const [wanted, elsewhere] = [join(home, 'full'), join(home, 'elsewhere')];
    await Promise.all([wanted, elsewhere].map((folder) => mkdir(folder)));
    let task: Task = {
      version: 1, id: 'saved-elsewhere', revision: 1, gateway: 'apimart', state: 'paused', progress: 0, prompt: 'A cat', sentPrompt: 'A cat', settings: defaultSettings,
      folder: wanted, createdAt: 1, idempotencyKey: 'k', remoteId: 'r', failure: { class: 'storage', message: 'The disk is full.' },
    };
    let tell = (_change: TaskChange): void => undefined;
    panel = vscode.window.createWebviewPanel('hailuo.test', 'Take', vscode.ViewColumn.Active);
    fillTakePanel(panel, { task: task.id }, {
      extensionUri: vscode.Uri.file(join(home, 'extension')),
      tasks: { get: () => task, ready: Promise.resolve(), onDidChange: (listener) => { tell = listener; return () => undefined; } },
      takes: createTakes({ find: () => Promise.resolve([]), findNearby: () => Promise.resolve([]), onFinished: () => () => undefined }),
      names: { ofTask: () => 'A cat', ofTake: () => 'A cat', next: () => undefined, onDidChange: () => () => undefined, dispose: () => undefined },
      excerpts: createExcerpts(join(home, 'excerpts')),
    });
    const roots = (): readonly string[] => (panel.webview.options.localResourceRoots ?? []).map(({ fsPath }) => fsPath);
    assert.ok(roots().includes(wanted) && !roots().includes(elsewhere));
    const file = join(elsewhere, 'a-cat.mp4');
    await rename(await writeTake(home, 'a-cat', { prompt: 'A cat' }), file);
    const { failure: _over, ...going } = task;
    task = { ...going, state: 'completed', file };
    tell({ changed: [task], removed: [] });
    await until('its folder is in reach', roots, (folders) => folders.includes(elsewhere));
    assert.ok(!roots().includes(home));
  });
});
