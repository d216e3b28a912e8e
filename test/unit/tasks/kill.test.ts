import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { readEntry } from '../../../src/tasks/journal/record.ts';
import { createWallet } from '../../../src/wallet/wallet.ts';
import type { Emulator } from '../../gateway/emulator.ts';
import { until } from '../../support/until.ts';
import { forkWindow } from './support/fork.ts';
import { runWindow, type WindowOrder } from './support/runWindow.ts';
import { atOnce, emulator, longClip, silent, temporaryFolder } from './support/world.ts';

async function order(t: TestContext, served: Emulator, more: Partial<WindowOrder> = {}): Promise<WindowOrder> {
  const root = await temporaryFolder(t);
  return { folder: path.join(root, 'tasks'), takes: path.join(root, 'videos'), baseUrl: served.apimart, key: served.keys.apimart, prompts: [], ...more };
}

function postsFor(served: Emulator, prompt: string): number {
  return served.log.entries.filter(({ step, body }) => step === 'submit' && JSON.stringify(body).includes(`"${prompt}"`)).length;
}

async function videosIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}

/** The state in the one record that a window left. */
async function recordIn(folder: string): Promise<string | undefined> {
  const active = path.join(folder, 'active');
  const [name] = (await videosIn(active)).filter((file) => file.endsWith('.json'));
  const entry = name === undefined ? undefined : readEntry(await readFile(path.join(active, name), 'utf8'));
  return entry?.kind === 'task' ? entry.task.state : undefined;
}

/** Kills a window at one change of the disk, opens the next one, and checks what became of the money and the video. */
async function killAndGoOn(t: TestContext, served: Emulator, killAt: number, half: boolean): Promise<'killed' | 'survived'> {
  const prompt = `A cat, killed at ${String(killAt)}${half ? ' in the middle' : ''}`;
  const asked = await order(t, served, { prompts: [prompt], killAt, half });
  const first = await forkWindow(t, asked).ended;
  const left = await recordIn(asked.folder);
  const { killAt: _, ...unharmed } = asked;
  const second = await runWindow({ ...unharmed, prompts: [] });

  const states = Object.values(second.states);
  const posts = postsFor(served, prompt);
  const where = `killed at change ${String(killAt)}: ${JSON.stringify(states)}, ${String(posts)} POST`;
  assert.ok(posts <= 1, where);
  if (states.length === 0) {
    assert.equal(posts, 0, `what was never written was never sent: ${where}`);
  } else {
    // Only a request that was out or about to leave is in doubt; whatever else the disk said is gone on with.
    assert.equal(states[0], left === 'submitting' ? 'unconfirmed' : 'completed', `${where}; the record said ${left ?? 'nothing'}`);
  }
  if (states[0] === 'completed') {
    assert.equal(posts, 1, where);
    const [video, sidecar, ...others] = await videosIn(asked.takes);
    assert.deepEqual(others, [], where);
    assert.equal(sidecar, `${video ?? ''}.json`);
    assert.deepEqual(new Uint8Array(await readFile(path.join(asked.takes, video ?? ''))), new Uint8Array(served.clip));
  }
  return first ? 'survived' : 'killed';
}

/** Kills the window of a film of two shots, of which the second starts with the last frame of the first, at one change of the disk. */
async function killFilm(t: TestContext, served: Emulator, killAt: number): Promise<'killed' | 'survived'> {
  const [kitchen, door] = [`A kitchen, killed at ${String(killAt)}`, `A door, killed at ${String(killAt)}`];
  const root = await temporaryFolder(t);
  const wallet = { folder: path.join(root, 'wallet'), price: '0.28' };
  const asked = await order(t, served, { film: [kitchen, door], killAt, half: killAt % 2 === 0, wallet });
  const first = await forkWindow(t, asked).ended;
  const { killAt: _kill, film: _film, ...unharmed } = asked;
  const second = await runWindow(unharmed);
  const states = Object.entries(second.states).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, state]) => state);
  const posts = [kitchen, door].map((prompt) => postsFor(served, prompt));
  const ledger = createWallet({ folder: wallet.folder, log: silent, language: 'en', settings: () => ({ prices: {}, caps: {} }) });
  await ledger.refresh();
  ledger.dispose();
  const money = ledger.orders().map(({ state }) => state);
  const where = `killed at change ${String(killAt)}: ${JSON.stringify({ states, posts, money })}`;
  assert.ok(posts.every((count) => count <= 1), where);
  // What waits goes on when it can, and is sent for nothing while the money of the one before is in doubt.
  const [one, two] = states;
  if (one === 'completed') assert.ok(two === undefined || two === 'completed' || two === 'unconfirmed', where);
  if (one === 'unconfirmed') assert.deepEqual([two, posts[1]], [two === undefined ? undefined : 'held', 0], where);
  if (two === 'completed') assert.deepEqual([one, ...posts], ['completed', 1, 1], where);
  const expected = { completed: 'charged', unconfirmed: 'unconfirmed', held: 'reserved' } as const;
  for (const [at, state] of states.entries()) assert.equal(money[at], expected[state as keyof typeof expected], where);
  for (const state of money.slice(states.length)) assert.equal(state, 'released', where);
  return first ? 'survived' : 'killed';
}

describe('a window that is killed', () => {
  for (const half of [false, true]) {
    it(`${half ? 'in the middle of' : 'before'} any change of the disk never pays twice and loses nothing`, { timeout: 840_000 }, async (t) => {
      const served = await emulator(t, atOnce);
      const batch = 4;
      for (let from = 1, going = true; going; from += batch) {
        const ends = await Promise.all(Array.from({ length: batch }, (_, at) => killAndGoOn(t, served, from + at, half)));
        going = ends.includes('killed');
        assert.ok(from < 300, 'the run has an end');
      }
      assert.ok(served.submits() > 10);
    });
  }

  it('before or in the middle of any change of the disk pays for no shot of a film twice, and loses none that waits', { timeout: 840_000 }, async (t) => {
    const served = await emulator(t, atOnce);
    const batch = 4;
    for (let from = 1, going = true; going; from += batch) {
      const ends = await Promise.all(Array.from({ length: batch }, (_, at) => killFilm(t, served, from + at)));
      going = ends.includes('killed');
      assert.ok(from < 300, 'the run has an end');
    }
    assert.ok(served.submits() > 20);
  });

  it('while the request is out leaves it unconfirmed, sent once', async (t) => {
    const served = await emulator(t, atOnce);
    served.setFault({ step: 'submit', fault: { kind: 'silence', accepted: true } });
    const asked = await order(t, served, { prompts: ['A cat'] });
    const first = forkWindow(t, asked);
    await served.log.reached('submit', 1);
    first.process.kill('SIGKILL');
    await first.ended;
    const second = await forkWindow(t, { ...asked, prompts: [] }).ended;
    assert.deepEqual(Object.values(second?.states ?? {}), ['unconfirmed']);
    assert.equal(served.submits(), 1);
  });

  it('during the download has the next one go on by Range', async (t) => {
    // Written in blocks of a megabyte: with less on its way nothing is on the disk until the window gives the host up, a minute later.
    const served = await emulator(t, { ...atOnce, clip: await longClip(3_000_000) });
    served.setFault({ step: 'file', fault: { kind: 'stall', after: 2_500_000 } });
    const asked = await order(t, served, { prompts: ['A cat'] });
    const first = forkWindow(t, asked);
    await served.log.reached('file', 1);
    await until('a part of the video is on the disk', () => partIn(asked.takes), (bytes) => bytes >= 1_000_000);
    first.process.kill('SIGKILL');
    await first.ended;
    const second = await forkWindow(t, { ...asked, prompts: [] }).ended;
    assert.deepEqual(Object.values(second?.states ?? {}), ['completed']);
    const files = served.log.entries.filter(({ step }) => step === 'file');
    assert.match(files.at(-1)?.headers.range ?? '', /^bytes=[1-9]\d*-$/u);
    const [video] = await videosIn(asked.takes);
    assert.deepEqual(new Uint8Array(await readFile(path.join(asked.takes, video ?? ''))), new Uint8Array(served.clip));
    assert.equal(served.submits(), 1);
  });
});

/** How many bytes of a download have arrived on the disk. */
async function partIn(folder: string): Promise<number> {
  const part = (await videosIn(folder)).find((name) => name.endsWith('.part'));
  return part === undefined ? 0 : (await stat(path.join(folder, part))).size;
}
