import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSidecar } from '../../../src/takes/sidecar.ts';
import { takeOf } from '../../../src/takes/take.ts';

function film(story: object) {
  return takeOf('/film/courier.mp4', parseSidecar(JSON.stringify({ version: 1, kind: 'film', title: 'courier', ...story }))).film;
}

test('a film tells how many shots it has and how long it is, by the frame after its last shot', () => {
  const shots = [{ title: 'Dawn', file: 'a.mp4', in: 0, out: 144 }, { title: 'Noon', file: 'b.mp4', in: 144, out: 384 }];
  assert.deepEqual(film({ shots, rate: 24 }), { name: 'courier', shots: 2, seconds: 16 });
});

test('a film whose story lacks its rate or its shots has no length', () => {
  assert.deepEqual(film({ shots: [{ title: 'Dawn', file: 'a.mp4', in: 0, out: 144 }] }), { name: 'courier', shots: 1 });
  assert.deepEqual(film({ rate: 0, shots: [{ title: 'Dawn', file: 'a.mp4', in: 0, out: 144 }] }), { name: 'courier', shots: 1 });
  assert.deepEqual(film({ rate: 24 }), { name: 'courier', shots: 0 });
});
