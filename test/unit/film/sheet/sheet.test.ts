import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readStill } from '../../../../src/animatic/clip/still.ts';
import { createSurface } from '../../../../src/animatic/render/surface.ts';
import { contactSheet } from '../../../../src/film/contactSheet.ts';
import { filmOf } from '../../../../src/film/film.ts';
import { layOut, widestTile } from '../../../../src/film/sheet/layout.ts';
import { loadLetters } from '../../../../src/film/sheet/letters.ts';
import { encodePng } from '../../../../src/film/sheet/png.ts';
import { createWriting } from '../../../../src/film/sheet/writing.ts';
import { readImageHeader } from '../../../../src/shots/image/header.ts';
import { readDocument } from '../../../../src/shots/readDocument.ts';
import { defaultSettings } from '../../../../src/shots/shot.ts';
import type { Take } from '../../../../src/takes/take.ts';
import { assertProperty } from '../../../support/property.ts';

const uri = 'file:///film/courier.hailuo';
const text = '### Dawn\n[Push in, Tilt up] A harbour.\n\n### 雨夜 Élan\n@duration = 10\n[左移]小巷。\n\n### Out\n@skip\nRain.\n';
let folder: string;

before(async () => { folder = await mkdtemp(join(tmpdir(), 'hailuo-sheet-')); });
after(async () => { await rm(folder, { recursive: true }); });

function film(takes: readonly Take[] = []) {
  return filmOf({ text, document: readDocument(text, 'hailuo'), uri, folder: '/film' }, takes, () => false);
}

const wish = { name: 'courier', theme: 'light', usualSeconds: 6, posterOf: () => Promise.resolve(undefined), locate: (written: string) => written } as const;

async function pixelsOf(png: Uint8Array): Promise<{ readonly width: number; readonly height: number; readonly rgb: Uint8Array }> {
  const file = join(folder, `${Math.random()}.png`);
  await writeFile(file, png);
  const { width, height, levels: [whole] } = await readStill(file);
  return { width, height, rgb: whole?.rgb ?? new Uint8Array() };
}

test('a PNG of ours is read by a decoder of others, pixel for pixel', async () => {
  await assertProperty(fc.asyncProperty(fc.integer({ min: 1, max: 19 }), fc.integer({ min: 1, max: 9 }), fc.integer(), async (width, height, seed) => {
    const rgba = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? 255 : Math.imul(at + 1, seed | 1) >>> 11 & 255));
    const { rgb, ...size } = await pixelsOf(encodePng(width, height, rgba));
    assert.deepEqual(size, { width, height });
    assert.deepEqual([...rgb], [...rgba].filter((_, at) => at % 4 !== 3));
  }), { runs: 20 });
});

test('every tile lies on the sheet and none on another, however many there are', () => {
  assertProperty(fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 96, max: 640 }), (shots, tile) => {
    const { width, height, places, size, tile: { picture } } = layOut(shots, tile);
    assert.equal(places.length, shots);
    assert.equal(new Set(places.map(({ left, top }) => `${left} ${top}`)).size, shots);
    for (const [index, { left, top }] of places.entries()) {
      assert.ok(left >= 0 && left + tile <= width && top >= 0 && top + picture + size.title + size.moves <= height);
      const next = places[index + 1];
      assert.ok(!next || next.left >= left + tile || next.top >= top + picture + size.title + size.moves);
    }
  }));
  assert.ok(widestTile(200) < widestTile(2));
});

describe('letters', () => {
  test('of European and Chinese titles are there; a text that is too long ends in an ellipsis within its room', async () => {
    const letters = await loadLetters();
    for (const character of 'Éłőß Привет 雨夜江南，《》') assert.ok(letters(character), character);
    const { width, fitted } = createWriting(letters);
    assertProperty(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 40, max: 500 }), (words, room) => {
      const shown = fitted(words, 18, room);
      assert.ok(width(shown, 18) <= room);
      assert.ok(shown === words || shown.endsWith('…'));
    }));
  });

  test('that are missing leave an empty box, so that nobody takes the title for another one', async () => {
    const { write } = createWriting(await loadLetters());
    const surface = createSurface(40, 30);
    write(surface, '𓀀', { left: 4, baseline: 24, size: 18, colour: { r: 255, g: 255, b: 255 } });
    assert.ok(surface.bytes.some((value) => value > 200));
  });
});

describe('a contact sheet', () => {
  test('shows each shot of the film, dark or light, without what is skipped', async () => {
    const [light, dark] = await Promise.all([contactSheet(film(), wish), contactSheet(film(), { ...wish, theme: 'dark' })]);
    assert.equal(light.kind, 'sheet');
    assert.equal(dark.kind, 'sheet');
    const { width, height, rgb } = await pixelsOf(light.png);
    assert.deepEqual({ width, height }, { width: light.width, height: light.height });
    assert.deepEqual([...rgb.subarray(0, 3)], [255, 255, 255]);
    assert.deepEqual([...(await pixelsOf(dark.png)).rgb.subarray(0, 3)], [31, 31, 31]);
    // Two tiles, two columns, one row.
    assert.equal(height, layOut(2, widestTile(2)).height);
  });

  test('has at most so many bytes as are wanted', async () => {
    const sheet = await contactSheet(film(), { ...wish, maxBytes: 40_000 });
    assert.equal(sheet.kind, 'sheet');
    assert.ok(sheet.png.length <= 40_000, String(sheet.png.length));
    assert.equal(readImageHeader(sheet.png)?.width, sheet.width);
  });

  test('shows the picture of the chosen take; one that cannot be read gives way to the animatic', async () => {
    const poster = join(folder, 'poster.png');
    await writeFile(poster, encodePng(32, 18, new Uint8ClampedArray(32 * 18 * 4).map((_, at) => [200, 20, 60, 255][at % 4]!)));
    const take: Take = { file: '/film/a.mp4', shot: { prompt: '[Push in, Tilt up] A harbour.', settings: defaultSettings }, favourite: false, completedAt: 1, source: { uri, line: 1 } };
    const middleOf = async (found: string): Promise<readonly number[]> => {
      const sheet = await contactSheet(film([take]), { ...wish, posterOf: () => Promise.resolve(found) });
      assert.equal(sheet.kind, 'sheet');
      const { width, rgb } = await pixelsOf(sheet.png);
      const { places: [first], tile } = layOut(2, widestTile(2));
      const at = ((first!.top + Math.round(tile.picture / 2)) * width + first!.left + Math.round(tile.width / 2)) * 3;
      return [...rgb.subarray(at, at + 3)];
    };
    assert.deepEqual(await middleOf(poster), [200, 20, 60]);
    assert.notDeepEqual(await middleOf(join(folder, 'gone.jpg')), [200, 20, 60]);
  });
});
