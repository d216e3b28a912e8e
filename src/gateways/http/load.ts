import type { Http, HttpOptions } from './http.ts';

/** The client, with undici loaded at this moment and not before: it costs about 500 kB and 28 ms. */
export async function loadHttp(options: HttpOptions): Promise<Http> {
  const { createHttp } = await import('./undiciHttp.ts');
  return createHttp(options);
}
