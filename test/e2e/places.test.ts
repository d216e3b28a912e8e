import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { until } from '../support/until.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const prompt = '[Pan left] A tram turns the corner in the rain';
let bench: Workbench;
let folder: string;

before(async () => { folder = await mkdtemp(join(tmpdir(), 'hailuo-places-')); });
after(async () => { await rm(folder, { recursive: true, force: true }); });
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('places-failed');
  await bench.close();
});

async function finishedTake(): Promise<string> {
  const take = await bench.probe.taskIn(['completed', 'failed'], 120_000);
  assert.equal(take.state, 'completed', take.failure?.message);
  assert.ok(take.file);
  return take.file;
}

/** The folders of the window. At times VS Code opens a workspace of several without any, and stays so until it is loaded again. */
async function foldersRead(): Promise<string> {
  const names = await bench.probe.evaluate(async (api, patience) => {
    const read = (): string => (api.workspace.workspaceFolders ?? []).map(({ name }) => name).join();
    if (read() === '') {
      await new Promise<void>((resolve) => {
        const listening = api.workspace.onDidChangeWorkspaceFolders(() => { listening.dispose(); resolve(); });
        setTimeout(resolve, patience);
      });
    }
    return read();
  }, 10_000);
  if (names === '') await bench.reload();
  return names;
}

describe('it works', () => {
  test('without a folder: a prompt that is typed becomes a take in the storage of our own', async () => {
    bench = await openWorkbench({ workspace: null });
    // Where there are no takes yet, the palette has no commands on them, and the way in is there.
    const offered = async (): Promise<string> => {
      await bench.page.keyboard.press('F1');
      const box = await bench.quickInput();
      await box.locator('input[type="text"]').first().fill('>Hailuo: ');
      await box.getByText('Hailuo: Animate This Image', { exact: true }).waitFor();
      const rows = await box.locator('.quick-input-list').innerText();
      await bench.page.keyboard.press('Escape');
      return rows;
    };
    await until('no command on takes is offered', offered, (rows) => !/Compare Takes|Copy Prompt of Take|Continue from Last Frame/u.test(rows));
    await bench.runCommand('Hailuo: Generate Video…');
    await bench.answer(prompt);
    const file = await finishedTake();
    assert.ok(file.startsWith(join(bench.home, 'data')), file);
  });

  test('in Restricted Mode: nothing is written into the workspace, and its settings do not count', async () => {
    const workspace = join(folder, 'restricted');
    await mkdir(join(workspace, '.vscode'), { recursive: true });
    await writeFile(join(workspace, '.vscode/settings.json'), JSON.stringify({ 'hailuo.gateway': 'apimart', 'hailuo.duration': 10 }));
    await writeFile(join(workspace, 'shot.md'), `${prompt}\n`);
    bench = await openWorkbench({ workspace, workspaceTrust: true, settings: { 'security.workspace.trust.startupPrompt': 'never' } });
    await bench.page.getByText('Restricted Mode', { exact: false }).first().waitFor();
    await bench.openFile('shot.md');
    await bench.selectAll();
    await bench.runCommand('Hailuo: Generate Video from Selection');
    const file = await finishedTake();
    await bench.screenshot('places-restricted');
    assert.ok(file.startsWith(join(bench.home, 'data')), file);
    const [take] = await bench.probe.tasks();
    assert.deepEqual([take?.gateway, take?.duration], ['animatic', 6]);
  });

  test('with several folders: a take goes to the folder of its prompt', async () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    await Promise.all([first, second].map((each) => mkdir(each)));
    await writeFile(join(second, 'tram.md'), `${prompt}\n`);
    const workspace = join(folder, 'both.code-workspace');
    await writeFile(workspace, JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] }));
    bench = await openWorkbench({ workspace });
    await until('both folders are there', foldersRead, (found) => found === 'first,second');
    // Not by its name: on a busy machine VS Code's search of several folders may not find it for a long time.
    await bench.probe.evaluate(async (api, path) => { await api.window.showTextDocument(api.Uri.file(path)); }, join(second, 'tram.md'));
    await bench.page.locator('.tabs-container .tab.active').filter({ hasText: 'tram.md' }).waitFor();
    await bench.selectAll();
    await bench.runCommand('Hailuo: Generate Video from Selection');
    assert.equal(dirname(await finishedTake()), join(second, 'videos'));
  });
});
