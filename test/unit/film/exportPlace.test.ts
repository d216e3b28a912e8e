import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { occupiedBy } from '../../../src/film/exportPlace.ts';
import { temporaryFolder } from '../tasks/support/world.ts';

describe('the place of an exported film', () => {
  const rows: readonly (readonly [what: string, video: boolean, story: string | undefined, refusal: RegExp | undefined])[] = [
    ['nothing', false, undefined, undefined],
    ['a video that nobody tells of', true, undefined, undefined],
    ['an earlier export', true, '{"version":1,"kind":"film","title":"Courier"}', undefined],
    ['a metadata file whose take is gone', false, '{"version":1,"prompt":"A cat"}', undefined],
    ['a take', true, '{"version":1,"prompt":"A cat"}', /“film\.mp4” is a take/u],
    ['a take whose metadata file is damaged', true, '{"version":1,"prompt":"A c', /“film\.mp4” is a take/u],
    ['a take whose metadata file was lost in a power cut', true, '\0'.repeat(700), /“film\.mp4” is a take/u],
    ['what another program tells of its video', true, '{"title":"IMG_1.MP4"}', /film\.mp4\.json was written by another program/u],
    ['what another program tells of a video that is gone', false, '{"title":"IMG_1.MP4"}', /film\.mp4\.json was written by another program/u],
  ];
  for (const [what, video, story, refusal] of rows) {
    it(`${refusal ? 'is not' : 'may be'} that of ${what}`, async (t) => {
      const to = path.join(await temporaryFolder(t), 'film.mp4');
      if (video) await writeFile(to, 'video');
      if (story !== undefined) await writeFile(`${to}.json`, story);
      const told = await occupiedBy(to);
      if (refusal) assert.match(told ?? '', refusal);
      else assert.equal(told, undefined);
    });
  }
});
