import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GatewayId } from '../../src/gateways/gateway.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import { countingClip } from './countingClip.ts';
import type { ClipOptions } from './countingClip.ts';

export const street = 'A cat walks through a rainy street at night. [Push in] Neon signs glow on wet asphalt.';
export const snow = 'A cat walks through a snowy street at night. [推进, 左摇] Neon signs glow on fresh snow.';
export const film = `@duration = 6

### Street
${street}

### Roofs
The cat jumps from roof to roof, [Pan left] the moon follows.
`;

export interface TakeOptions extends ClipOptions {
  readonly prompt: string;
  /** 1-based, in `film.hailuo`. */
  readonly line?: number;
  readonly completedAt?: string;
  /** The shot's title. */
  readonly title?: string;
  readonly gateway?: GatewayId;
  readonly favourite?: boolean;
}

/** Writes `videos/NAME.mp4`, whose frames carry their number, with its sidecar; the result is its absolute path. */
export async function writeTake(workspace: string, name: string, { prompt, line = 4, title, gateway = 'animatic', completedAt = '2026-11-20T10:00:00.000Z', favourite, ...clip }: TakeOptions): Promise<string> {
  const file = join(workspace, 'videos', `${name}.mp4`);
  await mkdir(join(workspace, 'videos'), { recursive: true });
  const bytes = await countingClip(clip);
  await writeFile(file, bytes);
  await writeFile(`${file}.json`, JSON.stringify({
    version: 1, id: `take-${name}`, prompt, sentPrompt: prompt, settings: defaultSettings, gateway, createdAt: completedAt, completedAt,
    bytes: bytes.length, source: { file: '../film.hailuo', line, ...(title !== undefined && { title }) }, ...(favourite === undefined ? {} : { favourite }),
  }, undefined, 2));
  return file;
}

/** A folder with `film.hailuo` and two takes of its first shot, the second of them from a prompt that was since changed. */
export async function writeFilm(workspace: string): Promise<{ readonly street: string; readonly snow: string }> {
  await mkdir(workspace, { recursive: true });
  await writeFile(join(workspace, 'film.hailuo'), film);
  return {
    street: await writeTake(workspace, 'street', { prompt: street, completedAt: '2026-11-20T11:00:00.000Z' }),
    snow: await writeTake(workspace, 'snow', { prompt: snow, shade: 0.9 }),
  };
}
