import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../src/api.ts';
import { openLink } from '../../src/agents/openLink.ts';
import type { Task } from '../../src/tasks/task.ts';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import type { Emulator } from '../gateway/emulator.ts';
import { emulatorKeys, startEmulator } from '../gateway/emulator.ts';
import { until } from '../support/until.ts';
import { messagesDuring } from './support/messages.ts';
import { activated, taskIn, withSettings } from './support/product.ts';

type Answer = Readonly<Record<string, unknown>>;
const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

/** What a model gets from a tool. */
async function call(name: string, input: object, token?: vscode.CancellationToken): Promise<Answer> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  assert.ok(part.value.length < 8000, `${String(part.value.length)} characters`);
  return JSON.parse(part.value) as Answer;
}

function refusal(answer: Answer): string {
  assert.ok(Array.isArray(answer['refused']), JSON.stringify(answer));
  return answer['refused'].join(' ');
}

const idsOf = (answer: Answer): readonly string[] => {
  assert.ok(Array.isArray(answer['ids']), JSON.stringify(answer));
  return answer['ids'] as readonly string[];
};

let prompts = 0;
/** A prompt that no test had before. */
const fresh = (words = 'A lighthouse'): string => `[Push in] ${words}, number ${String(++prompts)}`;

describe('the tools for models', () => {
  let api: HailuoApi;
  let emulator: Emulator;
  let restore: () => Promise<void>;
  const submits = (): number => emulator.submits('apimart') + emulator.submits('toapis');
  const stateOf = (id: string | undefined): PublicTask['state'] | undefined => api.tasks().find((task) => task.id === id)?.state;
  const quoted = async (count = 1): Promise<{ readonly quoteId: string; readonly answer: Answer }> => {
    const answer = await call('hailuo_quote', { shots: Array.from({ length: count }, () => ({ prompt: fresh(), gateway: 'apimart' })) });
    assert.equal(typeof answer['quoteId'], 'string', JSON.stringify(answer));
    return { quoteId: answer['quoteId'] as string, answer };
  };
  /** Orders what was quoted; what is shown is answered, or left. */
  const ordered = async (input: object, answer?: (message: string, buttons: readonly string[]) => string | undefined, token?: vscode.CancellationToken): Promise<{ readonly answer: Answer; readonly shown: readonly string[] }> => {
    let got: Answer = {};
    const told = Promise.withResolvers<undefined>();
    const shown = await messagesDuring(async () => {
      got = await call('hailuo_generate', input, token);
      // The person is told after the model: the words are loaded then.
      const isNew = got['same'] === undefined && JSON.stringify(got).includes('"needsApproval"');
      if (isNew) await told.promise;
    }, (message, buttons) => {
      told.resolve(undefined);
      return answer?.(message, buttons);
    });
    return { answer: got, shown };
  };
  /** What the person answers to the question of *Approve…*. */
  const decide = (command: string, id: string | undefined, choose: (buttons: readonly string[]) => string | undefined): Promise<readonly string[]> =>
    messagesDuring(() => vscode.commands.executeCommand(command, { id }), (_message, buttons) => choose(buttons));

  before(async () => {
    api = await activated();
    const seed = await vscode.commands.executeCommand<PublicTask>('hailuo.generate', { prompt: '[Static shot] A clip for the tools', gateway: 'animatic' });
    emulator = await startEmulator({ clip: await readFile((await taskIn(api, seed.id, ['completed'])).file ?? '') });
    restore = await withSettings({ 'apimart.baseUrl': emulator.apimart, 'toapis.baseUrl': emulator.toapis, pollInterval: 1, gateway: 'animatic', prices: { 'apimart 768p 6 s': '0.28 USD' } });
    await vscode.commands.executeCommand('hailuo.setApiKey', { gateway: 'apimart', key: emulatorKeys.apimart });
  });
  after(async () => {
    await vscode.commands.executeCommand('hailuo.removeApiKey', { gateway: 'apimart' });
    await restore();
    await emulator.close();
  });

  it('are all there, under their names', () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('hailuo_'));
    assert.deepEqual(names.sort(), ['hailuo_animatic', 'hailuo_check', 'hailuo_doctor', 'hailuo_export', 'hailuo_generate', 'hailuo_quote', 'hailuo_takes', 'hailuo_wait']);
  });

  for (const [name, input] of [
    ['hailuo_check', { prompt: 7 }], ['hailuo_quote', { shots: [] }], ['hailuo_generate', { quoteId: '../../x' }], ['hailuo_wait', { ids: ['a'], seconds: 500 }],
    ['hailuo_animatic', {}], ['hailuo_takes', { limit: 1e9 }], ['hailuo_export', { film: 'a.hailuo', format: 'exe' }], ['hailuo_doctor', { key: 'tell me' }],
  ] as const) {
    it(`${name} does nothing with an input that does not fit, and says what does not`, async () => {
      const before = api.tasks().length;
      await assert.rejects(call(name, input), /does not take this input|quoteId/u);
      assert.equal(api.tasks().length, before);
    });
  }

  describe('hailuo_check', () => {
    it('names problems with their fixes, what the camera does, and the length', async () => {
      const answer = await call('hailuo_check', { prompt: '[Orbit] A cat. [Push in] It sits.' });
      assert.equal(answer['good'], false);
      assert.match(JSON.stringify(answer['problems']), /Orbit.*fix/u);
      assert.match(JSON.stringify(answer['camera']), /Push in: the camera moves forward.*It sits/u);
      assert.match(String(answer['length']), /^\d+ of 2000 characters$/u);
      assert.equal((await call('hailuo_check', { prompt: '[Push in] A cat sits.' }))['good'], true);
    });

    it('checks every shot of a file of the workspace, and no file elsewhere', async () => {
      await writeFile(join(root(), 'agents-check.hailuo'), '### One\n[Push in] A cat\n\n### Two\n@duration = seven\n[Orbit] A dog\n');
      const answer = await call('hailuo_check', { file: 'agents-check.hailuo' });
      assert.equal(answer['count'], 2);
      assert.match(JSON.stringify(answer['shots']), /"line":5/u);
      assert.match(refusal(await call('hailuo_check', { file: '/etc/hostname' })), /no such text file/u);
      assert.match(refusal(await call('hailuo_check', {})), /either/u);
    });
  });

  describe('hailuo_quote', () => {
    it('tells the price of each shot with its source, the total and the time it holds, and spends nothing', async () => {
      const before = submits();
      const { answer } = await quoted(3);
      assert.deepEqual([answer['total'], answer['videos'], answer['expiresInMinutes']], ['0.84 USD', 3, 10]);
      assert.match(JSON.stringify(answer['shots']), /"price":"0\.28 USD","priceFrom":"Prices: your own prices\."/u);
      assert.equal(submits(), before);
    });

    it('quotes a film by its file, and refuses what Problems calls an error', async () => {
      await writeFile(join(root(), 'agents-film.hailuo'), '@gateway = apimart\n\n### Gulls\n[Push in] Gulls over a pier\n\n### Sea\n@continue = on\n[Pan left] The sea\n');
      const answer = await call('hailuo_quote', { film: 'agents-film.hailuo' });
      assert.deepEqual([answer['videos'], answer['total']], [2, '0.56 USD']);
      assert.match(refusal(await call('hailuo_quote', { shots: [{ prompt: 'x'.repeat(2001) }] })), /2000|2001/u);
    });

    it('takes shots of a film by number or title, and guesses nothing where titles are alike or name nothing', async () => {
      await writeFile(join(root(), 'agents-alike.hailuo'), '@gateway = apimart\n\n### Gulls\n[Push in] Gulls over a quay\n\n### Gulls\n[Pan left] Gulls over a mole\n\n### Sea\n@skip\n[Pan left] The sea at the mole\n');
      const shots = async (which: readonly (string | number)[]): Promise<Answer> => call('hailuo_quote', { film: 'agents-alike.hailuo', which });
      assert.match(JSON.stringify((await shots([2, 'Sea']))['shots']), /Gulls.*Sea/u);
      assert.equal((await shots(['2']))['videos'], 1);
      assert.match(refusal(await shots(['Gulls'])), /Shots 1, 2 are all called “Gulls”; name them by number/u);
      assert.match(refusal(await shots(['Sea', 7])), /no shot “7”; it has: 1 Gulls; 2 Gulls; 3 Sea/u);
    });
  });

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
      await decide('hailuo.task.approve', id, ([yes]) => yes);
      await taskIn(api, id ?? '', ['completed']);
      assert.equal(submits() - before, 1);
      await ordered({ quoteId, maxCost: 1 });
      assert.equal(submits() - before, 1);
    });

    it('is let go by the notification, all of the quote at once', async () => {
      const before = submits();
      const { quoteId } = await quoted(2);
      const { answer } = await ordered({ quoteId, maxCost: '1 USD' }, (_message, buttons) => buttons.find((label) => label.startsWith('Approve')));
      for (const id of idsOf(answer)) await taskIn(api, id, ['completed']);
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
      const before = api.tasks().length;
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
      assert.equal(api.tasks().length, before);
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
      const [before, sent] = [api.tasks().length, submits()];
      const { quoteId } = await quoted();
      const stop = new vscode.CancellationTokenSource();
      stop.cancel();
      await call('hailuo_generate', { quoteId, maxCost: 1 }, stop.token).then(refusal, () => undefined);
      assert.deepEqual([api.tasks().length, submits()], [before, sent]);
    });

    it('is validated and priced anew when a person edited the input after the quote', async () => {
      const before = api.tasks().length;
      const [one, two] = [await quoted(1), await quoted(2)];
      await assert.rejects(call('hailuo_generate', { quoteId: two.quoteId, maxCost: '0.28 USD' }), /maxCost 0\.28 USD is below what it costs: 0\.56 USD/u);
      for (const edited of [{ quoteId: one.quoteId, maxCost: -1 }, { quoteId: one.quoteId, maxCost: Number.NaN }, { quoteId: one.quoteId, maxCost: 1, prompt: 'Another shot' }, { quoteId: one.quoteId, maxCost: 1, takes: 9 }, { maxCost: 1 }]) {
        await assert.rejects(call('hailuo_generate', edited), /does not take this input/u, JSON.stringify(edited));
      }
      await assert.rejects(call('hailuo_generate', { quoteId: one.quoteId, maxCost: 'whatever' }), /maxCost is not an amount/u);
      assert.equal(api.tasks().length, before);
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

    it('passes within the allowance that the person typed, until that is used up in the middle of a film', async () => {
      const before = submits();
      const { showInputBox } = vscode.window;
      (vscode.window as { showInputBox: unknown }).showInputBox = () => Promise.resolve('0.60 USD');
      const asked = await messagesDuring(() => vscode.commands.executeCommand('hailuo.setAgentAllowance'), (_message, [yes]) => yes);
      assert.match(asked.join('\n'), /Let agents spend up to 0\.60 USD in this workspace until midnight\?/u);
      try {
        const states: (string | undefined)[] = [];
        for (let shot = 0; shot < 3; shot++) {
          const { quoteId, answer } = await quoted();
          assert.match(String(answer['approval']), shot < 2 ? /Within the allowance/u : /has to approve/u);
          const [id] = idsOf((await ordered({ quoteId, maxCost: 0.28 })).answer);
          states.push(stateOf(id) === 'needsApproval' ? 'needsApproval' : (await taskIn(api, id ?? '', ['completed'])).state);
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
      return messagesDuring(() => vscode.commands.executeCommand('hailuo.setAgentAllowance'), (_message, [yes]) => yes);
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
      const known = new Set(api.tasks().map(({ id }) => id));
      const listening = api.onDidChangeTasks((changed) => { if (changed.some(({ id }) => !known.has(id))) stop.cancel(); });
      await messagesDuring(() => call('hailuo_generate', { quoteId, maxCost: 1 }, stop.token).then(() => undefined, () => undefined));
      listening.dispose();
      // The host gave the call up; what it had begun to write is written. The same quote tells what became of it.
      const { ids } = await call('hailuo_generate', { quoteId, maxCost: 1 });
      const made = (ids as readonly string[]).map((id) => api.tasks().find((task) => task.id === id));
      const waiting = made.filter((task) => task?.state === 'needsApproval').length;
      for (const task of made) if (task && task.state !== 'needsApproval') await taskIn(api, task.id, ['completed']);
      assert.deepEqual([made.length, submits() - sent, await left()], [2, 2 - waiting, `${['0.04', '0.32', '0.60'][waiting] ?? ''} USD left until tonight`]);
      for (const task of made) if (task?.state === 'needsApproval') await vscode.commands.executeCommand('hailuo.task.refuse', { id: task.id });
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
        for (const id of idsOf(await call('hailuo_generate', { quoteId }))) await taskIn(api, id, ['completed']);
        const paid = await quoted(2);
        const sent = emulator.log.entries.length;
        await cancelled('hailuo_quote', { shots: [{ prompt: fresh(), gateway: 'apimart' }] }, when);
        await cancelled('hailuo_animatic', { prompt: fresh('A cancelled ferry') }, when);
        await cancelled('hailuo_export', { film: `${film}.hailuo`, format: 'mp4' }, when);
        await messagesDuring(() => cancelled('hailuo_generate', { quoteId: paid.quoteId, maxCost: 1 }, when));
        assert.equal(emulator.log.entries.length, sent);
        assert.deepEqual(globSync(`**/${film}*.mp4`, { cwd: dirname(root()) }), []);
        assert.ok(api.tasks().filter(({ prompt, gateway }) => gateway === 'apimart' && JSON.stringify(paid.answer).includes(prompt)).every(({ state }) => state === 'needsApproval' || state === 'cancelled'));
      });
    }
  });

  describe('hailuo_wait', () => {
    it('returns at the first change of state, and at once when nothing can change', async () => {
      const { quoteId } = await quoted();
      const [id = ''] = idsOf((await ordered({ quoteId, maxCost: 1 })).answer);
      const waiting = call('hailuo_wait', { ids: [id, 'unknown'], seconds: 120 });
      await decide('hailuo.task.approve', id, ([yes]) => yes);
      assert.match(JSON.stringify(await waiting), new RegExp(`"id":"${id}".*"unknownIds":\\["unknown"\\]`, 'u'));
      await taskIn(api, id, ['completed']);
      const done = await call('hailuo_wait', { ids: [id] });
      assert.equal(done['done'], true);
      assert.match(JSON.stringify(done), /:\/\/hailuo-director\.hailuo-director\/take\?file=/u);
    });

    it('stops with its call; what was ordered goes on waiting', async () => {
      const { quoteId } = await quoted();
      const [id = ''] = idsOf((await ordered({ quoteId, maxCost: 1 })).answer);
      const stop = new vscode.CancellationTokenSource();
      const waiting = call('hailuo_wait', { ids: [id], seconds: 120 }, stop.token);
      stop.cancel();
      await waiting.catch(() => undefined);
      assert.equal(stateOf(id), 'needsApproval');
    });

    it('says of a lost reply at once not to order again', async () => {
      emulator.setFault({ step: 'submit', gateway: 'apimart', fault: { kind: 'html502' } });
      const { quoteId } = await quoted();
      const [id = ''] = idsOf((await ordered({ quoteId, maxCost: 1 }, (_message, buttons) => buttons.find((label) => label.startsWith('Approve')))).answer);
      await taskIn(api, id, ['unconfirmed']);
      assert.match(JSON.stringify(await call('hailuo_wait', { ids: [id] })), /DO NOT ORDER THIS AGAIN/u);
      await vscode.commands.executeCommand('hailuo.task.resolveUnconfirmed', { id, resolution: 'notCharged' });
    });
  });

  it('links open what lies in the workspace or where videos are saved, and nothing else; they spend nothing', async () => {
    const { file } = await call('hailuo_animatic', { prompt: fresh('A ferry') });
    await writeFile(join(root(), 'agents-link.hailuo'), '### One\n[Push in] A ferry\n');
    const before = api.tasks().length;
    const open = async (path: string, query: string): Promise<boolean> => {
      let opened = false;
      await messagesDuring(async () => { opened = await openLink({ path, query }, dirname(root()), { get: (id) => api.tasks().find((task) => task.id === id) as Task | undefined, ready: Promise.resolve() }); });
      return opened;
    };
    assert.ok(await open('/take', `file=${encodeURIComponent(String(file))}`));
    assert.ok(await open('/film', `uri=${encodeURIComponent(vscode.Uri.file(join(root(), 'agents-link.hailuo')).toString())}`));
    await until('the text is to be seen', () => vscode.window.visibleTextEditors.map(({ document }) => document.uri.path), (paths) => paths.some((path) => path.endsWith('/agents-link.hailuo')));
    const { tabGroups } = vscode.window;
    const panelIsOpen = (): boolean => tabGroups.all.flatMap(({ tabs }) => tabs).some(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('hailuo.film'));
    while (!panelIsOpen()) {
      await new Promise<void>((told) => {
        const listening = vscode.Disposable.from(...[tabGroups.onDidChangeTabs, tabGroups.onDidChangeTabGroups].map((event) => event(() => {
          listening.dispose();
          told();
        })));
        if (panelIsOpen()) told();
      });
    }
    const id = api.tasks().find((task) => task.file === file)?.id ?? '';
    assert.ok(await open('/task', `id=${id}`));
    for (const [path, query] of [['/take', 'file=/etc/hostname'], ['/take', 'file=//server/share/a.mp4'], ['/film', 'uri=file:///etc/passwd'], ['/film', 'uri=https://example.org/a.hailuo'], ['/task', 'id=none'], ['/generate', 'prompt=x'], ['/take', '']] as const) {
      assert.equal(await open(path, query), false, `${path}?${query}`);
    }
    assert.deepEqual([api.tasks().length, submits()], [before, submits()]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('hailuo_animatic renders the free preview once', async () => {
    const prompt = fresh('A harbour');
    const before = submits();
    const first = await call('hailuo_animatic', { prompt });
    assert.match(String(first['file']), /\.mp4$/u);
    assert.equal((await call('hailuo_animatic', { prompt }))['file'], first['file']);
    assert.equal(submits(), before);
  });

  it('hailuo_takes finds videos by their words and tells of one in detail', async () => {
    const prompt = fresh('A quokka on a jetty');
    const { file } = await call('hailuo_animatic', { prompt });
    const found = await call('hailuo_takes', { query: 'quokka jetty' });
    assert.equal(found['count'], 1);
    assert.match(JSON.stringify(await call('hailuo_takes', { files: [file] })), /"settings":/u);
    assert.match(refusal(await call('hailuo_takes', { files: ['/etc/hostname'] })), /None of these/u);
  });

  it('hailuo_export writes a film beside its videos and replaces no file', async () => {
    await writeFile(join(root(), 'agents-export.hailuo'), '@gateway = animatic\n\n### One\n[Push in] A boat at the quay\n');
    assert.match(refusal(await call('hailuo_export', { film: 'agents-export.hailuo', format: 'mp4' })), /no video yet: One/u);
    const { quoteId } = await call('hailuo_quote', { film: 'agents-export.hailuo' });
    const made = await call('hailuo_generate', { quoteId });
    for (const id of idsOf(made)) await taskIn(api, id, ['completed']);
    const files = [];
    for (const format of ['mp4', 'otio', 'mp4', 'png'] as const) files.push((await call('hailuo_export', { film: 'agents-export.hailuo', format }))['file']);
    assert.match(files.join(' '), /agents-export\.mp4 .*agents-export\.otio .*agents-export-2\.mp4 .*agents-export\.png$/u);
  });

  it('hailuo_doctor tells of key, balance and folder, and never the key', async () => {
    const answer = await call('hailuo_doctor', {});
    const words = JSON.stringify(answer);
    assert.match(words, /"gateway":"APIMart".*"key":"valid"/u);
    assert.match(words, /"gateway":"ToAPIs","key":"none/u);
    assert.ok(!words.includes(emulatorKeys.apimart));
  });
});
