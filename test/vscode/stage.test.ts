import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import { followCursor, shotAtCursor } from '../../src/views/stage/follow.ts';
import type { Session } from '../../src/views/stage/session.ts';
import { openSession } from '../../src/views/stage/session.ts';
import type { ShownShot } from '../../src/views/stage/shownShot.ts';
import { looseShot } from '../../src/views/stage/shownShot.ts';
import { openFile, root } from './support/gate.ts';
import { messagesDuring } from './support/messages.ts';
import { activated, inFront, taskIn, withSettings } from './support/product.ts';

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

  describe('once no tab shows its text', () => {
    const asked = '[Pan left] A pier whose text has no tab';

    /** The stage with the shot of a file that was shown in a tab, and isn't open any more. Each has a file of its own: an order opens it for minutes. */
    async function tabless(file: string): Promise<{ readonly session: Session; readonly settled: () => Promise<undefined> }> {
      await writeFile(file, `@gateway animatic\n### Pier\n${asked}\n`);
      // A text that an extension opens stays open for minutes, so it is opened as a person does.
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
      const editor = await inFront(basename(file));
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const session = openSession((message) => {
        if (message.type === 'ordering' && !message.ordering) resolve(undefined);
      }, nothing);
      session.show(shotAtCursor(editor, true, asWritten)?.shown, undefined);
      const closed = new Promise<undefined>((done) => {
        const listening = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
          if (uri.toString() !== editor.document.uri.toString()) return;
          listening.dispose();
          done(undefined);
        });
      });
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await closed;
      return { session, settled: () => promise };
    }

    it('generates the shot all the same', async () => {
      const api = await activated();
      const file = join(root(), 'stage-tabless.hailuo');
      const { session, settled } = await tabless(file);
      const messages = await messagesDuring(async () => {
        session.receive({ type: 'generate' });
        await settled();
      });
      const task = api.tasks().find(({ prompt }) => prompt === asked);
      assert.ok(task, messages.join('\n'));
      assert.equal(task.gateway, 'animatic');
      await taskIn(api, task.id, ['completed']);
      session.dispose();
      await rm(file);
    });

    it('names a text that is gone', async () => {
      const file = join(root(), 'stage-gone.hailuo');
      const { session, settled } = await tabless(file);
      await rm(file);
      const messages = await messagesDuring(async () => {
        session.receive({ type: 'generate' });
        await settled();
      });
      assert.deepEqual(messages, ['The text of this shot, stage-gone.hailuo, can’t be opened, so nothing was done. It may have been moved or deleted.']);
      session.dispose();
    });
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
