import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../src/api.ts';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import { messagesDuring } from './support/messages.ts';
import { activated, openPrompt } from './support/product.ts';

type Made = PublicTask | readonly PublicTask[] | undefined;

describe('one order of several', () => {
  let api: HailuoApi;
  const stop = async (made: Made): Promise<readonly PublicTask[]> => {
    const tasks = made === undefined ? [] : [made].flat();
    for (const { id } of tasks) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
    return tasks;
  };
  before(async () => { api = await activated(); });
  afterEach(async () => { await vscode.commands.executeCommand('workbench.action.closeAllEditors'); });

  it('makes a task of each selection', async () => {
    const editor = await openPrompt('[Push in] A cat\n\n[Pan left] A dog\n\n[Zoom in] A fox\n');
    editor.selections = [0, 4].map((line) => new vscode.Selection(line, 0, line, 15));
    const made = await stop(await vscode.commands.executeCommand<Made>('hailuo.generateFromSelection', { gateway: 'animatic' }));
    assert.deepEqual(made.map(({ prompt }) => prompt), ['[Push in] A cat', '[Zoom in] A fox']);
  });

  it('makes one task of two cursors in one paragraph', async () => {
    const editor = await openPrompt('[Push in] A cat,\nand a mouse\n');
    editor.selections = [0, 1].map((line) => new vscode.Selection(line, 2, line, 2));
    assert.equal((await stop(await vscode.commands.executeCommand<Made>('hailuo.generateFromSelection', { gateway: 'animatic' }))).length, 1);
  });

  it('makes one animatic of a shot, whatever number of takes is asked for: they would be the same clip', async () => {
    const made = await stop(await vscode.commands.executeCommand<Made>('hailuo.generate', { prompt: '[Push in] A heron', gateway: 'animatic', takes: 3 }));
    assert.equal(made.length, 1);
  });

  for (const [what, written] of [['a way out of the workspace folder', '../elsewhere'], ['an absolute path', path.join(tmpdir(), 'elsewhere')]] as const) {
    it(`is refused where a workspace sends its takes by ${what}`, async () => {
      const configuration = vscode.workspace.getConfiguration('hailuo');
      await configuration.update('outputFolder', written, vscode.ConfigurationTarget.Workspace);
      try {
        const before = api.tasks().length;
        const shown = await messagesDuring(() => vscode.commands.executeCommand('hailuo.generate', { prompt: 'A cat', gateway: 'animatic' }));
        assert.match(shown.join(), /outside the workspace folder|only user settings may use/u);
        assert.equal(api.tasks().length, before);
      } finally {
        await configuration.update('outputFolder', undefined, vscode.ConfigurationTarget.Workspace);
      }
    });
  }
});
