// The icon font of the pages with the icons alone that sources name: of some 650 a tenth is used.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** An icon's rule in codicon.css; several names may share a character. */
const rule = /^\.codicon-([a-z0-9-]+):before \{ content: "\\([0-9a-f]+)" \}\n?/gmu;

/** Names that sources write, and more: whatever stands in quotes, or behind `codicon-`, and is spelled like an icon. */
export function namesIn(sources: readonly string[]): ReadonlySet<string> {
  return new Set(sources.flatMap((source) => [...source.matchAll(/(?:['"`]|codicon-)([a-z][a-z0-9-]*)(?=['"`\s{:.,])/gu)].map(([, name]) => name ?? '')));
}

/** The style sheet without the rules of icons that are not named, and the characters of those that are left. */
export function fewerRules(css: string, names: ReadonlySet<string>): { readonly css: string; readonly characters: ReadonlySet<number> } {
  const characters = new Set<number>();
  const kept = css.replace(rule, (line, name: string, code: string) => {
    if (!names.has(name)) return '';
    characters.add(Number.parseInt(code, 16));
    return line;
  });
  return { css: kept, characters };
}

/**
 * A TrueType font in which only these characters have an outline; all else stays, so that nothing has to be numbered anew.
 * Throws when the font is not of the kind that codicons come in. https://learn.microsoft.com/typography/opentype/spec/otff
 */
export function fewerOutlines(font: Buffer, characters: ReadonlySet<number>): Buffer {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = 12 + 16 * index;
    const start = font.readUInt32BE(at + 8);
    return { tag: font.toString('latin1', at, at + 4), bytes: font.subarray(start, start + font.readUInt32BE(at + 12)) };
  });
  const bytesOf = (tag: string) => {
    const found = tables.find((table) => table.tag === tag);
    if (found === undefined) throw new Error(`the icon font has no table ${tag}`);
    return found.bytes;
  };
  const glyphs = new Set([0, ...[...characters].map((character) => glyphOf(bytesOf('cmap'), character))]);
  const [loca, glyf, long] = [bytesOf('loca'), bytesOf('glyf'), bytesOf('head').readInt16BE(50) === 1];
  const count = bytesOf('maxp').readUInt16BE(4);
  const placeOf = (glyph: number) => (long ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  const newLoca = Buffer.alloc(loca.length);
  const outlines: Buffer[] = [];
  let length = 0;
  for (let glyph = 0; glyph <= count; glyph++) {
    if (long) newLoca.writeUInt32BE(length, 4 * glyph);
    else newLoca.writeUInt16BE(length / 2, 2 * glyph);
    if (glyph === count || !glyphs.has(glyph)) continue;
    const outline = glyf.subarray(placeOf(glyph), placeOf(glyph + 1));
    if (outline.length > 0 && outline.readInt16BE(0) < 0) throw new Error('an icon is made of others, which is not looked for');
    outlines.push(outline);
    length += outline.length;
  }
  return fontOf(font.subarray(0, 4), tables.map((table) => ({ ...table, bytes: table.tag === 'loca' ? newLoca : table.tag === 'glyf' ? Buffer.concat(outlines) : table.bytes })));
}

/** The glyph of a character by a table of format 4. */
function glyphOf(cmap: Buffer, character: number): number {
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.subarray(cmap.readUInt32BE(8 + 8 * index)));
  const table = subtables.find((subtable) => subtable.readUInt16BE(0) === 4);
  if (table === undefined) throw new Error('the icon font has no character table of format 4');
  const doubled = table.readUInt16BE(6);
  for (let segment = 0; segment < doubled; segment += 2) {
    if (table.readUInt16BE(14 + segment) < character) continue;
    const [from, shift, at] = [16 + doubled + segment, 16 + 2 * doubled + segment, 16 + 3 * doubled + segment];
    const first = table.readUInt16BE(from);
    if (first > character) break;
    const range = table.readUInt16BE(at);
    const glyph = range === 0 ? character : table.readUInt16BE(at + range + 2 * (character - first));
    return (glyph + table.readInt16BE(shift)) & 0xffff;
  }
  throw new Error(`the icon font has no character ${character.toString(16)}`);
}

function fontOf(version: Buffer, tables: readonly { readonly tag: string; readonly bytes: Buffer }[]): Buffer {
  const head = Buffer.alloc(12 + 16 * tables.length);
  version.copy(head);
  head.writeUInt16BE(tables.length, 4);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  head.writeUInt16BE(16 * power, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE(16 * (tables.length - power), 10);
  let start = head.length;
  const bodies = tables.map(({ tag, bytes }, index) => {
    const body = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
    let sum = 0;
    for (let at = 0; at < body.length; at += 4) sum = (sum + body.readUInt32BE(at)) >>> 0;
    head.write(tag, 12 + 16 * index, 'latin1');
    [sum, start, bytes.length].forEach((number, field) => head.writeUInt32BE(number, 16 + 16 * index + 4 * field));
    start += body.length;
    return body;
  });
  return Buffer.concat([head, ...bodies]);
}

/** For esbuild: codicon.css and codicon.ttf with what these sources name. `paths`: of the sources. */
export function fewerIcons(paths: readonly string[]): Plugin {
  return {
    name: 'fewer-icons',
    setup(build) {
      const read = async () => namesIn(await Promise.all(paths.map((path) => readFile(path, 'utf8'))));
      build.onLoad({ filter: /[\\/]codicon\.css$/ }, async ({ path }) => ({ contents: fewerRules(await readFile(path, 'utf8'), await read()).css, loader: 'css' }));
      build.onLoad({ filter: /[\\/]codicon\.ttf$/ }, async ({ path }) => {
        const { characters } = fewerRules(await readFile(path.replace(/ttf$/, 'css'), 'utf8'), await read());
        return { contents: fewerOutlines(await readFile(path), characters), loader: 'file' };
      });
    },
  };
}
