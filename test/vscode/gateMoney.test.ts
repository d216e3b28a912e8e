import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { PublicTask } from '../../src/tasks/publicTask.ts';
import type { GateBench } from './support/gate.ts';
import { gateBench, lens, madeSince, openFile, root, run } from './support/gate.ts';
import { messagesDuring, sayYes } from './support/messages.ts';
import { taskIn, withSettings } from './support/product.ts';

/** Orders in the ledger that count for a limit in lei, by their own price or as one that nobody knows; other suites order too. */
async function countedOrders(gateway: string): Promise<number> {
  const file = join(tmpdir(), `hailuo-spending-${process.pid}.csv`);
  assert.equal(await vscode.commands.executeCommand('hailuo.exportSpending', { file }), file);
  const rows = (await readFile(file, 'utf8')).trim().split('\r\n');
  await rm(file);
  return rows.filter((row) => row.includes(`,${gateway},`) && !row.includes(',released,') && ['', 'lei'].includes(row.split(',').at(-3) ?? '')).length;
}

/** What a person at the keyboard does: a shot of their own in a file, and the command. */
async function typed(prompt: string, setting = ''): Promise<unknown> {
  await openFile(`### Shot\n${setting}${prompt}\n`);
  return run('hailuo.generateFromSelection');
}

describe('the gate, where money is the matter,', () => {
  const bench = gateBench();
  const during: GateBench['during'] = (work, answer) => bench().during(work, answer);

  it('stops at the limit, counts what is in flight, and names limit, rest, reset and the way out', async () => {
    const undo = await withSettings({ gateway: 'toapis', prices: { 'toapis 768p 6 s': '1000 lei' }, dailyCap: 1000 * (2 + await countedOrders('toapis')) });
    try {
      await openFile('### Gulls\n[Push in] Gulls at the limit\n');
      const first = await during(() => run('hailuo.generateFromSelection'));
      assert.deepEqual([first.shown.length, first.paid], [0, 1]);
      const second = await during(() => typed('[Push in] A second one at the limit'));
      assert.deepEqual([second.shown.length, second.paid], [0, 1]);
      const buttons: string[] = [];
      const third = await during(() => run('hailuo.generate', { prompt: '[Push in] One too many' }), (_message, labels) => { buttons.push(...labels); return undefined; });
      assert.deepEqual([third.made.length, third.paid], [0, 0]);
      assert.match(third.shown.join(), /This video costs about 1000 lei\. Your daily limit is \d+000 lei; \d+000 lei of it is spent, in progress or unconfirmed, so 0 lei is left\. The limit resets on .*\d/u);
      assert.deepEqual(buttons, ['Open Settings']);
      const free = await during(() => run('hailuo.generate', { prompt: '[Push in] A free one at the limit', gateway: 'animatic' }));
      assert.deepEqual([free.shown.length, free.made.length], [0, 1]);
      for (const { id } of free.made) await vscode.commands.executeCommand('hailuo.task.stopTracking', { id });
    } finally {
      await undo();
    }
  });

  it('exports the spending over an earlier export, and over another file only when the person agrees', async () => {
    const file = join(root(), 'spending-of-mine.csv');
    const exported = (): Promise<readonly string[]> => messagesDuring(() => run('hailuo.exportSpending', { file }));
    assert.deepEqual([await exported(), await exported()], [[], []]);
    assert.match(await readFile(file, 'utf8'), /^ordered,ended,shot,/u);
    await writeFile(file, 'day,sum\r\nMonday,3\r\n');
    assert.deepEqual(await exported(), ['“spending-of-mine.csv” already exists. Replace it?\nIts contents will be lost.']);
    assert.equal(await readFile(file, 'utf8'), 'day,sum\r\nMonday,3\r\n');
    await messagesDuring(() => run('hailuo.exportSpending', { file }), (_message, [yes]) => yes);
    assert.match(await readFile(file, 'utf8'), /^ordered,ended,shot,/u);
    await rm(file);
  });

  it('asks above the sum that the user names, with price, total and rest', async () => {
    const undo = await withSettings({ gateway: 'apimart', prices: { 'apimart 768p 6 s': '3 CNY', 'apimart 768p 10 s': '5 CNY' }, askAbove: 4, dailyCap: 100_000 });
    try {
      const cheap = await during(() => typed('[Push in] A cheap one'));
      assert.deepEqual([cheap.shown, cheap.paid], [[], 1]);
      const dear = await during(() => typed('[Push in] A dear one', '@duration = 10\n'));
      assert.deepEqual([dear.shown.length, dear.paid], [1, 0]);
      assert.match(dear.shown[0] ?? '', /Generate “Shot” with APIMart\?[^]*Costs about 5 CNY at APIMart, by your own price\.[^]*Today so far: [^]*\d CNY[^]*Left of the daily limit/u);
    } finally {
      await undo();
    }
  });

  it('asks about every paid order that a command brings with an argument, whoever runs it, and about a lens or the text at hand only what they ask', async () => {
    const undo = await withSettings({ gateway: 'apimart' });
    try {
      const done = await during(() => typed('[Push in] A shot of my own'));
      assert.deepEqual([done.shown, done.paid], [[], 1]);
      const [mine] = done.made;
      const file = join(root(), 'by-a-program.mp4');
      await writeFile(file, bench().emulator.clip);
      await writeFile(`${file}.json`, JSON.stringify({ version: 1, id: mine?.id, prompt: '[Push in] A shot of my own', settings: { duration: 6, resolution: '768p' }, gateway: 'apimart' }));
      const editor = await openFile('### Pier\n[Push in] A pier in rain\n');
      const { uri } = editor.document;
      const programs: readonly [string, unknown][] = [
        ['hailuo.generate', { prompt: '[Push in] A shot of a program' }], ['hailuo.generateFromSelection', { duration: 6 }], ['hailuo.film.generate', { uri: uri.toString(), which: 'all' }],
        ['hailuo.task.generateAgain', { id: mine?.id }], ['hailuo.take.generateAgain', { file }], ['hailuo.take.generateAgain', vscode.Uri.file(file)],
        ['hailuo.generate', { prompt: '[Push in] A pier in rain', source: { uri: uri.toString(), line: 1 }, reread: true, resolution: '768p' }],
      ];
      for (const [command, argument] of programs) {
        const { shown, paid, made } = await during(() => run(command, argument));
        assert.deepEqual([shown.length, paid, made.length], [1, 0, 0], `${command} ${JSON.stringify(argument)}: ${shown.join(' | ')}`);
        assert.match(shown[0] ?? '', /with APIMart\?|just submitted/u);
      }
      const clicked = await during(() => lens(editor));
      assert.deepEqual([clicked.shown, clicked.paid], [[], 1]);
    } finally {
      await undo();
    }
  });

  it('asks about a price that nobody knows, until the person says not to for this gateway', async () => {
    const undo = await withSettings({ gateway: 'toapis', resolution: '1080p' });
    try {
      const buttons: string[] = [];
      const asked = await during(() => typed('[Push in] Of unknown price'), (_message, labels) => { buttons.push(...labels); return undefined; });
      assert.deepEqual([asked.shown.length, asked.paid], [1, 0]);
      assert.match(asked.shown[0] ?? '', /Its price is unknown/u);
      assert.deepEqual(buttons, ['Generate', 'Generate and Don’t Ask About Unknown Prices']);
      const quiet = await during(() => typed('[Push in] Of unknown price'), (_message, labels) => labels[1]);
      assert.equal(quiet.paid, 1);
      const next = await during(() => typed('[Push in] Of unknown price too'));
      assert.deepEqual([next.shown, next.paid], [[], 1]);
    } finally {
      await undo();
    }
  });

  it('knows a price from APIMart’s list once the person has it read, and asks about it no more', async () => {
    const undo = await withSettings({ gateway: 'apimart', prices: {}, duration: 10 });
    try {
      const before = await during(() => typed('[Push in] Before the list'));
      assert.match(before.shown.join(), /Its price is unknown/u);
      const told = await messagesDuring(async () => { assert.equal(await run('hailuo.readPriceList'), true); });
      assert.match(told.join(), /APIMart lists .*10 s · 768p: 0\.5 USD/u);
      const after = await during(() => typed('[Push in] After the list'));
      assert.deepEqual([after.shown, after.paid], [[], 1]);
    } finally {
      await undo();
    }
  });

  it('counts a limit that was raised when the person agrees, and asks so once', async () => {
    const used = await countedOrders('apimart');
    const undo = await withSettings({ gateway: 'apimart', prices: { 'apimart 768p 6 s': '1000 lei' }, dailyCap: 1 });
    // The notification of a raise comes when the settings have settled, which may be in between.
    const asked = (shown: readonly string[]): readonly string[] => shown.filter((words) => !words.endsWith('It takes effect once you agree.'));
    try {
      const over = await during(() => typed('[Push in] Over the limit'));
      assert.match(over.shown.join(), /Your daily limit is 1 lei/u);
      await vscode.workspace.getConfiguration('hailuo').update('dailyCap', 1000 * (used + 100), vscode.ConfigurationTarget.Global);
      const declined = await during(() => typed('[Push in] Above the old limit'));
      assert.deepEqual([asked(declined.shown).length, declined.paid], [1, 0]);
      assert.match(asked(declined.shown)[0] ?? '', new RegExp(`^Your daily limit was raised from 1 to ${String(1000 * (used + 100))}\\. Use the new limit\\?[^]*Generate “Shot” with APIMart\\?`, 'u'));
      const agreed = await during(() => typed('[Push in] Above the old limit'), (_message, buttons) => buttons.find((label) => label === 'Generate'));
      assert.deepEqual([asked(agreed.shown).length, agreed.paid], [1, 1]);
      const next = await during(() => typed('[Push in] One more above the old limit'));
      assert.deepEqual([asked(next.shown), next.paid], [[], 1]);
    } finally {
      await undo();
    }
  });

  it('counts a limit as the question named it: one that is raised further while it stands is asked about anew', async () => {
    const used = await countedOrders('apimart');
    const [shownLimit, laterLimit] = [1000 * (used + 50), 1000 * (used + 900)];
    const undo = await withSettings({ gateway: 'apimart', prices: { 'apimart 768p 6 s': '1000 lei' }, dailyCap: 1 });
    const set = (dailyCap: number): Thenable<void> => vscode.workspace.getConfiguration('hailuo').update('dailyCap', dailyCap, vscode.ConfigurationTarget.Global);
    try {
      // The limit of 1 is known before it is raised.
      await messagesDuring(() => vscode.commands.executeCommand('hailuo.reviewLimits'));
      await set(shownLimit);
      const questions: string[] = [];
      const { paid } = await during(() => typed('[Push in] While the question stands'), async (message, buttons) => {
        if (!buttons.includes('Generate')) return undefined;
        questions.push(message);
        if (questions.length === 1) await set(laterLimit);
        return questions.length === 1 ? 'Generate' : undefined;
      });
      assert.deepEqual([questions.length, paid], [2, 0]);
      assert.match(questions[0] ?? '', new RegExp(`raised from 1 to ${String(shownLimit)}\\.`, 'u'));
      assert.match(questions[1] ?? '', new RegExp(`raised from 1 to ${String(laterLimit)}\\.`, 'u'));
    } finally {
      await undo();
    }
  });

  it('does not send a task later whose shot was ordered at the other gateway when the balance was used up', async () => {
    const before = new Set(bench().api.tasks().map(({ id }) => id));
    bench().emulator.setFault({ step: 'submit', gateway: 'apimart', fault: { kind: 'reply', status: 402, body: { error: { code: 402, message: 'no credit left', type: 'payment_required' } } } });
    const { promise: offered, resolve: offer } = Promise.withResolvers<undefined>();
    const sent = { apimart: bench().emulator.submits('apimart'), toapis: bench().emulator.submits('toapis') };
    let unsent: PublicTask | undefined;
    await messagesDuring(async () => {
      unsent = await run('hailuo.generate', { prompt: '[Static shot] A boat without credit', gateway: 'apimart' }) as PublicTask;
      await offered;
      const other = await madeSince(bench().api, new Set([...before, unsent.id]));
      await taskIn(bench().api, other.id, ['completed']);
      await taskIn(bench().api, unsent.id, ['cancelled']);
    }, (_, buttons) => {
      if (buttons.includes('Generate with ToAPIs')) offer(undefined);
      return buttons.find((label) => label === 'Generate with ToAPIs' || label === 'Generate');
    });
    await messagesDuring(() => vscode.commands.executeCommand('hailuo.task.checkNow', { id: unsent?.id }));
    assert.deepEqual([bench().emulator.submits('apimart') - sent.apimart, bench().emulator.submits('toapis') - sent.toapis], [1, 1]);
    assert.equal(bench().api.tasks().find(({ id }) => id === unsent?.id)?.state, 'cancelled');
  });

  it('leaves problems alone where the user’s setting says so', async () => {
    const undo = await withSettings({ askAboutProblems: false, gateway: 'apimart' });
    try {
      await openFile('### Gulls\n[Orbit] Gulls, unasked\n');
      const { shown, paid } = await during(() => run('hailuo.generateFromSelection'));
      assert.deepEqual([shown.length, paid], [0, 1]);
    } finally {
      await undo();
    }
  });

  it('leaves the unsent task as it is when the person declines at the other gateway after all', async () => {
    bench().emulator.setFault({ step: 'submit', gateway: 'apimart', fault: { kind: 'reply', status: 402, body: { error: { code: 402, message: 'no credit left', type: 'payment_required' } } } });
    const sent = bench().submits();
    const known = new Set(bench().api.tasks().map(({ id }) => id));
    const { promise: declined, resolve: decline } = Promise.withResolvers<undefined>();
    let unsent: PublicTask | undefined;
    // A prompt with a problem: the other gateway's order is asked about, and the answer is no.
    await messagesDuring(async () => {
      unsent = await run('hailuo.generate', { prompt: '[Orbit] A boat, declined', gateway: 'apimart' }) as PublicTask;
      await declined;
    }, (_, buttons) => {
      if (buttons.includes('Generate with ToAPIs')) return 'Generate with ToAPIs';
      const isFirst = bench().submits() === sent;
      if (!isFirst && buttons.some((label) => label.startsWith('Generate'))) decline(undefined);
      return isFirst ? buttons.at(-1) : undefined;
    });
    const made = bench().api.tasks().filter(({ id }) => !known.has(id));
    assert.deepEqual(made.map(({ id, state }) => [id, state]), [[unsent?.id, 'paused']]);
    assert.equal(bench().submits() - sent, 1);
    await messagesDuring(() => vscode.commands.executeCommand('hailuo.task.stopTracking', { id: unsent?.id }), (_, buttons) => buttons[0]);
    await taskIn(bench().api, unsent?.id ?? '', ['cancelled']);
  });

  it('asks before a request that may have been charged is sent again, by command argument too', async () => {
    bench().emulator.setFault({ step: 'submit', gateway: 'toapis', fault: { kind: 'resetAfter' } });
    let task = {} as PublicTask;
    await messagesDuring(async () => { task = await run('hailuo.generate', { prompt: '[Static shot] A reply that got lost', gateway: 'toapis' }) as PublicTask; }, sayYes);
    await taskIn(bench().api, task.id, ['unconfirmed']);
    const sent = bench().submits();
    const again = (answer: (buttons: readonly string[]) => string | undefined): Promise<readonly string[]> => messagesDuring(
      () => vscode.commands.executeCommand('hailuo.task.resolveUnconfirmed', { id: task.id, resolution: 'submitAgain' }), (_, buttons) => answer(buttons));
    assert.equal((await again(() => undefined)).filter((words) => words.includes('pay twice')).length, 1);
    assert.deepEqual([bench().submits() - sent, bench().api.tasks().find(({ id }) => id === task.id)?.state], [0, 'unconfirmed']);
    assert.equal((await again((buttons) => buttons[0])).filter((words) => words.includes('pay twice')).length, 1);
    assert.equal(bench().submits() - sent, 0, 'Enter only looks');
    await again((buttons) => sayYes('', buttons));
    await taskIn(bench().api, task.id, ['completed']);
    assert.equal(bench().submits() - sent, 1);
  });
});
