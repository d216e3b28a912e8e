// Writes src/film/sheet/letters.br: the outlines that titles on a contact sheet are written with, beyond those of captions, out of
// Noto Sans and Noto Sans SC Medium (SIL Open Font License 1.1): Latin with accents, Greek, Cyrillic, the 3755 most used Chinese characters (GB 2312,
// rows 16 to 55) and their signs. One letter a line: the character, its advance, its outline in the form of glyphs.ts. To make it anew:
//   npm install --no-save fontkit@2 @fontsource/noto-sans@5 @fontsource/noto-sans-sc@5 && node scripts/make-letters.mjs
import { openSync } from 'fontkit';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { TextDecoder } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';

/** Half as fine as that of captions, whose letters are twice as large. */
const unitsPerEm = 125;

const require = createRequire(import.meta.url);
const file = (font, subset) => require.resolve(`@fontsource/${font}/files/${font}-${subset}-500-normal.woff2`);
const fonts = [
  ...['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'].map((subset) => openSync(file('noto-sans', subset))),
  openSync(file('noto-sans-sc', 'chinese-simplified')),
];
const between = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
const gb2312 = new TextDecoder('gb2312');
const han = between(0xb0, 0xd7).flatMap((_, row) => between(0xa1, 0xfe).map((__, cell) => gb2312.decode(Uint8Array.of(0xb0 + row, 0xa1 + cell))))
  .filter((character) => character !== '\ufffd' && [...character].length === 1);
const signs = [...'·…–—×、。！？（）《》“”‘’「」：；，％～￥→←°'];

function letterOf(character) {
  const code = character.codePointAt(0);
  const font = fonts.find((each) => each.hasGlyphForCodePoint(code));
  if (!font) return [];
  const glyph = font.glyphForCodePoint(code);
  const scale = unitsPerEm / font.unitsPerEm;
  const letters = { moveTo: 'm', lineTo: 'l', quadraticCurveTo: 'q', closePath: 'z' };
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const outline = glyph.path.commands.map(({ command, args }) => {
    const points = args.map((value, index) => Math.round(value * (index % 2 ? -scale : scale)));
    const steps = points.map((value, index) => value - (index % 2 ? y : x));
    [x, y] = command === 'closePath' ? [startX, startY] : points.slice(-2);
    if (command === 'moveTo') [startX, startY] = [x, y];
    return letters[command] + steps.join(' ');
  }).join('').replaceAll(' -', '-');
  return [`${character}${Math.round(glyph.advanceWidth * scale)}${outline}`];
}

const rows = [...new Set([...between(0xa1, 0x17f), ...between(0x370, 0x45f), ...between(0x1ea0, 0x1ef9), ...signs, ...han])].flatMap(letterOf);
const packed = brotliCompressSync(rows.join('\n'), { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } });
await writeFile(new URL('../src/film/sheet/letters.br', import.meta.url), packed);
console.log(`${rows.length} letters, ${(packed.length / 1000).toFixed(0)} kB`);
