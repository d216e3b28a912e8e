import assert from 'node:assert/strict';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import { realDisk } from '../../../../src/storage/disk.ts';
import { newHolder } from '../../../../src/storage/holder.ts';
import type { Journal } from '../../../../src/tasks/journal/journal.ts';
import { createJournal } from '../../../../src/tasks/journal/journal.ts';
import { taskText } from '../../../../src/tasks/journal/record.ts';
import type { Task } from '../../../../src/tasks/task.ts';
import { waitingTask } from '../support/records.ts';
import { atEnd, listeningLog, temporaryFolder } from '../support/world.ts';

async function openJournal(t: TestContext, folder: string): Promise<{ readonly journal: Journal; readonly lines: string[] }> {
  const { log, lines } = listeningLog();
  const journal = createJournal({ folder, disk: realDisk, holder: newHolder(), log });
  atEnd(t, () => journal.close());
  await journal.load();
  return { journal, lines };
}

const numbered = (number: number, more: Partial<Task> = {}): Task => waitingTask({ id: `0mwpo${String(number).padStart(4, '0')}-abcdef`, ...more });

async function ledgerLines(folder: string): Promise<string[]> {
  return (await readFile(path.join(folder, 'done.jsonl'), 'utf8')).split('\n').filter((line) => line !== '' && !line.startsWith('{"ledger"'));
}

describe('the journal', () => {
  it('keeps one file a live task, and moves an ended one into the ledger', async (t) => {
    const folder = await temporaryFolder(t);
    const { journal } = await openJournal(t, folder);
    await journal.create(numbered(1));
    await journal.create(numbered(2));
    assert.deepEqual((await readdir(path.join(folder, 'active'))).sort(), ['0mwpo0001-abcdef.json', '0mwpo0002-abcdef.json']);
    const applied = await journal.apply(numbered(1).id, { kind: 'stopped', at: 5 });
    assert.equal(applied.kind, 'changed');
    assert.deepEqual(await readdir(path.join(folder, 'active')), ['0mwpo0002-abcdef.json']);
    assert.equal((await ledgerLines(folder)).length, 1);

    const { journal: next } = await openJournal(t, folder);
    assert.deepEqual(next.list().map(({ id, state }) => [id, state]), [[numbered(2).id, 'waiting'], [numbered(1).id, 'cancelled']]);
    assert.deepEqual(next.list(), journal.list());
  });

  it('acts on what the disk says, not on what it remembers', async (t) => {
    const folder = await temporaryFolder(t);
    const { journal: here } = await openJournal(t, folder);
    await here.create(numbered(1));
    const { journal: there } = await openJournal(t, folder);
    const prepared = { sentPrompt: 'x', body: {} };
    const outcomes = await Promise.all([here, there, here, there].map((journal) => journal.apply(numbered(1).id, { kind: 'submitting', prepared, at: 5 })));
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['changed', 'refused', 'refused', 'refused']);
  });

  it('does not bring back what another window removed', async (t) => {
    const folder = await temporaryFolder(t);
    const { journal: here } = await openJournal(t, folder);
    await here.create(numbered(1));
    const { journal: there } = await openJournal(t, folder);
    await there.remove(numbered(1).id);
    assert.deepEqual(await here.apply(numbered(1).id, { kind: 'stopped', at: 5 }), { kind: 'refused' });
    assert.equal(here.get(numbered(1).id), undefined);
    const { journal: next } = await openJournal(t, folder);
    assert.equal(next.list().length, 0);
  });

  it('hears what another window ended just before it ended or removed a task itself', async (t) => {
    const folder = await temporaryFolder(t);
    const { journal: here } = await openJournal(t, folder);
    const { journal: there } = await openJournal(t, folder);
    for (const number of [1, 2, 3, 4]) {
      await here.create(numbered(number));
    }
    await there.apply(numbered(1).id, { kind: 'stopped', at: 5 });
    await here.apply(numbered(2).id, { kind: 'stopped', at: 6 });
    assert.equal(here.get(numbered(1).id)?.state, 'cancelled');
    await there.apply(numbered(3).id, { kind: 'stopped', at: 7 });
    await here.remove(numbered(4).id);
    assert.equal(here.get(numbered(3).id)?.state, 'cancelled');
    assert.equal(here.get(numbered(4).id), undefined);
  });

  it('leaves out a record that may not be read at all, says so once, and loads the others', async (t) => {
    const folder = await temporaryFolder(t);
    const { journal } = await openJournal(t, folder);
    await journal.create(numbered(1));
    await mkdir(path.join(folder, 'active', `${numbered(2).id}.json`));
    const { journal: next, lines } = await openJournal(t, folder);
    assert.equal(await next.refresh(), false);
    assert.deepEqual(next.list().map(({ id }) => id), [numbered(1).id]);
    assert.equal(lines.filter((line) => line.includes(numbered(2).id)).length, 1);
  });

  it('sets a record aside that cannot be read, says so, and loads the others', async (t) => {
    const folder = await temporaryFolder(t);
    const { journal } = await openJournal(t, folder);
    await journal.create(numbered(1));
    for (const number of [2, 3]) {
      await journal.create(numbered(number));
      await journal.apply(numbered(number).id, { kind: 'stopped', at: 5 });
    }
    await journal.close();
    const half = taskText(numbered(4)).slice(0, 100);
    await writeFile(path.join(folder, 'active', `${numbered(4).id}.json`), half);
    await writeFile(path.join(folder, 'active', `${numbered(5).id}.json`), JSON.stringify({ ...numbered(5), progress: 'much' }));
    await appendFile(path.join(folder, 'done.jsonl'), '{"torn":\n');

    const { journal: next, lines } = await openJournal(t, folder);
    assert.deepEqual(next.list().map(({ id }) => id), [3, 2, 1].map((number) => numbered(number).id));
    assert.equal(next.damaged.length, 3);
    assert.equal(lines.filter((line) => line.includes('set aside')).length, 3);
    const kept = await Promise.all(next.damaged.map(({ file }) => readFile(file, 'utf8')));
    assert.ok(kept.includes(half));
    assert.ok(kept.includes('{"torn":'));
    await next.close();

    const { journal: third } = await openJournal(t, folder);
    assert.equal(third.damaged.length, 0, 'each damage is reported once');
    assert.equal(third.list().length, 3);
  });

  it('goes on after a line that a crash tore', async (t) => {
    const folder = await temporaryFolder(t);
    const { journal } = await openJournal(t, folder);
    await journal.create(numbered(1));
    await journal.apply(numbered(1).id, { kind: 'stopped', at: 5 });
    await appendFile(path.join(folder, 'done.jsonl'), taskText(numbered(2)).slice(0, 50));
    await journal.create(numbered(3));
    await journal.apply(numbered(3).id, { kind: 'stopped', at: 5 });
    const { journal: next } = await openJournal(t, folder);
    assert.deepEqual(next.list().map(({ id }) => id), [numbered(3).id, numbered(1).id]);
    assert.equal(next.damaged.length, 1);
  });

  it('merges what a crash left twice by its revision', async (t) => {
    const folder = await temporaryFolder(t);
    const { journal } = await openJournal(t, folder);
    await journal.create(numbered(1));
    const record = path.join(folder, 'active', `${numbered(1).id}.json`);
    const before = await readFile(record, 'utf8');
    await journal.apply(numbered(1).id, { kind: 'stopped', at: 5 });
    await journal.close();
    await writeFile(record, before);
    const { journal: older } = await openJournal(t, folder);
    assert.equal(older.get(numbered(1).id)?.state, 'cancelled');
    await older.close();
    assert.deepEqual(await readdir(path.join(folder, 'active')), [], 'the leftover is tidied away');

    await writeFile(record, taskText({ ...numbered(1), state: 'cancelled', revision: 9, remoteId: 'late' }));
    const { journal: newer } = await openJournal(t, folder);
    assert.equal(newer.get(numbered(1).id)?.remoteId, 'late');
    await newer.close();
    assert.deepEqual(await readdir(path.join(folder, 'active')), []);
    assert.equal((await openJournal(t, folder)).journal.get(numbered(1).id)?.remoteId, 'late');
  });

  it('keeps what a later release wrote', async (t) => {
    const folder = await temporaryFolder(t);
    await mkdir(path.join(folder, 'active'), { recursive: true });
    const later = { ...numbered(1), version: 2, state: 'dreaming' };
    await writeFile(path.join(folder, 'active', `${numbered(1).id}.json`), JSON.stringify(later));
    await writeFile(path.join(folder, 'active', `${numbered(2).id}.json`), JSON.stringify({ ...numbered(2), mood: 'noir' }));
    const { journal } = await openJournal(t, folder);
    assert.deepEqual(journal.list().map(({ id }) => id), [numbered(2).id]);
    assert.equal(journal.damaged.length, 0);
    await journal.apply(numbered(2).id, { kind: 'paused', failure: { class: 'auth', message: 'no key' } });
    const rewritten: unknown = JSON.parse(await readFile(path.join(folder, 'active', `${numbered(2).id}.json`), 'utf8'));
    assert.equal((rewritten as { mood?: string }).mood, 'noir');
    assert.deepEqual(JSON.parse(await readFile(path.join(folder, 'active', `${numbered(1).id}.json`), 'utf8')), later);
  });

  it('holds ten thousand tasks, and sheds replaced lines now and then', async (t) => {
    const folder = await temporaryFolder(t);
    await mkdir(folder, { recursive: true });
    const count = 10_000;
    const done = Array.from({ length: count }, (_, at) => taskText(numbered(at, { state: 'completed', revision: 9, file: '/film/a.mp4' })));
    const twice = Array.from({ length: count }, (_, at) => taskText(numbered(at, { state: 'cancelled', revision: 8 })));
    await writeFile(path.join(folder, 'done.jsonl'), `${[...done, ...twice].join('\n')}\n`);
    const other = (await openJournal(t, folder)).journal;
    assert.equal(other.list().length, count);
    assert.ok(other.list().every(({ state }) => state === 'completed'));
    await other.close();
    assert.equal((await ledgerLines(folder)).length, count);

    const { journal } = await openJournal(t, folder);
    assert.deepEqual(journal.list(), other.list());
    await journal.create(numbered(count));
    await journal.apply(numbered(count).id, { kind: 'stopped', at: 5 });
    assert.equal((await openJournal(t, folder)).journal.list().length, count + 1);
  });

  it('notices that another window rewrote the ledger', async (t) => {
    const folder = await temporaryFolder(t);
    const { journal: here } = await openJournal(t, folder);
    for (let number = 0; number < 5; number++) {
      await here.create(numbered(number));
      await here.apply(numbered(number).id, { kind: 'stopped', at: 5 });
    }
    await appendFile(path.join(folder, 'done.jsonl'), 'damage that makes the next window rewrite it\n');
    const { journal: there } = await openJournal(t, folder);
    await there.close();
    assert.equal((await readFile(path.join(folder, 'done.jsonl'), 'utf8')).includes('damage'), false);
    await here.create(numbered(7));
    await here.apply(numbered(7).id, { kind: 'stopped', at: 5 });
    assert.equal(here.list().length, 6);
    assert.equal((await openJournal(t, folder)).journal.list().length, 6);
  });

  it('reports a folder that cannot be made in one sentence', async (t) => {
    const folder = await temporaryFolder(t);
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file, not a folder');
    const { log } = listeningLog();
    const journal = createJournal({ folder, disk: realDisk, holder: newHolder(), log });
    await assert.rejects(journal.load(), { name: 'StorageError', message: /couldn’t be written/u });
  });
});
