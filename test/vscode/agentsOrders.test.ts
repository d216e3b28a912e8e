import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { png } from '../support/images.ts';
import { messagesDuring, sayYes } from './support/messages.ts';
import { taskIn, withSettings } from './support/product.ts';
import { call, idsOf, refusal, root, toolWorld } from './support/tools.ts';

describe('a model that orders', () => {
  const world = toolWorld('A windmill');
  const { submits, stateOf, fresh, quoted, ordered, decide } = world;

  describe('hailuo_generate', () => {
    it('writes the order down as needing approval and sends nothing; approved by its question, it is one request', async () => {
      const before = submits();
      const { quoteId } = await quoted();
      const { answer, shown } = await ordered({ quoteId, maxCost: '0.28 USD' });
      const [id] = idsOf(answer);
      assert.deepEqual([stateOf(id), submits() - before], ['needsApproval', 0]);
      assert.match(shown.join('\n'), /An agent wants to generate “.*” with APIMart, for about 0\.28 USD\./u);
      const again = await ordered({ quoteId, maxCost: 0.28 });
      assert.deepEqual(idsOf(again.answer), [id], 'the same quote is the same order');
      // Closed without an answer it still waits; whoever runs the command, the answer decides.
      const closed = await decide('hailuo.task.approve', id, () => undefined);
      assert.match(closed[0] ?? '', /An agent wants to generate[^]*6 s · 768p · APIMart/u);
      assert.deepEqual([stateOf(id), submits() - before], ['needsApproval', 0]);
      await decide('hailuo.task.approve', id, (buttons) => sayYes('', buttons));
      await taskIn(world.api, id ?? '', ['completed']);
      assert.equal(submits() - before, 1);
      await ordered({ quoteId, maxCost: 1 });
      assert.equal(submits() - before, 1);
    });

    it('is let go by the notification, all of the quote at once', async () => {
      const before = submits();
      const { quoteId } = await quoted(2);
      const { answer } = await ordered({ quoteId, maxCost: '1 USD' }, (_message, buttons) => buttons.find((label) => label.startsWith('Approve')));
      for (const id of idsOf(answer)) await taskIn(world.api, id, ['completed']);
      assert.equal(submits() - before, 2);
    });

    it('is refused without a request', async () => {
      const before = submits();
      const { quoteId } = await quoted(2);
      const [first, second] = idsOf((await ordered({ quoteId, maxCost: 1 })).answer);
      await vscode.commands.executeCommand('hailuo.task.refuse', { id: first });
      await decide('hailuo.task.approveQuote', second, (buttons) => buttons.at(-1));
      assert.deepEqual([stateOf(first), stateOf(second), submits() - before], ['cancelled', 'cancelled', 0]);
      assert.match(JSON.stringify(await call('hailuo_wait', { ids: [first, second], seconds: 0 })), /The person refused it/u);
    });

    it('does nothing for less than it costs, for more than it was quoted at, or above the limit', async () => {
      const before = world.api.tasks().length;
      const { quoteId } = await quoted(2);
      await assert.rejects(call('hailuo_generate', { quoteId, maxCost: 0.5 }), /maxCost 0\.50 is below what it costs: 0\.56 USD/u);
      await assert.rejects(call('hailuo_generate', { quoteId }), /maxCost/u);
      const dearer = await withSettings({ prices: { 'apimart 768p 6 s': '0.30 USD' } });
      await assert.rejects(call('hailuo_generate', { quoteId, maxCost: 9 }), /costs 0\.60 USD now and was quoted at 0\.56 USD/u);
      await dearer();
      const capped = await withSettings({ dailyCap: 0.01 });
      await assert.rejects(call('hailuo_generate', { quoteId, maxCost: 9 }), /daily limit/u);
      assert.match(String((await quoted()).answer['overLimit']), /daily limit/u);
      await capped();
      assert.equal(world.api.tasks().length, before);
    });

    it('says of a quote that it expired, or never was', async () => {
      await assert.rejects(call('hailuo_generate', { quoteId: 'q-0000', maxCost: 1 }), /no such quote/u);
      const { quoteId } = await quoted();
      const [found = ''] = globSync(`**/quotes/${quoteId}.json`, { cwd: dirname(root()) });
      const file = join(dirname(root()), found);
      const kept = JSON.parse(await readFile(file, 'utf8')) as { expiresAt: number };
      await writeFile(file, JSON.stringify({ ...kept, expiresAt: Date.now() - 1 }));
      await assert.rejects(call('hailuo_generate', { quoteId, maxCost: 1 }), /expired/u);
    });

    it('orders nothing once its call is cancelled', async () => {
      const [before, sent] = [world.api.tasks().length, submits()];
      const { quoteId } = await quoted();
      const stop = new vscode.CancellationTokenSource();
      stop.cancel();
      await call('hailuo_generate', { quoteId, maxCost: 1 }, stop.token).then(refusal, () => undefined);
      assert.deepEqual([world.api.tasks().length, submits()], [before, sent]);
    });

    it('is validated and priced anew when a person edited the input after the quote', async () => {
      const before = world.api.tasks().length;
      const [one, two] = [await quoted(1), await quoted(2)];
      await assert.rejects(call('hailuo_generate', { quoteId: two.quoteId, maxCost: '0.28 USD' }), /maxCost 0\.28 USD is below what it costs: 0\.56 USD/u);
      for (const edited of [{ quoteId: one.quoteId, maxCost: -1 }, { quoteId: one.quoteId, maxCost: Number.NaN }, { quoteId: one.quoteId, maxCost: 1, prompt: 'Another shot' }, { quoteId: one.quoteId, maxCost: 1, takes: 9 }, { maxCost: 1 }]) {
        await assert.rejects(call('hailuo_generate', edited), /does not take this input/u, JSON.stringify(edited));
      }
      await assert.rejects(call('hailuo_generate', { quoteId: one.quoteId, maxCost: 'whatever' }), /maxCost is not an amount/u);
      assert.equal(world.api.tasks().length, before);
    });

    it('tells of the order with a first button that only asks: a command can press that one', async () => {
      const before = submits();
      const { quoteId } = await quoted(2);
      const buttons: string[] = [];
      const { answer } = await ordered({ quoteId, maxCost: 1 }, (_message, labels) => { buttons.push(...labels); return undefined; });
      assert.deepEqual(buttons, ['Review…', 'Approve All 2', 'Refuse']);
      assert.equal(submits(), before);
      for (const id of idsOf(answer)) await vscode.commands.executeCommand('hailuo.task.refuse', { id });
    });

    it('gives Enter a button that only looks, in every question that lets an order go', async () => {
      const before = submits();
      const { quoteId } = await quoted(2);
      const [id, other] = idsOf((await ordered({ quoteId, maxCost: 1 })).answer);
      const enter = (command: string): Promise<unknown> => decide(command, id, ([first]) => first);
      await enter('hailuo.task.approve');
      await enter('hailuo.task.approveQuote');
      assert.deepEqual([stateOf(id), stateOf(other), submits()], ['needsApproval', 'needsApproval', before]);
      for (const one of [id, other]) await vscode.commands.executeCommand('hailuo.task.refuse', { id: one });
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('passes within the allowance that the person typed, until that is used up in the middle of a film', async () => {
      const before = submits();
      const { showInputBox } = vscode.window;
      (vscode.window as { showInputBox: unknown }).showInputBox = () => Promise.resolve('0.60 USD');
      const asked = await messagesDuring(() => vscode.commands.executeCommand('hailuo.setAgentAllowance'), sayYes);
      assert.match(asked.join('\n'), /Let agents spend up to 0\.60 USD in this workspace until midnight\?/u);
      try {
        const states: (string | undefined)[] = [];
        for (let shot = 0; shot < 3; shot++) {
          const { quoteId, answer } = await quoted();
          assert.match(String(answer['approval']), shot < 2 ? /Within the allowance/u : /has to approve/u);
          const [id] = idsOf((await ordered({ quoteId, maxCost: 0.28 })).answer);
          states.push(stateOf(id) === 'needsApproval' ? 'needsApproval' : (await taskIn(world.api, id ?? '', ['completed'])).state);
        }
        assert.deepEqual(states, ['completed', 'completed', 'needsApproval']);
        assert.equal(submits() - before, 2);
      } finally {
        (vscode.window as { showInputBox: unknown }).showInputBox = () => Promise.resolve('0');
        await messagesDuring(() => vscode.commands.executeCommand('hailuo.setAgentAllowance'));
        (vscode.window as { showInputBox: unknown }).showInputBox = showInputBox;
      }
    });
  });

  describe('an allowance', () => {
    const { showInputBox } = vscode.window;
    const allow = (sum: string): Promise<readonly string[]> => {
      (vscode.window as { showInputBox: unknown }).showInputBox = () => Promise.resolve(sum);
      return messagesDuring(() => vscode.commands.executeCommand('hailuo.setAgentAllowance'), sayYes);
    };
    const left = async (): Promise<string> => String((await call('hailuo_doctor', {}))['allowanceForAgents']);
    before(() => allow('0.60 USD'));
    after(async () => {
      await allow('0');
      (vscode.window as { showInputBox: unknown }).showInputBox = showInputBox;
    });

    it('is whole again when the order is refused after all', async () => {
      const sent = submits();
      const file = join(root(), 'agents-refused.hailuo');
      await writeFile(file, '@gateway = apimart\n\n### One\n[Push in] A pier that is refused\n');
      const { quoteId } = await call('hailuo_quote', { film: 'agents-refused.hailuo' });
      const document = await vscode.workspace.openTextDocument(file);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(3, 0), '@duration = seven\n');
      await vscode.workspace.applyEdit(edit);
      assert.match(refusal(await call('hailuo_generate', { quoteId, maxCost: 1 })), /@duration/u);
      assert.deepEqual([await left(), submits() - sent], ['0.60 USD left until tonight', 0]);
      await document.save();
    });

    it('lends nothing to what a call that is cancelled while it is written left waiting', async () => {
      const sent = submits();
      const { quoteId } = await quoted(2);
      const stop = new vscode.CancellationTokenSource();
      const known = new Set(world.api.tasks().map(({ id }) => id));
      const listening = world.api.onDidChangeTasks((changed) => { if (changed.some(({ id }) => !known.has(id))) stop.cancel(); });
      await messagesDuring(() => call('hailuo_generate', { quoteId, maxCost: 1 }, stop.token).then(() => undefined, () => undefined));
      listening.dispose();
      // The host gave the call up; what it had begun to write is written. The same quote tells what became of it.
      const { ids } = await call('hailuo_generate', { quoteId, maxCost: 1 });
      const made = (ids as readonly string[]).map((id) => world.api.tasks().find((task) => task.id === id));
      const waiting = made.filter((task) => task?.state === 'needsApproval').length;
      for (const task of made) if (task && task.state !== 'needsApproval') await taskIn(world.api, task.id, ['completed']);
      assert.deepEqual([made.length, submits() - sent, await left()], [2, 2 - waiting, `${['0.04', '0.32', '0.60'][waiting] ?? ''} USD left until tonight`]);
      for (const task of made) if (task?.state === 'needsApproval') await vscode.commands.executeCommand('hailuo.task.refuse', { id: task.id });
    });
  });

  describe('an allowance, which is for a sum and for nothing else,', () => {
    const { showInputBox } = vscode.window;
    const allow = (sum: string): Promise<readonly string[]> => {
      (vscode.window as { showInputBox: unknown }).showInputBox = () => Promise.resolve(sum);
      return messagesDuring(() => vscode.commands.executeCommand('hailuo.setAgentAllowance'), sayYes);
    };
    /** Pictures and requests that reached the gateway; of its other tasks it may be asked at any time. */
    const leaving = (): number => world.emulator.log.count('submit') + world.emulator.log.count('upload');
    let outside = '';
    before(async () => {
      await allow('0.60 USD');
      outside = await mkdtemp(join(tmpdir(), 'hailuo-outside-'));
      await writeFile(join(outside, 'private.png'), png(640, 400));
      await writeFile(join(outside, 'family.mp4'), 'Nobody looks into it.');
    });
    after(async () => {
      await allow('0');
      (vscode.window as { showInputBox: unknown }).showInputBox = showInputBox;
      await rm(outside, { recursive: true, force: true });
    });

    it('sends no picture from outside the workspace: a film that names one waits for the person, and a model may not name one at all', async () => {
      const sent = leaving();
      const picture = join(outside, 'private.png');
      await symlink(picture, join(root(), 'agents-linked.png'));
      for (const [film, written] of [['agents-outside', picture], ['agents-outside-by-link', './agents-linked.png']] as const) {
        await writeFile(join(root(), `${film}.hailuo`), `@gateway = apimart\n@firstFrame = ${written}\n\n### One\n[Push in] A picture of one’s own, ${film}\n`);
        const { quoteId } = await call('hailuo_quote', { film: `${film}.hailuo` });
        const { answer, shown } = await ordered({ quoteId, maxCost: 1 });
        assert.deepEqual(idsOf(answer).map(stateOf), ['needsApproval']);
        assert.match(shown.join(), /sends .*private\.png, which is outside this workspace/u);
        assert.equal((await call('hailuo_doctor', {}))['allowanceForAgents'], '0.60 USD left until tonight');
        for (const id of idsOf(answer)) await vscode.commands.executeCommand('hailuo.task.refuse', { id });
      }
      await writeFile(join(root(), 'agents-outside-video.hailuo'), `@gateway = apimart\n\n### One\n@take = ${join(outside, 'family.mp4')}\n[Push in] A film of one’s own\n\n### Two\n@continue\n[Pan left] What comes after it\n`);
      const { quoteId } = await call('hailuo_quote', { film: 'agents-outside-video.hailuo', which: ['Two'] });
      const { answer, shown } = await ordered({ quoteId, maxCost: 1 });
      assert.deepEqual(idsOf(answer).map(stateOf), ['needsApproval']);
      assert.match(shown.join(), /sends the last frame of .*family\.mp4, which is outside this workspace/u);
      for (const id of idsOf(answer)) await vscode.commands.executeCommand('hailuo.task.refuse', { id });
      for (const firstFrame of [picture, 'agents-linked.png', join(root(), '..', '..', 'elsewhere.png')]) {
        assert.match(refusal(await call('hailuo_quote', { shots: [{ prompt: fresh(), gateway: 'apimart', firstFrame }] })), /outside this workspace/u, firstFrame);
      }
      assert.equal(leaving(), sent);
    });

    it('pays for what was quoted, whatever the settings say by then', async () => {
      const sent = world.emulator.log.entries.length;
      const { quoteId } = await call('hailuo_quote', { shots: [{ prompt: fresh() }, { prompt: fresh(), gateway: 'apimart' }] });
      const undo = await withSettings({ resolution: '1080p', gateway: 'apimart' });
      try {
        for (const id of idsOf((await ordered({ quoteId, maxCost: 1 })).answer)) await taskIn(world.api, id, ['completed']);
      } finally {
        await undo();
      }
      const bodies = world.emulator.log.entries.slice(sent).filter(({ step }) => step === 'submit').map(({ body }) => (body as { resolution?: string }).resolution);
      assert.deepEqual(bodies, ['768p'], 'the first was quoted as an animatic');
      assert.equal((await call('hailuo_doctor', {}))['allowanceForAgents'], '0.32 USD left until tonight');
    });
  });

  describe('a call that is cancelled', () => {
    const cancelled = async (name: string, input: object, when: 'before' | 'during'): Promise<void> => {
      const stop = new vscode.CancellationTokenSource();
      if (when === 'before') stop.cancel();
      const calling = call(name, input, stop.token).then(() => undefined, () => undefined);
      stop.cancel();
      await calling;
    };

    for (const when of ['before', 'during'] as const) {
      it(`${when} its work sends nothing and writes no film: quote, animatic, export, generate`, async () => {
        const film = `agents-cancelled-${when}`;
        await writeFile(join(root(), `${film}.hailuo`), '@gateway = animatic\n\n### One\n[Push in] A quay, cancelled\n');
        const { quoteId } = await call('hailuo_quote', { film: `${film}.hailuo` });
        for (const id of idsOf(await call('hailuo_generate', { quoteId }))) await taskIn(world.api, id, ['completed']);
        const paid = await quoted(2);
        const sent = world.emulator.log.entries.length;
        await cancelled('hailuo_quote', { shots: [{ prompt: fresh(), gateway: 'apimart' }] }, when);
        await cancelled('hailuo_animatic', { prompt: fresh('A cancelled ferry') }, when);
        await cancelled('hailuo_export', { film: `${film}.hailuo`, format: 'mp4' }, when);
        await messagesDuring(() => cancelled('hailuo_generate', { quoteId: paid.quoteId, maxCost: 1 }, when));
        assert.equal(world.emulator.log.entries.length, sent);
        assert.deepEqual(globSync(`**/${film}*.mp4`, { cwd: dirname(root()) }), []);
        assert.ok(world.api.tasks().filter(({ prompt, gateway }) => gateway === 'apimart' && JSON.stringify(paid.answer).includes(prompt)).every(({ state }) => state === 'needsApproval' || state === 'cancelled'));
      });
    }
  });
});
