import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import type { Clock } from '../../../src/storage/clock.ts';
import { realClock } from '../../../src/storage/clock.ts';
import type { Disk } from '../../../src/storage/disk.ts';
import { realDisk } from '../../../src/storage/disk.ts';
import type { Holder } from '../../../src/storage/holder.ts';
import { newHolder } from '../../../src/storage/holder.ts';
import type { Lease } from '../../../src/storage/lease.ts';
import { createLease } from '../../../src/storage/lease.ts';
import { withLock } from '../../../src/storage/lock.ts';
import { start } from '../../support/outside.ts';
import { fastClock } from '../../support/fastClock.ts';
import { atEnd, silent, temporaryFolder } from '../tasks/support/world.ts';

interface Claimant {
  readonly lease: Lease;
  /** Settles when the lease is held, or no longer. */
  becomes(held: boolean): Promise<void>;
}

async function claimant(t: TestContext, folder: string, more: { readonly holder?: Holder; readonly disk?: Disk; readonly clock?: Clock } = {}): Promise<Claimant> {
  await Promise.all(['locks', 'staging'].map((name) => mkdir(path.join(folder, name), { recursive: true })));
  const holder = more.holder ?? newHolder();
  const waiting = new Set<() => void>();
  const lease = createLease({
    disk: more.disk ?? realDisk, holder, clock: more.clock ?? realClock, log: silent,
    file: path.join(folder, 'lease.json'), lockFile: path.join(folder, 'locks', 'lease.lock'), stagingFile: path.join(folder, 'staging', `lease-${holder.session}`),
    onChange: () => { waiting.forEach((look) => { look(); }); },
  });
  atEnd(t, () => lease.release());
  return {
    lease,
    becomes: (held) => new Promise((resolve) => {
      const look = (): void => {
        if (lease.held() === held) {
          waiting.delete(look);
          resolve();
        }
      };
      waiting.add(look);
      look();
    }),
  };
}

/** The id of a process that certainly ended. */
async function deadPid(): Promise<number> {
  const { child, ended } = start(process.execPath, ['-e', '']);
  await ended;
  return child.pid ?? 0;
}

describe('the lease', () => {
  it('is held by one, and by the next when it is given up', async (t) => {
    const folder = await temporaryFolder(t);
    const [first, second] = [await claimant(t, folder), await claimant(t, folder)];
    first.lease.want(true);
    await first.becomes(true);
    second.lease.want(true);
    await second.lease.settled();
    assert.equal(second.lease.held(), false);
    await first.lease.release();
    second.lease.look();
    await second.becomes(true);
    assert.equal(first.lease.held(), false);
  });

  it('goes to one of many who want it at once', async (t) => {
    const folder = await temporaryFolder(t);
    const many = await Promise.all(Array.from({ length: 8 }, () => claimant(t, folder)));
    many.forEach(({ lease }) => { lease.want(true); });
    await Promise.all(many.map(({ lease }) => lease.settled()));
    assert.equal(many.filter(({ lease }) => lease.held()).length, 1);
  });

  it('is taken at once from a process that ended', async (t) => {
    const folder = await temporaryFolder(t);
    await writeFile(path.join(folder, 'lease.json'), JSON.stringify({ session: 'gone', pid: await deadPid(), host: hostname(), at: Date.now() }));
    const { lease } = await claimant(t, folder);
    lease.want(true);
    await lease.settled();
    assert.equal(lease.held(), true);
  });

  it('is left alone while its heart beats, and taken when it stopped', async (t) => {
    const folder = await temporaryFolder(t);
    const clock = fastClock(100);
    const since = clock.now();
    await writeFile(path.join(folder, 'lease.json'), JSON.stringify({ session: 'hangs', pid: process.pid, host: hostname(), at: since }));
    const { lease, becomes } = await claimant(t, folder, { clock });
    lease.want(true);
    await becomes(true);
    assert.ok(clock.now() - since >= 20_000);
  });

  it('is lost by whoever finds another name in it', async (t) => {
    const folder = await temporaryFolder(t);
    const clock = fastClock(100);
    const { lease, becomes } = await claimant(t, folder, { clock });
    lease.want(true);
    await becomes(true);
    await withLock(realDisk, path.join(folder, 'locks', 'lease.lock'), newHolder(), () =>
      writeFile(path.join(folder, 'lease.json'), JSON.stringify({ session: 'thief', pid: process.pid, host: hostname(), at: clock.now() + 10_000 })));
    await becomes(false);
  });

  it('is taken from a file that nobody can read', async (t) => {
    const folder = await temporaryFolder(t);
    await writeFile(path.join(folder, 'lease.json'), '{"half');
    const { lease } = await claimant(t, folder);
    lease.want(true);
    await lease.settled();
    assert.equal(lease.held(), true);
  });
});

describe('a lock', () => {
  it('lets one in at a time', async (t) => {
    const file = path.join(await temporaryFolder(t), 'a.lock');
    let inside = 0;
    await Promise.all(Array.from({ length: 10 }, () => withLock(realDisk, file, newHolder(), async () => {
      inside += 1;
      await new Promise((resolve) => { setImmediate(resolve); });
      assert.equal(inside, 1);
      inside -= 1;
    })));
  });

  it('is taken over from a process that ended, and from a half-made file', async (t) => {
    const folder = await temporaryFolder(t);
    const file = path.join(folder, 'a.lock');
    await writeFile(file, JSON.stringify({ session: 'gone', pid: await deadPid(), host: hostname(), at: Date.now(), token: 'x' }));
    assert.equal(await withLock(realDisk, file, newHolder(), () => Promise.resolve('in')), 'in');
    await writeFile(file, '{"sess');
    assert.equal(await withLock(realDisk, file, newHolder(), () => Promise.resolve('in')), 'in');
  });

  it('keeps whoever lost it while it slept from writing', async (t) => {
    const folder = await temporaryFolder(t);
    const file = path.join(folder, 'a.lock');
    const record = path.join(folder, 'record.json');
    await writeFile(record, 'of the other window');
    await writeFile(path.join(folder, 'staged'), 'of the sleeper');
    await withLock(realDisk, file, newHolder(), async (guard) => {
      await writeFile(file, 'taken over meanwhile');
      assert.equal(await realDisk.commit(path.join(folder, 'staged'), record, guard), false);
    });
    assert.equal(await readFile(record, 'utf8'), 'of the other window');
    assert.equal(await readFile(file, 'utf8'), 'taken over meanwhile', 'nor does it free a lock that is not its own');
  });
});
