import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { emulatorKeys, startEmulator, type Emulator } from '../gateway/emulator.ts';
import { countingClip } from '../support/countingClip.ts';
import { until } from '../support/until.ts';
import { writeTake } from '../support/takesWorkspace.ts';
import { untilDocument } from './documents.ts';
import { untilCount, untilShows, untilTexts } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const kitchen = 'A kitchen in the morning, [Push in] steam over a kettle.';
const street = 'A street in the rain, [Pan left] a tram goes by.';
const film = `@gateway = apimart
@resolution = 768p

### Kitchen
${kitchen}

### Door
A green door, [Static shot] light under it.

### Street
${street}

### Roofs
@skip
Roofs at night.
`;
/** How grey the lower part of a clip is tells which take it is. */
const [ofGateway, ofEarlier] = [0.9, 0.3];

let emulator: Emulator;
let workspace: string;
let bench: Workbench;

before(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'hailuo-film-takes-'));
  emulator = await startEmulator({ clip: await countingClip({ frames: 30, shade: ofGateway }), ripening: { by: 'hand' } });
  await writeFile(join(workspace, 'film.hailuo'), film);
  bench = await openWorkbench({
    workspace,
    settings: { 'hailuo.gateway': 'apimart', 'hailuo.apimart.baseUrl': emulator.apimart, 'hailuo.pollInterval': 1, 'hailuo.prices': { 'apimart 768p 6 s': '0.01 USD' } },
  });
  await bench.probe.evaluate((api, argument) => api.commands.executeCommand('hailuo.setApiKey', argument), { gateway: 'apimart', key: emulatorKeys.apimart });
});
after(async () => {
  await bench.close();
  await emulator.close();
  await rm(workspace, { recursive: true, force: true });
});
afterEach(async (context) => {
  if ('passed' in context && !context.passed) await bench.screenshot('film-takes-failed');
});

async function untilCompleted(count: number): Promise<void> {
  await until(`${String(count)} tasks are completed`, () => bench.probe.tasks(), (tasks) => tasks.filter(({ state }) => state === 'completed').length >= count);
}

interface Sample { readonly tag: string; readonly light: number; readonly grey: number; readonly loaded: number }

/** Looks at what is in front with every picture that the page shows, until `cuts` cuts have passed. */
async function watch(frame: Frame, cuts: number): Promise<readonly Sample[]> {
  return frame.evaluate((wanted) => new Promise<readonly Sample[]>((resolve) => {
    const [width, height] = [64, 36];
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    const samples: Sample[] = [];
    let seen = 0;
    let before: Element | null = null;
    const look = (): void => {
      const front = document.querySelector<HTMLVideoElement | HTMLCanvasElement>('.screen > .front');
      context.fillStyle = '#000';
      context.fillRect(0, 0, width, height);
      if (front) context.drawImage(front, 0, 0, width, height);
      const { data } = context.getImageData(0, height / 2, width, height / 2);
      const mean = (channel: number): number => Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + channel]!).reduce((sum, part) => sum + part, 0) / (data.length / 4);
      samples.push({ tag: front?.tagName ?? '', light: (mean(0) + mean(1) + mean(2)) / 3, grey: mean(1) / 255, loaded: [...document.querySelectorAll('video')].filter(({ readyState }) => readyState > 0).length });
      if (before !== null && front !== before) seen++;
      before = front;
      if (seen > wanted) resolve(samples);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }), cuts);
}

/** What was in front, one entry for each cut: a take by its grey, or the animatic. */
function cutsIn(samples: readonly Sample[]): readonly string[] {
  const shades = [ofGateway, ofEarlier];
  return samples.map(({ tag, grey }) => (tag === 'CANVAS' ? 'animatic' : String(shades.toSorted((a, b) => Math.abs(a - grey) - Math.abs(b - grey))[0])))
    .filter((what, index, all) => what !== all[index - 1]);
}

/** Plays or pauses, whichever it does not do yet. */
async function setPlaying(frame: Frame, wanted: boolean): Promise<void> {
  const toggle = frame.getByRole('button', { name: wanted ? /^Play \(/u : /^Pause \(/u });
  if (await toggle.count() > 0) await toggle.click();
  await toggle.waitFor({ state: 'detached' });
}

async function approveOrder(): Promise<void> {
  const dialog = bench.page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: /Generate/u }).first().click();
}

describe('a film with takes', () => {
  test('asks before it orders what is missing, tells of each shot, and has the takes when they come', async () => {
    await writeTake(workspace, 'kitchen-earlier', { gateway: 'apimart', prompt: kitchen, line: 5, frames: 24, shade: ofEarlier });
    await bench.openFile('film.hailuo');
    await bench.runCommand('Hailuo: Open Film');
    const frame = await bench.webview('.film .block');
    await frame.waitForFunction(() => document.querySelector('#film-facts')?.textContent === '3 shots · 0:18 · 1 up to date');
    const before = emulator.submits();
    // What the click costs stands beside it before the question does.
    await frame.locator('.place', { hasText: 'Paid · APIMart' }).waitFor();
    await frame.getByRole('button', { name: 'Generate missing (2)' }).click();
    await approveOrder();
    await until('two shots are ordered', () => emulator.submits() - before, (count) => count === 2);
    emulator.finish();
    await untilCompleted(2);
    assert.equal(emulator.submits() - before, 2);
    await frame.waitForFunction(() => document.querySelector('#film-facts')?.textContent === '3 shots · 0:18 · 3 up to date');
    await frame.getByRole('button', { name: /Generate missing/u }).waitFor({ state: 'detached' });
    // The door goes back to its animatic: its take is thrown away.
    const door = (await bench.probe.tasks()).find(({ prompt }) => prompt.includes('green door'));
    await Promise.all([rm(door?.file ?? ''), rm(`${door?.file ?? ''}.json`)]);
    await bench.command('hailuo.task.remove', { id: door?.id });
    await frame.waitForFunction(() => document.querySelector('#film-facts')?.textContent === '3 shots · 0:18 · 2 up to date');
  });

  test('plays takes and animatics through, without a black picture at a cut and with two videos at most', async () => {
    const frame = await bench.webview('.film .block');
    await setPlaying(frame, true);
    const samples = await watch(frame, 5);
    const cuts = cutsIn(samples);
    const first = cuts.indexOf(String(ofEarlier));
    assert.ok(first >= 0 && first < 3, cuts.join());
    assert.deepEqual(cuts.slice(first, first + 3), [String(ofEarlier), 'animatic', String(ofGateway)]);
    assert.deepEqual(samples.filter(({ light }) => light < 12), []);
    assert.ok(samples.every(({ loaded }) => loaded <= 2));
    await setPlaying(frame, false);
    await bench.screenshot('film-takes');
  });

  test('writes the take that is chosen there into the text, and takes it out again', async () => {
    await writeTake(workspace, 'kitchen-later', { gateway: 'apimart', prompt: kitchen, line: 5, frames: 24, shade: ofEarlier, completedAt: '2026-11-22T10:00:00.000Z' });
    const frame = await bench.webview('.film .block');
    await frame.locator('.block').first().click();
    await untilCount(frame.locator('.take'), 2);
    // Said by name, as a screen reader lists them.
    const buttons = (): Promise<readonly (string | null)[]> => frame.locator('.take button').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    await until('every button of a take says of which', buttons, (names) => names.length === 6 && new Set(names).size === 6);
    await frame.locator('.take').last().getByRole('button', { name: /^Use .* in the film$/u }).click();
    await untilDocument(bench.probe, 'film.hailuo', /^### Kitchen\n@take = videos\/kitchen-earlier\.mp4\nA kitchen/mu);
    await frame.locator('.take.chosen').and(frame.locator('.take').last()).waitFor();
    await frame.getByRole('button', { name: 'Choose automatically' }).click();
    await untilDocument(bench.probe, 'film.hailuo', film);
    await frame.locator('.take.chosen').and(frame.locator('.take').first()).waitFor();
  });

  test('generates one shot at a click, also one that the film leaves out, and says how far it is', async () => {
    const frame = await bench.webview('.film .block');
    const before = emulator.submits();
    const done = (await bench.probe.tasks()).filter(({ state }) => state === 'completed').length;
    await frame.locator('.block').nth(3).click();
    await untilShows(frame.locator('#takes-title'), /Roofs/iu);
    await frame.getByRole('button', { name: 'Generate this shot' }).click();
    await untilShows(frame.locator('.block').nth(3).locator('.state'), /left out · (?:Queued|Running)/u);
    emulator.finish();
    await untilCompleted(done + 1);
    assert.equal(emulator.submits() - before, 1);
    await untilShows(frame.locator('.block').nth(3).locator('.state'), 'left out');
    await untilShows(frame.locator('#film-facts'), '3 shots · 0:18 · 2 up to date');
  });

  test('is cut anew by dragging a block, the comments and settings of its shot with it, in one undo step', async () => {
    // All blocks in sight: a strip that moves between press and drag is no person's.
    await bench.page.setViewportSize({ width: 1800, height: 950 });
    const frame = await bench.webview('.film .block');
    await frame.locator('.block').nth(3).dragTo(frame.locator('.block').first());
    const moved = await untilDocument(bench.probe, 'film.hailuo', (text) => text !== film);
    assert.deepEqual(moved.match(/^### .*(?:\n@.*)*/gmu), ['### Roofs\n@skip', '### Kitchen', '### Door', '### Street']);
    await untilTexts(frame, '.block .title', ['Roofs', 'Kitchen', 'Door', 'Street']);
    await untilShows(frame.locator('.block[aria-selected="true"] .title'), 'Roofs');
    await bench.command('workbench.action.focusFirstEditorGroup');
    await bench.command('undo');
    await untilDocument(bench.probe, 'film.hailuo', film);
    await untilTexts(frame, '.block .title', ['Kitchen', 'Door', 'Street', 'Roofs']);
  });

  test('goes on with the camera preview where a take turns out to be damaged, says so in plain words, and comes to its end', async () => {
    const file = await writeTake(workspace, 'street-damaged', { gateway: 'apimart', prompt: street, line: 11, frames: 48, completedAt: '2030-11-22T10:00:00.000Z' });
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xA5, Math.floor(bytes.length / 2)));
    const frame = await bench.webview('.film .block');
    await frame.locator('.block').nth(2).click();
    await frame.locator('.take', { hasText: /2030/u }).waitFor();
    await setPlaying(frame, true);
    const warning = frame.locator('.warning');
    await untilShows(warning, 'The take of “Street” can’t be played here, so its camera preview plays: VS Code can’t decode this video: it’s damaged or of an unusual kind. Open it in another program, or generate it again.');
    await untilShows(frame.locator('.frame-number'), /frame \d+ of 312$/u);
    await bench.screenshot('film-damaged');
    await frame.waitForFunction(() => document.querySelector('.now strong')?.textContent === '1 · Kitchen');
    await setPlaying(frame, false);
  });

  test('rests while it is out of sight, and has what came meanwhile when it is seen again', async () => {
    const frame = await bench.webview('.film .block');
    await frame.locator('.block').nth(1).click();
    await frame.locator('.scrubber').fill('60');
    await bench.command('workbench.action.focusSecondEditorGroup');
    await bench.command('workbench.action.files.newUntitledFile');
    await until('the page is gone', () => frame.isDetached(), (gone) => gone);
    await bench.probe.evaluate(async (api) => {
      const document = api.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('film.hailuo'))!;
      const edit = new api.WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(document.getText().indexOf('### Street')), '### Stairs\nStairs, all the way up.\n\n');
      await api.workspace.applyEdit(edit);
    }, null);
    await bench.command('workbench.action.closeActiveEditor');
    const again = await bench.webview('.film .block');
    await untilTexts(again, '.block .title', ['Kitchen', 'Door', 'Stairs', 'Street', 'Roofs']);
    await untilShows(again.locator('.now strong'), '2 · Door');
    // The same picture of the door: how long the kitchen before it is, is told by its metadata file until it is loaded.
    await untilShows(again.locator('.frame-number'), /frame (?:61|181) of /u);
    await again.getByRole('button', { name: /^Play \(/u }).waitFor();
    assert.deepEqual(bench.errors, []);
  });
});
