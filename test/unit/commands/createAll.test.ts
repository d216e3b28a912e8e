import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAll } from '../../../src/commands/createAll.ts';
import type { Disk } from '../../../src/storage/disk.ts';
import { realDisk } from '../../../src/storage/disk.ts';
import { newTask, openWindow, temporaryFolder, emulator } from '../tasks/support/world.ts';

/** The real disk with room for so many records of tasks that wait. */
function diskWithRoomFor(records: number): Disk {
  let left = records;
  return {
    ...realDisk,
    write: (file, text, flush) => text.includes('"state":"waiting"') && left-- <= 0
      ? Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }))
      : realDisk.write(file, text, flush),
  };
}

describe('a batch', () => {
  for (const [room, made, sentence] of [
    [2, 2, /^2 of 5 videos were started and will continue\. Submit only the others again, or you’ll pay for these twice\. No disk space left/u],
    [0, 0, /^No disk space left.*try again\.$/u],
    [5, 5, undefined],
  ] as const) {
    it(`of five with room for ${room} gives back the ${made} that go out, and says so`, async (t) => {
      const folder = await temporaryFolder(t);
      const served = await emulator(t);
      const { tasks } = openWindow(t, { folder, emulator: served, platform: { disk: diskWithRoomFor(room) } });
      await tasks.ready;
      const heard: string[] = [];
      const batch = await createAll(Array.from({ length: 5 }, () => newTask(folder, { baseUrl: served.apimart })), tasks, ({ id }) => heard.push(id));
      assert.equal(batch.made.length, made);
      assert.deepEqual(heard, batch.made.map(({ id }) => id));
      if (sentence) assert.match(batch.trouble ?? '', sentence);
      else assert.equal(batch.trouble, undefined);
    });
  }
});
