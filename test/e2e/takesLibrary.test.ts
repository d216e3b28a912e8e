import assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { street, writeFilm, writeTake } from '../support/takesWorkspace.ts';
import { until } from '../support/until.ts';
import { untilDocument } from './documents.ts';
import { untilFavourite } from './favourite.ts';
import { untilKept } from './keptState.ts';
import { placeOf, untilCount, untilShows } from './shown.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('the library of takes', () => {
  let workspace: string;
  let takes: Awaited<ReturnType<typeof writeFilm>>;
  let bench: Workbench;

  before(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'hailuo-library-'));
    takes = await writeFilm(workspace);
    // A camera or an export may write the ending in capitals.
    const capital = join(workspace, 'videos/roofs.MP4');
    const small = await writeTake(workspace, 'roofs', { prompt: 'The cat jumps from roof to roof, [Pan left] the moon follows.', line: 7, favourite: true, shade: 0.1, completedAt: '2025-03-01T10:00:00.000Z' });
    const damaged = await writeTake(workspace, 'damaged', { prompt: street });
    await truncate(`${damaged}.json`, 80);
    // A story that names its text by what is no address must not keep the others from being shown.
    await writeFile(`${capital}.json`, (await readFile(`${small}.json`, 'utf8')).replace('../film.hailuo', 'xx:////y'));
    await rm(`${small}.json`);
    await rename(small, capital);
    await writeFile(join(workspace, 'notes.md'), '# Notes\n\n');
    bench = await openWorkbench({ workspace });
  });
  after(async () => {
    await bench.close();
    await rm(workspace, { recursive: true, force: true });
  });

  test('finds takes by their sidecars, damaged ones too, and makes their pictures once', async () => {
    await bench.command('hailuo.takes.focus');
    const library = await bench.webview('.card');
    await library.locator('.card img').nth(3).waitFor();
    const labels = (): Promise<readonly string[]> => library.locator('.card').evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label') ?? ''));
    await until('the four takes are listed, the damaged one last', labels, (names) => names.length === 4 && names[0]?.includes('walks through a rainy') === true && names[3]?.startsWith('damaged.mp4, metadata file is damaged') === true);
    await bench.screenshot('library');
  });

  test('is searched by words, directive in either language, day and favourites', async () => {
    const library = await bench.webview('.card');
    const search = library.getByRole('searchbox');
    const files = async (): Promise<readonly string[]> => (await library.locator('.card').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-file') ?? ''))).map((file) => basename(file)).sort();
    const left = (...names: readonly string[]): Promise<unknown> => until(`${names.join()} are left`, files, (shown) => shown.join() === names.join());
    await search.fill('cat street');
    await left('snow.mp4', 'street.mp4');
    // The directive stands in Chinese in one of them.
    await search.fill('[Pan left]');
    await left('roofs.MP4', 'snow.mp4');
    await search.fill('2025-03-01');
    await left('roofs.MP4');
    await search.fill('');
    await left('damaged.mp4', 'roofs.MP4', 'snow.mp4', 'street.mp4');
    await library.getByRole('button', { name: 'Only kept takes' }).click();
    await left('roofs.MP4');
    await library.getByRole('button', { name: 'Only kept takes' }).click();
    await left('damaged.mp4', 'roofs.MP4', 'snow.mp4', 'street.mp4');
  });

  test('is worked by keyboard: marks, chooses, compares, opens', async () => {
    const library = await bench.webview('.card');
    const list = library.getByRole('listbox', { name: 'Takes' });
    await list.press('Home');
    // The menu key asks the list, which has the keyboard, for what a right click asks the card.
    await library.waitForFunction(() => {
      const [asked, current] = [document.querySelector('[role=listbox]'), document.querySelector('.card.current')].map((element) => element?.getAttribute('data-vscode-context') ?? '');
      return asked !== '' && asked === current;
    });
    await library.waitForFunction(() => {
      const words = document.getElementById(document.querySelector('[role=listbox]')?.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
      return words.includes('F keeps it');
    });
    await list.press('f');
    await library.locator('.card .star.on').nth(1).waitFor();
    await untilFavourite(takes.street);
    await list.press('Shift+ArrowRight');
    await library.getByRole('button', { name: 'Compare 2' }).click();
    await bench.webview('.differences');
    await bench.command('workbench.action.closeAllEditors');
    await list.press('Home');
    await list.press('Enter');
    await bench.webview('.story');
    await bench.command('workbench.action.closeAllEditors');
  });

  test('a card’s menu has eight lines, does what they say, and is told by the keyboard too', async () => {
    await bench.command('hailuo.takes.focus');
    const library = await bench.webview('.card img');
    await library.waitForFunction(() => document.activeElement?.getAttribute('role') === 'listbox');
    await library.locator('.card').first().click({ button: 'right' });
    const menu = bench.page.locator('.monaco-menu').first();
    const lines = (): Promise<readonly string[]> => menu.locator('.action-label:not(.separator)').allInnerTexts();
    await until('its lines are there', lines, (words) => words.join() === 'Open,Continue from Last Frame,Generate Again,Compare…,Unkeep,Prompt,Video File,Discard…');
    await bench.screenshot('library-menu');
    // The third from below, by the arrows; the submenu opens with the keyboard on its first line.
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowRight']) await bench.page.keyboard.press(key);
    await bench.page.locator('.monaco-submenu').getByText('Go to Prompt', { exact: true }).waitFor();
    await bench.page.keyboard.press('ArrowDown');
    await bench.page.keyboard.press('Enter');
    await bench.page.locator('.tabs-container .tab.active').filter({ hasText: 'film.hailuo' }).waitFor();
    await bench.command('workbench.action.closeAllEditors');
  });

  test('plays the take that the pointer rests on, and no other', async () => {
    await bench.command('hailuo.takes.focus');
    const library = await bench.webview('.card img');
    await library.locator('.card').first().hover();
    await library.waitForFunction(() => (document.querySelector<HTMLVideoElement>('.card video')?.currentTime ?? 0) > 0);
    await library.waitForFunction(() => [...document.querySelectorAll('.card video')].map((video) => video.closest('.card')!.id).join() === 'take-0');
    await bench.screenshot('library-hover');
    await library.getByRole('searchbox').hover();
    await library.locator('.card video').waitFor({ state: 'detached' });
  });

  test('a video with a sidecar opens with the preview, and its sidecar offers it', async () => {
    await bench.probe.evaluate(async (api, file) => api.commands.executeCommand('vscode.openWith', api.Uri.file(file), 'hailuo.takeEditor'), takes.street);
    await (await bench.webview('.scrubber')).getByText('Push in').first().waitFor();
    await bench.command('workbench.action.closeAllEditors');
    await bench.openFile('videos/street.mp4.json');
    const lens = bench.page.locator('.codelens-decoration').getByText('Open take');
    // A lens may be drawn anew under the pointer, and the click is lost; opening a take twice shows it once.
    for (let tries = 5; ; tries--) {
      await lens.click();
      const shown = await bench.webview('.scrubber', 6_000).catch((error: unknown) => { if (tries === 1) throw error; });
      if (shown) break;
    }
    const problems = await bench.probe.evaluate((api) => api.languages.getDiagnostics().flatMap(([uri, found]) => (uri.path.endsWith('.mp4.json') ? found.map(({ message }) => message) : [])), null);
    assert.deepEqual(problems, []);
    await bench.command('workbench.action.closeAllEditors');
  });

  test('a preview comes back after a reload, at its frame', async () => {
    await bench.command('hailuo.openTake', { file: takes.street });
    const page = await bench.webview('.scrubber');
    await page.locator('body').press('Home');
    for (let frame = 1; frame <= 5; frame++) {
      await page.locator('body').press('.');
    }
    await page.getByText('frame 6 of 48').waitFor();
    await untilKept(bench.page, [/street\.mp4/u, /frame\\*":5\b/u]);
    await bench.reload();
    const again = await bench.webview('.scrubber');
    await again.getByText('frame 6 of 48').waitFor();
    await bench.command('workbench.action.closeAllEditors');
  });

  test('a file that cannot be played says why', async () => {
    const broken = join(workspace, 'videos', 'broken.mp4');
    await writeFile(broken, (await readFile(takes.street)).subarray(0, 400));
    await bench.command('hailuo.openTake', { file: broken });
    const page = await bench.webview('.notice');
    await untilShows(page.locator('.notice'), /broken\.mp4 can’t be played here\.\s+The video is incomplete/u);
    await page.getByRole('button', { name: 'Open externally' }).first().waitFor();
    await bench.screenshot('takes-unplayable');
    await bench.command('workbench.action.closeAllEditors');
  });

  test('a large file is told before it is read, and a huge one is left to other programs', async () => {
    const large = join(workspace, 'videos', 'large.mp4');
    await writeFile(large, '');
    await truncate(large, 100e6);
    await bench.command('hailuo.openTake', { file: large });
    const page = await bench.webview('.notice');
    await untilShows(page.locator('.notice'), /100 MB\./u);
    await page.getByRole('button', { name: 'Play it here' }).click();
    await page.getByText('The file isn’t an mp4 video').waitFor();
    await bench.command('workbench.action.closeAllEditors');
    await truncate(large, 700e6);
    await bench.command('hailuo.openTake', { file: large });
    const capped = await bench.webview('.notice');
    await untilShows(capped.locator('.notice'), /700 MB\.\s+Videos over 512 MB aren’t played here/u);
    await capped.getByRole('button', { name: 'Play it here' }).waitFor({ state: 'detached' });
    await bench.command('workbench.action.closeAllEditors');
    await rm(large);
  });

  test('large files are told in a comparison too, and loaded only when asked for', async () => {
    const files = await Promise.all(['one', 'two'].map((name) => writeTake(workspace, name, { prompt: street, completedAt: '2024-01-01T10:00:00.000Z' })));
    for (const file of files) {
      await writeFile(file, '');
      await truncate(file, 65e6);
    }
    await bench.command('hailuo.compareTakes', { files });
    const page = await bench.webview('.side .notice');
    await untilCount(page.getByText('This video is 65 MB.'), 2);
    await untilCount(page.getByRole('button', { name: 'Open externally' }), 2);
    await bench.screenshot('takes-compare-large');
    await page.getByRole('button', { name: 'Play it here' }).first().click();
    await page.getByText('The file isn’t an mp4 video').waitFor({ timeout: 180_000 });
    await untilCount(page.getByText('This video is 65 MB.'), 1);
    await bench.command('workbench.action.closeAllEditors');
    for (const file of files) await Promise.all([rm(file), rm(`${file}.json`)]);
  });

  /** Drags the first card of the library to a point of the window. */
  const dragTo = async (x: number, y: number): Promise<void> => {
    await bench.command('hailuo.takes.focus');
    const library = await bench.webview('.card');
    // Its upper part has to be in sight to be pressed, however the cards were scrolled before.
    await library.evaluate(() => { for (const part of document.querySelectorAll('*')) part.scrollTop = 0; });
    const card = await placeOf(library.locator('.card').first());
    const { mouse } = bench.page;
    await mouse.move(card.x + 40, card.y + 30);
    await mouse.down();
    await mouse.move(card.x + 60, card.y + 40, { steps: 4 });
    await mouse.move(x, y, { steps: 12 });
    await mouse.up();
  };

  test('a take is dragged into a Markdown editor', async () => {
    const target = await placeOf(await bench.openFile('notes.md'));
    await dragTo(target.x + 200, target.y + 60);
    await bench.page.getByText('<video').waitFor();
    await untilDocument(bench.probe, 'notes.md', /<video src="videos\/street\.mp4" controls loop muted playsinline title="A cat walks/u);
    await bench.screenshot('takes-dropped');
    await bench.command('workbench.action.files.revert');
    await bench.command('workbench.action.closeAllEditors');
  });

  test('a take dropped on the composer gives its last frame', async () => {
    await bench.command('hailuo.openComposer', { prompt: 'The cat goes on.' });
    const composer = await bench.webview('.cm-content');
    const target = await placeOf(composer.locator('.cm-content'));
    await dragTo(target.x + 60, target.y + 10);
    await composer.getByText(/first-frame-.*/u).first().waitFor();
    await bench.screenshot('takes-on-composer');
  });

  /** The folder that each card's take lies in, and whether it is out of date, once all of them are so. */
  const cardsAre = async (wanted: Readonly<Record<string, boolean>>): Promise<void> => {
    // VS Code loads the page anew where a folder comes into its reach, so it is looked for each time.
    const cards = async (): Promise<readonly (readonly [file: string, stale: boolean, picture: boolean])[]> => {
      try {
        return await (await bench.webview('.card')).locator('.card').evaluateAll((all) => all.map((card) =>
          [card.getAttribute('data-file') ?? '', card.querySelector('.codicon-history') !== null, card.querySelector('img') !== null] as const));
      } catch {
        return [];
      }
    };
    await until('the cards follow', cards, (all) => all.length === 4
      && Object.entries(wanted).every(([end, stale]) => all.some(([file, isStale, hasPicture]) => file.endsWith(end) && isStale === stale && hasPicture)));
  };

  test('cards follow a folder that other hands rename, with their pictures and whether they are out of date', async () => {
    await bench.command('workbench.action.closeAllEditors');
    await bench.command('hailuo.takes.focus');
    await cardsAre({ '/videos/street.mp4': false, '/videos/snow.mp4': true });
    await rename(join(workspace, 'videos'), join(workspace, 'footage'));
    await cardsAre({ '/footage/street.mp4': false, '/footage/snow.mp4': true });
  });

  test('and a text whose folder is renamed in VS Code: the shot that changes there is out of date', async () => {
    await bench.probe.evaluate(async (api, folder) => {
      const edit = new api.WorkspaceEdit();
      edit.renameFile(api.Uri.file(`${folder}/film.hailuo`), api.Uri.file(`${folder}/texts/film.hailuo`));
      await api.workspace.applyEdit(edit);
      const again = new api.WorkspaceEdit();
      again.renameFile(api.Uri.file(`${folder}/texts`), api.Uri.file(`${folder}/scenes`));
      await api.workspace.applyEdit(again);
    }, workspace);
    await cardsAre({ '/footage/street.mp4': false, '/footage/snow.mp4': true });
    const film = join(workspace, 'scenes/film.hailuo');
    await bench.openFile('scenes/film.hailuo');
    await bench.probe.evaluate(async (api, path) => {
      const document = await api.workspace.openTextDocument(api.Uri.file(path));
      const start = document.positionAt(document.getText().indexOf('rainy'));
      const edit = new api.WorkspaceEdit();
      edit.replace(document.uri, new api.Range(start, start.translate(0, 5)), 'foggy');
      await api.workspace.applyEdit(edit);
      await document.save();
    }, film);
    await cardsAre({ '/footage/street.mp4': true, '/footage/snow.mp4': true });
    // Other hands put it back, as `git checkout` does.
    await writeFile(film, (await readFile(film, 'utf8')).replace('foggy', 'rainy'));
    await cardsAre({ '/footage/street.mp4': false, '/footage/snow.mp4': true });
    await bench.screenshot('library-moved');
  });

  test('a film that is written anew under its name has its new picture on its card and its new video in its tab, even of the same size', async () => {
    const write = async (shade: number): Promise<string> => {
      const made = await writeTake(join(workspace, '.making'), 'whole', { prompt: 'The whole film.', shade, completedAt: '2027-01-01T10:00:00.000Z' });
      await truncate(made, 200_000);
      const file = join(workspace, 'footage/whole.mp4');
      await rename(`${made}.json`, `${file}.json`);
      await rename(made, file);
      return file;
    };
    await bench.command('workbench.action.closeAllEditors');
    const file = await write(0.1);
    await bench.command('hailuo.openTake', { file });
    await bench.command('hailuo.takes.focus');
    /** How bright the lower part is: 0–255; undefined while there is no picture. The page is looked for each time: that of a tab that closes may still be there at first. */
    const shadeOf = (page: string, picture: string) => async (): Promise<number | undefined> => (await bench.webview(page)).evaluate((selector) => {
      const shown = document.querySelector<HTMLImageElement | HTMLVideoElement>(selector);
      const isThere = shown instanceof HTMLVideoElement ? shown.readyState >= 2 : (shown?.naturalWidth ?? 0) > 0;
      if (!shown || !isThere) return undefined;
      const context = new OffscreenCanvas(10, 10).getContext('2d')!;
      context.drawImage(shown, 0, 0, 10, 10);
      return context.getImageData(5, 8, 1, 1).data[1];
    }, picture).catch((error: unknown) => { if (!String(error).includes('detached')) throw error; return undefined; });
    const pictures = { card: shadeOf('.card', '.card[data-file$="whole.mp4"] img'), tab: shadeOf('.scrubber', 'video') };
    for (const [which, shade] of Object.entries(pictures)) await until(`the ${which} is dark`, shade, (value) => value !== undefined && value < 80);
    await write(0.9);
    for (const [which, shade] of Object.entries(pictures)) await until(`the ${which} is bright`, shade, (value) => value !== undefined && value > 170);
    await bench.command('workbench.action.closeAllEditors');
  });
});
