import * as path from 'node:path';
import { portablePath } from '../../takes/portablePath.ts';
import type { Cut } from '../cut.ts';
import { framesOf, rateOf } from '../cut.ts';
import type { ClipFacts } from '../join/clipFacts.ts';
import { factsOf } from './otio.ts';

/**
 * The cut as MLT XML, which Shotcut and melt work in: a producer for each take, one playlist. `in` and `out` are frames,
 * both shown (MLT XML documentation). `to`: absolute path of the file that it is written to.
 */
export function toMlt(cut: Cut, to: string): string {
  const rate = rateOf(cut);
  const [first] = cut.shots;
  const [width, height] = first ? sizeShown(first.facts) : [1366, 768];
  const [aspectWidth, aspectHeight] = reduced(width, height);
  const [rateOver, rateUnder] = Number.isInteger(rate) ? [rate, 1] : [Math.round(rate * 1001), 1001];
  const producers = cut.shots.map((shot, index) => `  <producer id="take${String(index + 1)}">
    <property name="resource">${xml(portablePath(shot.file, path.dirname(to)))}</property>
    <property name="shotcut:caption">${xml(shot.title)}</property>
${Object.entries(factsOf(shot)).map(([name, value]) => `    <property name="hailuo:${name}">${xml(value)}</property>\n`).join('')}  </producer>`);
  const entries = cut.shots.map((shot, index) => `    <entry producer="take${String(index + 1)}" in="0" out="${String(framesOf(shot, rate) - 1)}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<mlt title="${xml(cut.name)}">
  <profile description="${xml(cut.name)}" width="${String(width)}" height="${String(height)}" progressive="1" sample_aspect_num="1" sample_aspect_den="1" display_aspect_num="${String(aspectWidth)}" display_aspect_den="${String(aspectHeight)}" frame_rate_num="${String(rateOver)}" frame_rate_den="${String(rateUnder)}" colorspace="709"/>
${producers.join('\n')}
  <playlist id="film">
${entries.join('\n')}
  </playlist>
</mlt>
`;
}

/** In square pixels, upright: players turn the picture before they fit it into the profile. */
function sizeShown({ width, height, pixelAspect, rotation }: ClipFacts): readonly [width: number, height: number] {
  const wide = Math.round(width * pixelAspect);
  return rotation % 180 === 0 ? [wide, height] : [height, wide];
}

function reduced(a: number, b: number): readonly [number, number] {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return [a / x, b / x];
}

/** Text and attribute values alike; XML 1.0 has no control characters at all but these three, no halves of characters, and neither of its last two. */
export function xml(text: string): string {
  return [...text.toWellFormed()].filter((letter) => (letter >= ' ' && letter !== '\uFFFE' && letter !== '\uFFFF') || '\t\n\r'.includes(letter)).join('')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\r', '&#13;');
}
