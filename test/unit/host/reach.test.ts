import assert from 'node:assert/strict';
import * as path from 'node:path';
import { describe, it } from 'node:test';
import { foldersBeyond } from '../../../src/host/reach.ts';

describe('what a page can’t read from yet', () => {
  const at = (...names: string[]): string => path.join(path.sep, ...names);

  it('is each folder of a file that lies in none of its folders, once', () => {
    const roots = [at('film', 'videos'), at('pictures')];
    assert.deepEqual(foldersBeyond([at('film', 'videos', 'a.mp4'), at('film', 'videos', 'deeper', 'b.mp4'), at('pictures', 'c.jpg')], roots), []);
    assert.deepEqual(foldersBeyond([at('disk', 'a.mp4'), at('disk', 'b.mp4'), at('film', 'c.mp4')], roots), [at('disk'), at('film')]);
  });

  it('is a folder whose name only begins like one of them', () => {
    assert.deepEqual(foldersBeyond([at('film', 'videos-old', 'a.mp4')], [at('film', 'videos')]), [at('film', 'videos-old')]);
  });
});
