import type { Http } from '../../src/gateways/http/http.ts';
import { createHttp } from '../../src/gateways/http/undiciHttp.ts';

export interface Clients {
  /** For the next request. */
  readonly http: () => Promise<Http>;
  readonly close: () => Promise<void>;
}

/**
 * Two real clients. The one waits long for every reply, since the machine may be busy; the other soon gives up and is taken
 * for requests that are never answered: while the emulator is about to fall silent.
 */
export function openClients(emulator?: { fallsSilent(): boolean }): Clients {
  const patient = createHttp({ limits: { connectMs: 60_000, headersMs: 60_000, bodyMs: 60_000 } });
  const impatient = createHttp({ limits: { connectMs: 60_000, headersMs: 500, bodyMs: 500 } });
  return {
    http: () => Promise.resolve(emulator?.fallsSilent() ? impatient : patient),
    close: async () => { await Promise.all([patient.close(), impatient.close()]); },
  };
}
