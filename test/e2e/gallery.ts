import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../support/places.ts';
import { plays } from './plays.ts';
import type { Workbench } from './workbench.ts';

/**
 * Makes the README's pictures of a workbench in which the take of `sample` has just been shown: the take beside its
 * prompt, a completion with its animated picture, the composer.
 */
export async function hangGallery(bench: Workbench, sample: string): Promise<void> {
  const { page } = bench;
  const hang = async (name: string): Promise<void> => {
    await mkdir(join(root, 'media/screenshots'), { recursive: true });
    await copyFile(await bench.screenshot(`readme-${name}`), join(root, 'media/screenshots', `${name}.png`));
  };
  await page.setViewportSize({ width: 1600, height: 900 });
  await bench.runCommand('Hailuo: Show Tasks');
  await bench.runCommand('View: Move Editor into Next Group');
  await plays(await bench.webview('video'), 4);
  await hang('preview');

  await bench.runCommand('View: Close All Editors');
  await page.setViewportSize({ width: 1280, height: 800 });
  await bench.openFile(sample);
  await bench.goTo(8, 1000);
  await page.keyboard.type(' [');
  await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
  await page.keyboard.press('ArrowDown');
  // Unfolds the documentation beside the list.
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-details-container img').first().waitFor();
  await hang('completion');
  await page.keyboard.press('Escape');
  for (let key = 0; key < 3; key++) await page.keyboard.press('Control+Z');

  await page.setViewportSize({ width: 1600, height: 1000 });
  await bench.runCommand('View: Toggle Primary Side Bar Visibility');
  await bench.goTo(8);
  await bench.runCommand('Hailuo: Open Composer');
  const composer = await bench.webview('canvas');
  await composer.waitForFunction(() => {
    const images = [...document.images];
    const videos = [...document.querySelectorAll('video')];
    return images.length >= 15 && images.every((image) => image.complete) && videos.length > 0 && videos.every(({ readyState }) => readyState >= 2);
  });
  // Off any button, whose tooltip would be in the picture.
  await page.mouse.move(800, 990);
  await page.locator('.workbench-hover:visible').waitFor({ state: 'hidden' });
  await hang('composer');
}
