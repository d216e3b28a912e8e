import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { it } from 'node:test';
import { fastClock } from '../../support/fastClock.ts';
import { emulator, listeningLog, newTask, openWindow, reaches, temporaryFolder } from './support/world.ts';

/** Every file below a folder with what is in it. */
async function everything(folder: string): Promise<readonly (readonly [file: string, text: string])[]> {
  const names = await readdir(folder, { recursive: true });
  const files = await Promise.all(names.map(async (name) => {
    const file = path.join(folder, name);
    return (await stat(file)).isFile() ? [[name, await readFile(file, 'latin1')] as const] : [];
  }));
  return files.flat();
}

it('neither the key nor what signs a link is in any record, ledger, sidecar or log line after a run with every kind of trouble', async (t) => {
  const folder = await temporaryFolder(t);
  const served = await emulator(t, { ripening: { by: 'reads', queuedReads: 0, runningReads: 0 } });
  const { log, lines } = listeningLog();
  const { tasks } = openWindow(t, { folder, emulator: served, settings: { pollIntervalMs: 1000 }, platform: { clock: fastClock(50) }, log });
  const key = served.keys.apimart;
  const echo = { kind: 'reply', status: 400, body: { error: { code: 400, message: `Bearer ${key} asked for https://files.example/a.mp4?signature=emulated-0` } } } as const;
  const create = async (): Promise<string> => (await tasks.create(newTask(folder, { baseUrl: served.apimart }))).id;

  served.setFault({ step: 'submit', fault: echo });
  await reaches(tasks, await create(), 'failed');
  served.setFault({ step: 'submit', fault: { kind: 'resetAfter' } });
  await reaches(tasks, await create(), 'unconfirmed');
  served.setFault({ step: 'status', fault: echo });
  served.setFault({ step: 'file', fault: { kind: 'cut', after: 2000 } });
  await reaches(tasks, await create(), 'completed');
  const encoded = [key, encodeURIComponent(key), Buffer.from(`Bearer ${key}`).toString('base64'), Buffer.from(key).toString('hex')];
  served.setFault({ step: 'submit', fault: { kind: 'reply', status: 200, body: { id: key } } });
  assert.equal((await reaches(tasks, await create(), 'unconfirmed', 'queued')).remoteId, undefined, 'an id that is the key is none');
  served.setFault({ step: 'status', fault: { kind: 'reply', status: 200, body: { id: 'a', status: 'failed', cost: `${key} USD`, message: encoded.join(' '), error: { code: key, message: encoded.join(' ') } } } });
  await reaches(tasks, await create(), 'failed');
  served.setFault({ step: 'file', fault: { kind: 'expired' }, times: 0 });
  const paused = await reaches(tasks, await create(), 'paused');
  await tasks.dispose();

  assert.ok(paused.target);
  assert.ok(served.log.entries.some(({ step, path: link }) => step === 'file' && link.includes('signature=emulated-')), 'links were signed');
  const written = await everything(folder);
  const names = written.map(([name]) => name);
  for (const kind of [/^active.*\.json$/u, /^done\.jsonl$/u, /^videos.*\.mp4\.json$/u]) {
    assert.ok(names.some((name) => kind.test(name)), String(kind));
  }
  assert.ok(lines.length > 0);
  const leaks = [...written, ...lines.map((line) => ['log', line] as const)].filter(([, text]) => [...encoded, 'signature='].some((secret) => text.includes(secret)));
  assert.deepEqual(leaks, []);
});
