import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** The number that a frame of a counted clip bears, one bit a column and the highest first, in a PNG as the browser shows it. `file`: its absolute path. */
export async function frameNumberIn(page: Page, file: string, bits: number): Promise<number> {
  return page.evaluate(async ({ data, count }) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(picture, 0, 0);
    return Array.from({ length: count }, (_, bit) => context.getImageData(Math.floor((bit + 0.5) * canvas.width / count), 60, 1, 1).data[0]! > 127).reduce((sum, bit) => sum * 2 + Number(bit), 0);
  }, { data: (await readFile(file)).toString('base64'), count: bits });
}
