import { readFile } from 'node:fs/promises';
import { until } from '../support/until.ts';

/** Waits until the metadata file of a video says that it is kept: a page marks it before the file is written. */
export async function untilFavourite(video: string): Promise<void> {
  const ask = async (): Promise<unknown> => (JSON.parse(await readFile(`${video}.json`, 'utf8')) as { readonly favourite?: unknown }).favourite;
  await until(`${video} is kept`, ask, (favourite) => favourite === true);
}
