import assert from 'node:assert/strict';
import { test } from 'node:test';
import { videoOf } from '../../../src/takes/takeName.ts';

void test('a video and its metadata file name the same take', () => {
  assert.equal(videoOf('/films/a cat.mp4'), '/films/a cat.mp4');
  assert.equal(videoOf('/films/a cat.mp4.json'), '/films/a cat.mp4');
  assert.equal(videoOf('C:\\films\\A.MP4.JSON'), 'C:\\films\\A.MP4');
});

void test('no other file is a take, and neither are the twins that macOS leaves on foreign disks', () => {
  for (const file of ['/films/notes.txt', '/films/a.mp4.txt', '/films/a.json', '/films/mp4', '/films/.mp4/x', '/films/a.mp4/notes.txt', '/films/a.mov', '/films/._a.mp4', '/films/._a.mp4.json', '/films/.mp4']) {
    assert.equal(videoOf(file), undefined, file);
  }
});
