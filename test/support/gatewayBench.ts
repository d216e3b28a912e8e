import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Http } from '../../src/gateways/http/http.ts';
import type { RemoteConfig } from '../../src/gateways/remote/remote.ts';
import { createHttp } from '../../src/gateways/http/undiciHttp.ts';
import { defaultSettings, type Shot, type ShotSettings } from '../../src/shots/shot.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../gateway/emulator.ts';
import type { Vendor } from '../gateway/fault.ts';

export interface GatewayBench {
  readonly emulator: Emulator;
  readonly http: Http;
  /** The adapter's config, with the right key and base URL. */
  readonly config: RemoteConfig;
  /** Writes a file into the test's own folder; resolves to its path. */
  readonly file: (name: string, bytes: Uint8Array) => Promise<string>;
}

/** A fresh emulator, a real client with short limits, and a folder; all gone when the test ends. */
export async function gatewayBench(t: TestContext, vendor: Vendor, options: EmulatorOptions = {}): Promise<GatewayBench> {
  const emulator = await startEmulator({ clip: new Uint8Array(64), ...options });
  const http = createHttp({ limits: { connectMs: 2000, headersMs: 300, bodyMs: 300 } });
  const folder = await mkdtemp(join(tmpdir(), 'hailuo-gateway-'));
  t.after(async () => {
    await http.close();
    await emulator.close();
    await rm(folder, { recursive: true });
  });
  return {
    emulator, http,
    config: { baseUrl: emulator[vendor], key: () => Promise.resolve(emulator.keys[vendor]), http: () => Promise.resolve(http), directiveLanguage: 'auto' },
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
