import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { emulatorKeys, startEmulator, type Emulator } from '../gateway/emulator.ts';
import { ripeAtOnce } from '../gateway/videoTask.ts';
import { until } from '../support/until.ts';
import { converse } from './scriptedModel.ts';
import { untilCount, untilShows, untilTexts } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

let emulator: Emulator;
let bench: Workbench;

before(async () => {
  emulator = await startEmulator({ ripening: ripeAtOnce });
  bench = await openWorkbench({
    settings: { 'hailuo.gateway': 'apimart', 'hailuo.apimart.baseUrl': emulator.apimart, 'hailuo.pollInterval': 1, 'hailuo.prices': { 'apimart 768p 6 s': '0.28 USD' } },
  });
  await bench.command('hailuo.setApiKey', { gateway: 'apimart', key: emulatorKeys.apimart });
});
after(async () => {
  await bench.close();
  await emulator.close();
});
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('agents-failed');
});

/** A tool as another extension calls it for its model: what the model reads. */
async function call(name: string, input: object): Promise<Readonly<Record<string, unknown>>> {
  const text = await bench.probe.evaluate(async (api, asked) => {
    const { content } = await api.lm.invokeTool(asked.name, { input: asked.input, toolInvocationToken: undefined });
    return content.map((part) => (part instanceof api.LanguageModelTextPart ? part.value : '')).join('');
  }, { name, input });
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

describe('a model of another extension', () => {
  test('goes the whole way of the skill, and pays once, when the person says yes and not before', async () => {
    const prompts = ['[Push in] A lighthouse in a storm', '[Pan left] The sea after it'];
    assert.equal((await call('hailuo_check', { prompt: prompts[0] }))['good'], true);
    const quote = await call('hailuo_quote', { shots: prompts.map((prompt) => ({ prompt })) });
    assert.equal(quote['total'], '0.56 USD');
    const { ids } = await call('hailuo_generate', { quoteId: quote['quoteId'], maxCost: '0.56 USD' }) as { readonly ids: readonly string[] };
    const toast = await bench.notification('An agent wants to generate 2 videos');
    await bench.screenshot('agents-notification');
    // Whoever can run commands, a model too, can press the first button: it asks, and pays nothing.
    await bench.command('notification.acceptPrimaryAction');
    const dialog = await bench.dialog();
    await dialog.getByRole('button', { name: 'Approve 2 Videos' }).waitFor();
    await bench.screenshot('agents-question');
    // Enter, meant for whatever was being typed, only looks.
    await bench.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await bench.page.getByRole('treeitem', { name: /lighthouse/u }).first().waitFor();
    assert.deepEqual([emulator.submits(), (await bench.probe.tasks()).map(({ state }) => state)], [0, ['needsApproval', 'needsApproval']]);
    void bench.command('hailuo.task.approveQuote', { id: ids[0] });
    await dialog.getByRole('button', { name: 'Approve 2 Videos' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual([emulator.submits(), (await bench.probe.tasks()).map(({ state }) => state)], [0, ['needsApproval', 'needsApproval']]);
    await toast.waitFor({ state: 'detached' });
    await bench.runCommand('Hailuo: Show Tasks');
    await bench.page.getByRole('treeitem', { name: /lighthouse/u }).first().waitFor();
    await bench.changeTheme('light');
    await bench.screenshot('agents-tree-light');
    void bench.command('hailuo.task.approveQuote', { id: ids[0] });
    await (await bench.dialog()).getByRole('button', { name: 'Approve 2 Videos' }).click();
    const done = await until('both videos are there', () => call('hailuo_wait', { ids, seconds: 5 }), (answer) => answer['done'] === true);
    assert.match(JSON.stringify(done['tasks']), /"state":"completed".*"state":"completed"/u);
    assert.equal(emulator.submits(), 2);
    assert.equal((await call('hailuo_takes', { query: 'lighthouse' }))['count'], 1);
    const again = await call('hailuo_generate', { quoteId: quote['quoteId'], maxCost: '0.56 USD' });
    assert.deepEqual([again['ids'], emulator.submits()], [ids, 2]);
  });

  test('leads the conversation of the skill by what the tools answer it: nothing is paid before the person’s yes', async () => {
    const before = emulator.submits();
    const conversation = bench.probe.evaluate(converse, '[Push in] A harbour at dawn');
    const [task] = await until('an order waits for approval', () => bench.probe.tasks(), (tasks) => tasks.some(({ state }) => state === 'needsApproval')).then((tasks) => tasks.filter(({ state }) => state === 'needsApproval'));
    assert.equal(emulator.submits(), before);
    void bench.command('hailuo.task.approve', { id: task?.id });
    await (await bench.dialog()).getByRole('button', { name: /^Approve/u }).click();
    const { called, said } = await conversation;
    assert.deepEqual([...new Set(called)], ['hailuo_check', 'hailuo_quote', 'hailuo_generate', 'hailuo_wait', 'hailuo_takes']);
    assert.match(said, /^Done: .*\.mp4$/u);
    assert.equal(emulator.submits(), before + 1);
  });

  test('has its orders for a film answered in the film’s panel: refused, approved, approved with the rest of the quote', async () => {
    const titles = ['Kitchen', 'Door', 'Street', 'Roofs'];
    await writeFile(join(bench.workspace ?? '', 'film.hailuo'), titles.map((title) => `### ${title}\n[Push in] ${title} in the rain\n`).join('\n'));
    await bench.command('workbench.action.closeAllEditors');
    await bench.openFile('film.hailuo');
    await bench.runCommand('Hailuo: Open Film');
    const page = await bench.webview('.film .block');
    const before = emulator.submits();
    const quote = await call('hailuo_quote', { film: 'film.hailuo' });
    const { ids } = await call('hailuo_generate', { quoteId: quote['quoteId'], maxCost: '1.12 USD' }) as { readonly ids: readonly string[] };
    await untilTexts(page, '.block .state', titles.map(() => 'Needs approval'));
    await bench.command('notifications.clearAll');
    const states = async (): Promise<readonly string[]> => {
      const tasks = await bench.probe.tasks();
      return ids.map((id) => tasks.find((task) => task.id === id)?.state ?? '');
    };
    const answer = async (block: number, button: string, yes?: string): Promise<void> => {
      await page.locator('.block').nth(block).click();
      await untilShows(page.locator('#takes-title'), new RegExp(titles[block] ?? '', 'iu'));
      await page.getByRole('button', { name: button, exact: true }).click();
      if (yes === undefined) return;
      const dialog = await bench.dialog();
      await bench.screenshot(`agents-film-${String(block)}`);
      await dialog.getByRole('button', { name: yes, exact: true }).click();
    };
    await answer(3, 'Refuse');
    await until('one is refused', states, (all) => all.join() === 'needsApproval,needsApproval,needsApproval,cancelled');
    await answer(0, 'Approve…', 'Cancel');
    assert.equal(emulator.submits(), before);
    await answer(0, 'Approve…', 'Approve');
    await until('one is done', states, (all) => all.join() === 'completed,needsApproval,needsApproval,cancelled');
    assert.equal(emulator.submits(), before + 1);
    // The folder of the first take is one that the page may show: it goes on as it is.
    await untilShows(page.locator('.block .state').first(), 'up to date');
    await answer(1, 'Approve All of This Quote…', 'Approve 2 Videos');
    await until('the rest is done', states, (all) => all.join() === 'completed,completed,completed,cancelled');
    assert.equal(emulator.submits(), before + 3);
    await untilCount(page.getByRole('button', { name: /^Approve/u }), 0);
  });
});
