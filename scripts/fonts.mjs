import { openSync } from 'fontkit';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Noto's Medium cuts, as @fontsource packs them: `font` is `noto-sans` or `noto-sans-sc`, a subset one of its files. */
export function openFonts(font, ...subsets) {
  return subsets.map((subset) => openSync(require.resolve(`@fontsource/${font}/files/${font}-${subset}-500-normal.woff2`)));
}

/** The first font's glyph for a code point, what its units are multiplied with to lie on a grid of `unitsPerEm`, and its advance there; undefined when none has it. */
export function glyphIn(fonts, code, unitsPerEm) {
  const font = fonts.find((each) => each.hasGlyphForCodePoint(code));
  if (!font) return undefined;
  const glyph = font.glyphForCodePoint(code);
  const scale = unitsPerEm / font.unitsPerEm;
  return { path: glyph.path, scale, advance: Math.round(glyph.advanceWidth * scale) };
}
