// Writes src/animatic/render/caption/glyphs.ts: the few outlines that captions need, out of Noto Sans SC Medium and, for
// characters that are written in Taiwan alone, Noto Sans TC Medium (SIL Open Font License 1.1). Run it when a caption needs another character:
//   npm install --no-save fontkit@2 @fontsource/noto-sans-sc@5 @fontsource/noto-sans-tc@5 && node scripts/make-glyphs.mjs
import { readFile, writeFile } from 'node:fs/promises';
import { directives } from '../src/directives/vocabulary.ts';
import { glyphIn, openFonts } from './fonts.mjs';
import { traditional } from './traditional.ts';

/** Outlines lie on a grid this fine: a tenth of a pixel at the sizes of a caption. */
const unitsPerEm = 250;
/** Printable ASCII, the directives, what Chinese captions say, and signs. */
const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const words = directives.map(({ zh }) => zh).join('');
const sentences = '仅为运镜预览，非最终画面；首帧未加载 首帧：由服务商读取，此处不显示';
const signs = '·…–×。、！？（）';

const fonts = openFonts('noto-sans-sc', 'latin', 'chinese-simplified');

/** One glyph: its advance and its outline as SVG path data, y downwards from the baseline's start. */
function glyphOf(character) {
  const glyph = glyphIn(fonts, character.codePointAt(0), unitsPerEm);
  if (!glyph) return undefined;
  const { path, scale, advance } = glyph;
  const letters = { moveTo: 'm', lineTo: 'l', quadraticCurveTo: 'q', closePath: 'z' };
  // Each command's numbers count from where the one before it ended: small numbers are short. Fonts' own curves are quadratic.
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const outline = path.commands.map(({ command, args }) => {
    const points = args.map((value, index) => Math.round(value * (index % 2 ? -scale : scale)));
    const steps = points.map((value, index) => value - (index % 2 ? y : x));
    [x, y] = command === 'closePath' ? [startX, startY] : points.slice(-2);
    if (command === 'moveTo') [startX, startY] = [x, y];
    return letters[command] + steps.join(' ');
  }).join('').replaceAll(' -', '-');
  return [advance, outline];
}

const target = new URL('../src/animatic/render/caption/glyphs.ts', import.meta.url);
const previous = await readFile(target, 'utf8').catch(() => '');
const rows = [...new Set(ascii + words + sentences + traditional(sentences) + signs)].sort().flatMap((character) => {
  const glyph = glyphOf(character);
  return glyph ? [`  [${JSON.stringify(character)}, ${glyph[0]}, '${glyph[1]}'],`] : [];
});
const text = `// Made by scripts/make-glyphs.mjs from Noto Sans SC and TC Medium, under the SIL Open Font License 1.1 (media/licenses/noto-sans-sc.txt).

/** The grid that advances and outlines lie on. */
export const unitsPerEm = ${unitsPerEm};

/** Character, advance, outline as SVG path data with y downwards from the baseline: m, l, q and z alone. */
export const glyphs: readonly (readonly [character: string, advance: number, outline: string])[] = [
${rows.join('\n')}
];
`;
if (text !== previous) await writeFile(target, text);
console.log(`${rows.length} glyphs, ${(text.length / 1000).toFixed(0)} kB`);
