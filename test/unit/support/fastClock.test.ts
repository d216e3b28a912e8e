import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fastClock } from '../../support/fastClock.ts';

test('time that runs fast goes from one end of a wait to the next, and stands still while the machine is busy with something else', async () => {
  const clock = fastClock(1_000_000);
  const began = clock.now();
  const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => { clock.after(milliseconds, resolve); });
  const stop = clock.after(1, () => assert.fail('it was called off'));
  const halfHour = wait(1_800_000);
  for (const until = performance.now() + 20; performance.now() < until;);
  assert.equal(clock.now(), began);
  stop();
  await halfHour;
  assert.equal(clock.now() - began, 1_800_000);
  await wait(-1);
  await wait(5_000);
  assert.equal(clock.now() - began, 1_805_000);
});
