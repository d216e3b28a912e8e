import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod/mini';

/** Addresses that uploads were given, for as long as they surely live. */
export interface Uploads {
  /** The address of what was uploaded under this name, else that of an upload now. Two that ask at once upload once. */
  reuse<T extends { readonly kind: string }>(name: string, upload: () => Promise<T | Uploaded>): Promise<T | Uploaded>;
  /** What was refused is uploaded anew the next time: every address in this text. */
  forgetIn(text: string): Promise<void>;
}

interface Uploaded { readonly kind: 'uploaded'; readonly url: string }

/** An upload lives for 72 hours (APIMart, Upload Images); half a day less, for a queue and clocks that differ. Milliseconds. */
const life = 60 * 3600 * 1000;
const most = 500;

const stored = z.record(z.string().check(z.regex(/^[0-9a-f]{64}$/u)), z.object({ url: z.string().check(z.regex(/^https?:/u)), until: z.number() }));
type Stored = z.infer<typeof stored>;

/** What an address is kept under: it is another one for each gateway, origin, key and content, none of which can be read back. */
export function uploadName({ gateway, baseUrl, key, bytes }: { readonly gateway: string; readonly baseUrl: string; readonly key: string; readonly bytes: Uint8Array }): string {
  const content = createHash('sha256').update(bytes).digest('hex');
  return createHash('sha256').update(JSON.stringify([gateway, new URL(baseUrl).origin, createHash('sha256').update(key).digest('hex'), content])).digest('hex');
}

/** `file`: absolute; shared by all windows. What cannot be read or written is uploaded again, which costs nothing but time. */
export function createUploads(file: string, now: () => number = Date.now): Uploads {
  const running = new Map<string, Promise<unknown>>();
  const read = async (): Promise<Stored> => {
    try {
      const found = stored.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? {};
      return Object.fromEntries(Object.entries(found).filter(([, { until }]) => until > now() && until <= now() + life));
    } catch {
      return {};
    }
  };
  const write = async (entries: Stored): Promise<void> => {
    const staged = `${file}.${randomUUID().slice(0, 8)}.part`;
    try {
      await mkdir(dirname(file), { recursive: true });
      const newest = Object.entries(entries).sort(([, a], [, b]) => b.until - a.until).slice(0, most);
      await writeFile(staged, JSON.stringify(Object.fromEntries(newest)), { mode: 0o600 });
      await rename(staged, file);
    } catch {
      await rm(staged, { force: true });
    }
  };
  const once = async <T extends { readonly kind: string }>(name: string, upload: () => Promise<T | Uploaded>): Promise<T | Uploaded> => {
    const known = (await read())[name];
    if (known) { return { kind: 'uploaded', url: known.url }; }
    const outcome = await upload();
    if (outcome.kind === 'uploaded' && 'url' in outcome) {
      await write({ ...await read(), [name]: { url: outcome.url, until: now() + life } });
    }
    return outcome;
  };
  return {
    reuse<T extends { readonly kind: string }>(name: string, upload: () => Promise<T | Uploaded>): Promise<T | Uploaded> {
      const under = running.get(name) as Promise<T | Uploaded> | undefined;
      if (under) { return under; }
      const asked = once(name, upload).finally(() => running.delete(name));
      running.set(name, asked);
      return asked;
    },
    async forgetIn(text) {
      const entries = await read();
      const left = Object.entries(entries).filter(([, { url }]) => !text.includes(JSON.stringify(url)));
      if (left.length < Object.keys(entries).length) { await write(Object.fromEntries(left)); }
    },
  };
}
