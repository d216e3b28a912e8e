import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { RemoteConfig } from '../../src/gateways/remote/remote.ts';
import { defaultSettings, type Shot, type ShotSettings } from '../../src/shots/shot.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../gateway/emulator.ts';
import type { Vendor } from '../gateway/fault.ts';
import { openClients } from './clients.ts';

export interface GatewayBench {
  readonly emulator: Emulator;
  /** The adapter's config, with the right key and base URL. */
  readonly config: RemoteConfig;
  /** Writes a file into the test's own folder; resolves to its path. */
  readonly file: (name: string, bytes: Uint8Array) => Promise<string>;
}

/** A fresh emulator, real clients, and a folder; all gone when the test ends. */
export async function gatewayBench(t: TestContext, vendor: Vendor, options: EmulatorOptions = {}): Promise<GatewayBench> {
  const emulator = await startEmulator({ clip: new Uint8Array(64), ...options });
  const clients = openClients(emulator);
  const folder = await mkdtemp(join(tmpdir(), 'hailuo-gateway-'));
  t.after(async () => {
    await clients.close();
    await emulator.close();
    await rm(folder, { recursive: true });
  });
  return {
    emulator,
    config: { baseUrl: emulator[vendor], key: () => Promise.resolve(emulator.keys[vendor]), http: clients.http, directiveLanguage: 'auto' },
    async file(name, bytes) {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return path;
    },
  };
}

export function shotOf(prompt: string, settings: Partial<ShotSettings> = {}): Shot {
  return { prompt, settings: { ...defaultSettings, ...settings } };
}

/** A signal that nobody aborts. */
export function noAbort(): AbortSignal {
  return new AbortController().signal;
}
