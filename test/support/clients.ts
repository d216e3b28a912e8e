import type { Http, HttpRequest } from '../../src/gateways/http/http.ts';
import { createHttp } from '../../src/gateways/http/undiciHttp.ts';

export interface Clients {
  readonly http: () => Promise<Http>;
  readonly close: () => Promise<void>;
}

/**
 * Two real clients in one. The first waits long for every reply, since the machine may be busy; the other soon gives up and
 * gets the very requests that the emulator is about to leave without an answer, and no other.
 */
export function openClients(emulator?: { leavesUnanswered(method: string, url: string): boolean }): Clients {
  const patient = createHttp({ limits: { connectMs: 60_000, headersMs: 60_000, bodyMs: 60_000 } });
  const impatient = createHttp({ limits: { connectMs: 60_000, headersMs: 500, bodyMs: 500 } });
  const fit = ({ method, url }: HttpRequest): Http => (emulator?.leavesUnanswered(method, url) === true ? impatient : patient);
  const close = async (): Promise<void> => { await Promise.all([patient.close(), impatient.close()]); };
  const http: Http = { request: (request) => fit(request).request(request), stream: (request) => fit(request).stream(request), close };
  return { http: () => Promise.resolve(http), close };
}
