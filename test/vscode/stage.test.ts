import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import { followCursor, shotAtCursor } from '../../src/views/stage/follow.ts';
import { openSession } from '../../src/views/stage/session.ts';
import type { ShownShot } from '../../src/views/stage/shownShot.ts';
import { looseShot } from '../../src/views/stage/shownShot.ts';
import { openFile, root } from './support/gate.ts';
import { activated, taskIn, withSettings } from './support/product.ts';

const asWritten = (written: string): string => written;
const nothing = { tasks: { list: () => [], onDidChange: () => () => undefined }, takes: { all: () => Promise.resolve([]), onDidChange: () => () => undefined } };

describe('the stage', () => {
  it('shows what its shot would be generated with when a setting changes, whatever is in front', async () => {
    const undo = await withSettings({ gateway: 'animatic', duration: 6 });
    const editor = await openFile('### Pier\n[Push in] A pier\n');
    let shown: ShownShot | undefined = shotAtCursor(editor, true, asWritten)?.shown;
    assert.deepEqual([shown?.gateway, shown?.shot.settings.duration], ['animatic', 6]);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const following = followCursor(() => shown, (now) => {
      shown = now;
      if (now.gateway === 'toapis' && now.shot.settings.duration === 10) resolve(undefined);
    }, asWritten);
    try {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.getConfiguration('hailuo').update('gateway', 'toapis', vscode.ConfigurationTarget.Global);
      await vscode.workspace.getConfiguration('hailuo').update('duration', 10, vscode.ConfigurationTarget.Global);
      await promise;
    } finally {
      following.dispose();
      await undo();
    }
  });

  it('generates a prompt that stands in no document at the gateway that its button names', async () => {
    const api = await activated();
    const undo = await withSettings({ gateway: 'apimart' });
    try {
      const prompt = '[Pan left] A shot by itself, on the stage';
      const session = openSession(() => undefined, nothing);
      session.show(looseShot(prompt, { gateway: 'animatic' }, asWritten), undefined);
      const made = new Promise<PublicTask>((resolve) => {
        const listening = api.onDidChangeTasks((changed) => {
          const task = changed.find((one) => one.prompt === prompt);
          if (!task) return;
          listening.dispose();
          resolve(task);
        });
      });
      session.receive({ type: 'generate' });
      const task = await made;
      assert.equal(task.gateway, 'animatic');
      await taskIn(api, task.id, ['completed']);
      session.dispose();
    } finally {
      await undo();
    }
  });

  it('sends the first frame again when its file is there at last, or was written anew', async () => {
    const file = join(root(), 'stage-frame.png');
    const pictures: (string | undefined)[] = [];
    let heard = (): void => undefined;
    const session = openSession((message) => {
      if (message.type !== 'picture') return;
      pictures.push(message.bytes && Buffer.from(message.bytes).toString());
      heard();
    }, nothing);
    const shot = looseShot('[Push in] A picture', { gateway: 'animatic', firstFrame: file }, asWritten);
    const shownAgain = (): Promise<void> => new Promise((resolve) => {
      heard = resolve;
      session.show(shot, undefined);
    });
    await shownAgain();
    await writeFile(file, 'one');
    await shownAgain();
    await writeFile(file, 'another');
    await shownAgain();
    assert.deepEqual(pictures, [undefined, 'one', 'another']);
    session.dispose();
    await rm(file);
  });
});
