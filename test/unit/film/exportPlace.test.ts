import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { exportPlace } from '../../../src/film/exportPlace.ts';
import { temporaryFolder } from '../tasks/support/world.ts';

describe('the place of an exported film', () => {
  const rows: readonly (readonly [what: string, file: string, there: boolean, story: string | undefined, place: 'free' | 'there' | RegExp])[] = [
    ['nothing', 'film.mp4', false, undefined, 'free'],
    ['a video that nobody tells of', 'film.mp4', true, undefined, 'there'],
    ['a project', 'film.otio', true, undefined, 'there'],
    ['a shot list that somebody goes on writing', 'film.md', true, undefined, 'there'],
    ['an earlier export', 'film.mp4', true, '{"version":1,"kind":"film","title":"Courier"}', 'free'],
    ['a metadata file whose take is gone', 'film.mp4', false, '{"version":1,"prompt":"A cat"}', 'free'],
    ['a take', 'film.mp4', true, '{"version":1,"prompt":"A cat"}', /“film\.mp4” is a take/u],
    ['a take whose name ends in capitals', 'film.MP4', true, '{"version":1,"prompt":"A cat"}', /“film\.MP4” is a take/u],
    ['a take whose metadata file is damaged', 'film.mp4', true, '{"version":1,"prompt":"A c', /“film\.mp4” is a take/u],
    ['a take whose metadata file was lost in a power cut', 'film.mp4', true, '\0'.repeat(700), /“film\.mp4” is a take/u],
    ['what another program tells of its video', 'film.mp4', true, '{"title":"IMG_1.MP4"}', /film\.mp4\.json was written by another program/u],
    ['what another program tells of a video that is gone', 'film.mp4', false, '{"title":"IMG_1.MP4"}', /film\.mp4\.json was written by another program/u],
  ];
  for (const [what, file, there, story, expected] of rows) {
    it(`${typeof expected === 'string' ? `is ${expected}` : 'must not be written to'} where ${what} is`, async (t) => {
      const to = path.join(await temporaryFolder(t), file);
      if (there) await writeFile(to, 'video');
      if (story !== undefined) await writeFile(`${to}.json`, story);
      const place = await exportPlace(to);
      if (typeof expected === 'string') assert.deepEqual(place, { kind: expected });
      else assert.match(place.kind === 'taken' ? place.message : place.kind, expected);
    });
  }
});
