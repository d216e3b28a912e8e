import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fewerOutlines, fewerRules, namesIn } from '../../scripts/fewerIcons.ts';
import { root } from '../support/places.ts';

const icons = join(root, 'node_modules/@vscode/codicons/dist');
const css = await readFile(join(icons, 'codicon.css'), 'utf8');
const font = await readFile(join(icons, 'codicon.ttf'));
const characterOf = (name: string) => Number.parseInt(new RegExp(`^\\.codicon-${name}:before \\{ content: "\\\\([0-9a-f]+)"`, 'mu').exec(css)?.[1] ?? '', 16);

describe('the icons of the pages', () => {
  it('are those that sources name, in quotes or in a class', () => {
    const names = namesIn(['icon(\'close\') + `<i class="codicon codicon-play"></i>`', 'const icons = { done: "pass-filled" };', '.codicon-sync { color: red }']);
    const fewer = fewerRules(css, names);
    assert.deepEqual([...fewer.css.matchAll(/^\.codicon-([a-z-]+):before/gmu)].map(([, name]) => name).sort(), ['close', 'pass-filled', 'play', 'sync']);
    assert.ok(fewer.css.includes('@font-face') && fewer.css.includes('.codicon-modifier-spin'), 'what is no icon stays');
    assert.deepEqual(fewer.characters, new Set(['close', 'pass-filled', 'play', 'sync'].map(characterOf)));
  });

  it('keep their outlines, all others lose theirs', () => {
    const kept = ['close', 'play', 'sync'].map(characterOf);
    const fewer = fewerOutlines(font, new Set(kept));
    const outline = (from: Buffer, character: number) => outlineOf(from, character).toString('hex');
    for (const character of kept) {
      assert.ok(outline(font, character).length > 0);
      assert.equal(outline(fewer, character), outline(font, character));
    }
    assert.equal(outline(fewer, characterOf('trash')), '');
    assert.ok(fewer.length < font.length / 3);
  });

  it('say so when a font has no such character', () => {
    assert.throws(() => fewerOutlines(font, new Set([0x41])), /has no character 41/u);
  });
});

/** A glyph's bytes, found another way than the script's: the last table of characters, of any format it comes in. */
function outlineOf(from: Buffer, character: number): Buffer {
  const table = (tag: string) => {
    for (let at = 12; at < 12 + 16 * from.readUInt16BE(4); at += 16) {
      if (from.toString('latin1', at, at + 4) === tag) return from.subarray(from.readUInt32BE(at + 8), from.readUInt32BE(at + 8) + from.readUInt32BE(at + 12));
    }
    throw new Error(tag);
  };
  const [cmap, loca, glyf] = [table('cmap'), table('loca'), table('glyf')];
  const long = table('head').readInt16BE(50) === 1;
  const place = (glyph: number) => (long ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  const subtable = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.subarray(cmap.readUInt32BE(8 + 8 * index))).find((each) => each.readUInt16BE(0) === 4);
  assert.ok(subtable);
  const count = subtable.readUInt16BE(6) / 2;
  for (let segment = 0; segment < count; segment++) {
    const [end, first, delta, offset] = [14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count].map((at) => subtable.readUInt16BE(at + 2 * segment));
    if (character < first! || character > end!) continue;
    const glyph = offset === 0 ? (character + delta!) & 0xffff : (subtable.readUInt16BE(16 + 6 * count + 2 * segment + offset! + 2 * (character - first!)) + delta!) & 0xffff;
    return glyf.subarray(place(glyph), place(glyph + 1));
  }
  throw new Error('no character');
}
