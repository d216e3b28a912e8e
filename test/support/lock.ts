import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Longer than any install that is done under it may take. */
const patienceMs = 1_200_000;

/** Runs `work` in one process at a time: others wait, though not for ever. A lock whose owner died is taken over. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  const deadline = performance.now() + patienceMs;
  while (!(await take(file))) {
    if (performance.now() > deadline) throw new Error(`Another process has held ${file} for ${patienceMs / 60_000} minutes; delete it if that process is none of ours.`);
    if (await isAbandoned(file)) await rm(file, { force: true });
    else await delay(200);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const owner = Number(await readFile(file, 'utf8').catch(() => ''));
  // Empty for the moment between creating and writing it.
  if (!owner) return false;
  try {
    process.kill(owner, 0);
    return false;
  } catch {
    return true;
  }
}
