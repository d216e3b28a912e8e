import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readStill } from '../../../src/animatic/clip/still.ts';
import { readFirstFrame } from '../../../src/gateways/remote/firstFrameFile.ts';
import { readForeignFile, readForeignFileNow } from '../../../src/storage/foreignFile.ts';
import { readSidecar, sidecarPath } from '../../../src/takes/sidecar.ts';
import { takeOf } from '../../../src/takes/take.ts';
import { createTakes } from '../../../src/takes/takes.ts';
import { run } from '../../support/outside.ts';

const skip = process.platform === 'win32';

describe('a file that a workspace names', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hailuo-foreign-'));
    await writeFile(at('whole.txt'), 'twelve bytes');
    await mkdir(at('folder'));
    if (!skip) {
      run('mkfifo', [at('pipe')]);
      await symlink('/dev/zero', at('endless'));
      await symlink(at('pipe'), at('link-to-pipe'));
    }
  });
  after(() => rm(folder, { recursive: true }));

  it('is read whole up to the limit, and beyond it only as far as is asked', async () => {
    const whole = await readForeignFile(at('whole.txt'), { maxBytes: 12 });
    assert.ok(whole.kind === 'read');
    assert.deepEqual([whole.bytes.toString(), whole.size], ['twelve bytes', 12]);
    const more = await readForeignFile(at('whole.txt'), { maxBytes: 11, headBytes: 6 });
    assert.ok(more.kind === 'tooLarge');
    assert.deepEqual([more.head.toString(), more.size], ['twelve', 12]);
    const none = await readForeignFile(at('whole.txt'), { maxBytes: 11 });
    assert.ok(none.kind === 'tooLarge' && none.head.length === 0);
  });

  it('is read at once as it is read step by step', async () => {
    for (const [name, maxBytes] of [['whole.txt', 12], ['whole.txt', 11], ['folder', 10], ['nothing', 10]] as const) {
      const [now, steps] = [readForeignFileNow(at(name), { maxBytes }), await readForeignFile(at(name), { maxBytes })];
      // Each says in its own way what it could not do.
      assert.deepEqual({ ...now, reason: '' }, { ...steps, reason: '' }, name);
    }
  });

  it('is refused when it is a folder or not there, and when nobody waits for it any more', async () => {
    const why = async (name: string, signal?: AbortSignal): Promise<unknown> => {
      const read = await readForeignFile(at(name), { maxBytes: 10, ...(signal && { signal }) });
      return read.kind === 'refused' ? read.why : read.kind;
    };
    assert.deepEqual([await why('folder'), await why('nothing'), await why('whole.txt', AbortSignal.abort())], ['notAFile', 'missing', 'cancelled']);
  });

  it('is refused at once when it is a pipe or has no end, whoever reads it and whatever for', { skip }, async () => {
    for (const name of ['pipe', 'link-to-pipe', 'endless']) {
      const read = await readForeignFile(at(name), { maxBytes: 10 });
      assert.ok(read.kind === 'refused' && read.why === 'notAFile', name);
      assert.deepEqual(readForeignFileNow(at(name), { maxBytes: 10 }), read);
      assert.ok('refusal' in (await readFirstFrame(at(name), 1024)), name);
      await assert.rejects(readStill(at(name)), /not a regular file/u);
      await symlink(at(name), at(`${name}.mp4.json`));
      assert.match(takeOf(at(`${name}.mp4`), await readSidecar(sidecarPath(at(`${name}.mp4`)))).damaged ?? '', /not a regular file/u);
    }
  });

  it('does not hold up the takes beside it when its metadata has no end', { skip }, async () => {
    await writeFile(at('good.mp4.json'), JSON.stringify({ prompt: 'A cat' }));
    const videos = ['pipe.mp4', 'endless.mp4', 'good.mp4'].map(at);
    const takes = createTakes({ find: () => Promise.resolve(videos), findNearby: () => Promise.resolve([]), onFinished: () => () => undefined });
    const all = await takes.all();
    assert.deepEqual(all.map(({ shot }) => shot.prompt).sort(), ['', '', 'A cat']);
    await assert.rejects(takes.setFavourite(at('pipe.mp4'), true), /missing or damaged/u);
    takes.dispose();
  });

  it('is a metadata file only up to a megabyte', async () => {
    await writeFile(at('long.mp4.json'), JSON.stringify({ prompt: 'A cat' }));
    await appendFile(at('long.mp4.json'), ' '.repeat(1024 * 1024));
    assert.match(takeOf(at('long.mp4'), await readSidecar(sidecarPath(at('long.mp4')))).damaged ?? '', /more than any metadata file/u);
  });
});
