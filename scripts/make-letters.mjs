// Writes src/film/sheet/letters.br: the outlines that titles on a contact sheet are written with, beyond those of captions, out of
// Noto Sans and Noto Sans SC Medium (SIL Open Font License 1.1): Latin with accents, Greek, Cyrillic, the 3755 most used Chinese characters (GB 2312,
// rows 16 to 55) and their signs. Curves are written as the corners that stray least from them: at the size of a title nobody sees them. Its form is told in letters.ts. To make it anew:
//   npm install --no-save fontkit@2 @fontsource/noto-sans@5 @fontsource/noto-sans-sc@5 && node scripts/make-letters.mjs
import { writeFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { glyphIn, openFonts } from './fonts.mjs';

/** A quarter of a pixel of a title. */
const unitsPerEm = 64;
/** How far an edge may stray, units. */
const strays = 0.5;
/** Pieces of a curve before corners are chosen. */
const pieces = 6;

const fonts = [...openFonts('noto-sans', 'latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'), ...openFonts('noto-sans-sc', 'chinese-simplified')];
const between = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
const gb2312 = new TextDecoder('gb2312');
const han = between(0xb0, 0xd7).flatMap((_, row) => between(0xa1, 0xfe).map((__, cell) => gb2312.decode(Uint8Array.of(0xb0 + row, 0xa1 + cell))))
  .filter((character) => character !== '\ufffd' && [...character].length === 1);
const signs = [...'·…–—×、。！？（）《》“”‘’「」：；，％～￥→←°'];

/** The corners of each ring of a glyph, in units, y down. */
function ringsOf({ path, scale }) {
  const rings = [];
  for (const { command, args } of path.commands) {
    const points = Array.from({ length: args.length / 2 }, (_, index) => [args[2 * index] * scale, -args[2 * index + 1] * scale]);
    if (command === 'moveTo') rings.push([...points]);
    if (command === 'lineTo') rings.at(-1).push(...points);
    if (command === 'quadraticCurveTo') {
      const [from, [control, to]] = [rings.at(-1).at(-1), points];
      for (let piece = 1; piece <= pieces; piece++) {
        const t = piece / pieces;
        rings.at(-1).push([0, 1].map((axis) => from[axis] * (1 - t) ** 2 + 2 * control[axis] * t * (1 - t) + to[axis] * t * t));
      }
    }
  }
  return rings;
}

/** The fewest of these points, the ends among them, from whose line none strays further than allowed (Douglas and Peucker). */
function corners(points) {
  const [first, last] = [points[0], points.at(-1)];
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]];
  const length = Math.hypot(dx, dy);
  let [at, farthest] = [-1, strays];
  for (let index = 1; index < points.length - 1; index++) {
    const [x, y] = [points[index][0] - first[0], points[index][1] - first[1]];
    const away = length === 0 ? Math.hypot(x, y) : Math.abs(dx * y - dy * x) / length;
    if (away > farthest) [at, farthest] = [index, away];
  }
  return at === -1 ? [first, last] : [...corners(points.slice(0, at + 1)).slice(0, -1), ...corners(points.slice(at))];
}

/** A ring has no ends: it is cut at its first point and at the one farthest from it. */
function ringCorners(ring) {
  const away = ring.map(([x, y]) => Math.hypot(x - ring[0][0], y - ring[0][1]));
  const far = away.indexOf(Math.max(...away));
  return [...corners(ring.slice(0, far + 1)).slice(0, -1), ...corners([...ring.slice(far), ring[0]]).slice(0, -1)]
    .map((point) => point.map(Math.round)).filter(([x, y], index, all) => index === 0 || x !== all[index - 1][0] || y !== all[index - 1][1]);
}

const [steps, advances, counts, ways] = [[], [], [], []];
let before = 0;
// By their numbers: Unicode has Chinese characters of one radical side by side, and what is alike packs well.
const characters = new Set([...between(0xa1, 0x17f), ...between(0x370, 0x45f), ...between(0x1ea0, 0x1ef9), ...signs, ...han]);
for (const number of [...characters].map((character) => character.codePointAt(0)).sort((a, b) => a - b)) {
  const glyph = glyphIn(fonts, number, unitsPerEm);
  if (!glyph) continue;
  const rings = ringsOf(glyph).map(ringCorners).filter((ring) => ring.length > 2);
  const step = number - before;
  steps.push(...step < 255 ? [step] : [255, step & 255, step >> 8]);
  before = number;
  advances.push(glyph.advance);
  counts.push(rings.length, ...rings.map((ring) => ring.length));
  let [x, y] = [0, 0];
  for (const ring of rings) {
    for (const point of ring) {
      ways.push((point[0] - x) & 255, (point[1] - y) & 255);
      [x, y] = point;
    }
    // Where a closed ring is left.
    [x, y] = ring[0];
  }
}
const parts = [steps, advances, counts, ways].map((numbers) => Buffer.from(numbers));
const lengths = Buffer.alloc(4 * parts.length);
parts.forEach(({ length }, index) => lengths.writeUInt32LE(length, 4 * index));
const bytes = Buffer.concat([lengths, ...parts]);
const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
await writeFile(new URL('../src/film/sheet/letters.br', import.meta.url), packed);
console.log(`${advances.length} letters, ${(packed.length / 1000).toFixed(0)} kB`);
