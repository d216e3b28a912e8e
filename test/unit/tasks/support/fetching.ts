import * as path from 'node:path';
import type { TestContext } from 'node:test';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import type { PartialDownload } from '../../../../src/tasks/task.ts';
import type { DownloadOutcome, DownloadRequest } from '../../../../src/tasks/tracker/download.ts';
import { download } from '../../../../src/tasks/tracker/download.ts';
import { atEnd, temporaryFolder } from './world.ts';

export interface Fetched {
  readonly outcome: DownloadOutcome;
  readonly file: string;
  readonly partial?: PartialDownload;
}

/** Downloads a link to a file of its own, or goes on with `more.file`; `partial`: what was told last of what is there. */
export async function fetchFrom(t: TestContext, link: string, more: Partial<DownloadRequest> = {}): Promise<Fetched> {
  // The limits of the product: no server here is silent, and a busy machine must not look like one that is.
  const http = createHttp();
  atEnd(t, () => http.close());
  const file = more.file ?? path.join(await temporaryFolder(t), 'a.mp4.part');
  let partial: PartialDownload | undefined;
  const outcome = await download({
    http, link, policy: { mayBePrivate: true }, file, signal: new AbortController().signal,
    onPartial: (told) => {
      partial = told;
      return Promise.resolve();
    },
    ...more,
  });
  return { outcome, file, ...(partial && { partial }) };
}
