import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tidyRate } from '../../../../src/film/join/clipFacts.ts';
import { toEdl } from '../../../../src/film/projects/edl.ts';
import type { ClipFacts } from '../../../../src/film/join/clipFacts.ts';
import { toMlt, xml } from '../../../../src/film/projects/mlt.ts';
import { toOtio } from '../../../../src/film/projects/otio.ts';
import { cutOf, cutShot } from '../support/cuts.ts';

const cut = cutOf(
  cutShot('Kitchen "at night"', '/films/takes/two words.mp4', {}, { gateway: 'apimart', remoteId: 'task_1' }),
  cutShot('厨房 & <雨>', '/films/takes/雨 夜/推进 3.mp4', { seconds: 10, frames: 240 }),
);
const project = '/films/courier.otio';

interface Clip { readonly name: string; readonly source_range: { readonly duration: { readonly value: number; readonly rate: number } }; readonly media_references: { readonly DEFAULT_MEDIA: { readonly target_url: string } }; readonly metadata: { readonly hailuo: Record<string, string> } }

test('an OTIO names each take by a plain path relative to itself, with its whole length', () => {
  const { OTIO_SCHEMA, tracks } = JSON.parse(toOtio(cut, project)) as { OTIO_SCHEMA: string; tracks: { children: [{ kind: string; children: Clip[] }] } };
  assert.equal(OTIO_SCHEMA, 'Timeline.1');
  const [{ kind, children: clips }] = tracks.children;
  assert.equal(kind, 'Video');
  assert.deepEqual(clips.map(({ name }) => name), ['Kitchen "at night"', '厨房 & <雨>']);
  assert.deepEqual(clips.map(({ media_references: { DEFAULT_MEDIA } }) => DEFAULT_MEDIA.target_url), ['takes/two words.mp4', 'takes/雨 夜/推进 3.mp4']);
  assert.deepEqual(clips.map(({ source_range: { duration } }) => [duration.value, duration.rate]), [[144, 24], [240, 24]]);
  assert.equal(clips[0]?.metadata.hailuo['remoteId'], 'task_1');
});

test('every object of an OTIO that has a kind says its schema', () => {
  const bare: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const plain = Array.isArray(value) || /(media_references|metadata|hailuo)$/u.test(path);
    if (!plain && !('OTIO_SCHEMA' in value)) bare.push(path);
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
  };
  visit(JSON.parse(toOtio(cut, project)), '');
  assert.deepEqual(bare, []);
});

test('an MLT counts its last frame in and escapes what XML would read as its own', () => {
  const text = toMlt(cut, '/films/courier.mlt');
  assert.match(text, /<entry producer="take1" in="0" out="143"\/>/u);
  assert.match(text, /<entry producer="take2" in="0" out="239"\/>/u);
  assert.match(text, /<property name="resource">takes\/雨 夜\/推进 3\.mp4<\/property>/u);
  assert.match(text, /厨房 &amp; &lt;雨&gt;/u);
  assert.match(text, /width="1366" height="768".*display_aspect_num="683" display_aspect_den="384" frame_rate_num="24"/u);
});

test('the profile of an MLT stands upright where its takes were filmed so', () => {
  const size = (facts: Partial<ClipFacts>): string | undefined => /width="\d+" height="\d+".*display_aspect_den="\d+"/u.exec(toMlt(cutOf(cutShot('a', '/films/a.mp4', { width: 1920, height: 1080, ...facts })), project))?.[0];
  const [lying, upright] = [0, 90].map((rotation) => size({ rotation }));
  assert.match(lying ?? '', /^width="1920" height="1080" .*display_aspect_num="16" display_aspect_den="9"$/u);
  assert.match(upright ?? '', /^width="1080" height="1920" .*display_aspect_num="9" display_aspect_den="16"$/u);
  assert.deepEqual([size({ rotation: 180 }), size({ rotation: 270 })], [lying, upright]);
  assert.match(size({ rotation: 90, width: 1440, pixelAspect: 4 / 3 }) ?? '', /^width="1080" height="1920"/u);
});

test('a control character never reaches an XML file', () => {
  assert.equal(xml('a\u0000b\u001bc\td'), 'abc\td');
});

test('half a character in a title, a prompt or a path never reaches a project: readers refuse the whole file', () => {
  const half = cutOf(cutShot('cut \ud83c', '/films/a.mp4', {}, { prompt: '\udf27 rain' }));
  assert.doesNotMatch(toOtio(half, project), /\\ud[89a-f]/iu);
  assert.ok(toMlt(half, project).isWellFormed());
  assert.equal(xml('a\uFFFEb\uFFFFc\ud800'), 'abc\uFFFD');
});

test('rates are told apart by a thousandth: that of film and those of NTSC', () => {
  assert.deepEqual([24, 24.0001, 23.9995, 24000 / 1001, 23.9761, 30000 / 1001, 25, 59.94, 12.5].map(tidyRate), [24, 24, 24, 23.976, 23.976, 29.97, 25, 59.94, 12.5]);
  const ntsc = { rate: 23.976, frames: 48, seconds: 48 * 1001 / 24000 };
  const text = toMlt(cutOf(cutShot('a', '/films/a.mp4', ntsc), cutShot('b', '/films/b.mp4', ntsc)), project);
  assert.match(text, /frame_rate_num="24000" frame_rate_den="1001"/u);
  assert.match(text, /in="0" out="47"/u);
});

test('an EDL lays the shots end to end on the record side', () => {
  const lines = toEdl(cut, '/films/courier.edl').split('\n').filter((line) => /^\d{3}/u.test(line));
  assert.deepEqual(lines, [
    '001  AX       V     C        00:00:00:00 00:00:06:00 00:00:00:00 00:00:06:00',
    '002  AX       V     C        00:00:00:00 00:00:10:00 00:00:06:00 00:00:16:00',
  ]);
});

test('a title with a line break stays one line of an EDL', () => {
  assert.match(toEdl(cutOf(cutShot('one\n002  AX', '/films/a.mp4')), '/films/x.edl'), /\* FROM CLIP NAME: one 002 AX\n/u);
});
