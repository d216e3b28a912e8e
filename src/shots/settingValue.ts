import { durations, resolutions } from './shot.ts';
import type { Duration, Resolution } from './shot.ts';
import type { FilmSettings, SettingName, WrittenSettings } from './settings.ts';

const switches: ReadonlyMap<string, boolean> = new Map([
  ...['on', 'true', 'yes', 'y', '1', 'enable', 'enabled', '开', '開', '开启', '開啟', '打开', '打開', '启用', '啟用', '是'].map((word) => [word, true] as const),
  ...['off', 'false', 'no', 'n', '0', 'disable', 'disabled', '关', '關', '关闭', '關閉', '停用', '禁用', '否'].map((word) => [word, false] as const),
]);

const numbers: ReadonlyMap<string, string> = new Map([['six', '6'], ['ten', '10'], ['六', '6'], ['十', '10']]);

/**
 * What `@name = value` means; undefined when the value is not one that the setting takes. A switch without a value is on.
 * `10s`, `10 秒`, `１０` and `ten seconds` are 10; `1080`, `1080P` and `1920 × 1080` are `1080p`; `720p` is nothing near.
 * A first frame, a take and a gateway are taken as written; the first frame `none` is nothing, though the file has one for all.
 */
export function readSetting(name: SettingName, value: string | undefined): (WrittenSettings & FilmSettings) | undefined {
  const text = value?.normalize('NFKC').trim().toLowerCase() ?? '';
  switch (name) {
    case 'gateway': return text === '' ? undefined : { gateway: readGateway(text) };
    case 'firstFrame': return value === undefined || value === '' ? undefined : isNoFrame(value) ? {} : { firstFrame: value };
    case 'take': return value === undefined || value === '' ? undefined : { take: value };
    case 'duration': return keyed('duration', readDuration(text));
    case 'resolution': return keyed('resolution', readResolution(text));
    case 'takes': return keyed('takes', readTakes(text));
    default: return keyed(name, value === undefined ? true : switches.get(text));
  }
}

/** What is written where a shot has no first frame although its file has one. */
export const noFrame = 'none';

/** A file of that name is written `./none`. */
export function isNoFrame(value: string): boolean {
  return [noFrame, '无', '無'].includes(value.trim().toLowerCase());
}

function keyed<Name extends string, Value>(name: Name, value: Value | undefined): Readonly<Record<Name, Value>> | undefined {
  return value === undefined ? undefined : ({ [name]: value } as Record<Name, Value>);
}

function readDuration(text: string): Duration | undefined {
  const bare = text.replace(/[\s-]*(?:s|secs?|seconds?|秒|秒钟|秒鐘)\.?$/u, '').replace(/\.0+$/, '');
  const number = numbers.get(bare) ?? bare.replace(/^0?0:(?=\d\d$)/, '').replace(/^0(?=\d$)/, '');
  return durations.find((duration) => String(duration) === number);
}

function readResolution(text: string): Resolution | undefined {
  const lines = /^(?:\d{3,4}\s*[x×*]\s*)?(\d{3,4})\s*(?:p|线|線)?$/.exec(text)?.[1];
  return resolutions.find((resolution) => resolution === `${lines ?? ''}p`);
}

function readTakes(text: string): number | undefined {
  const digit = /^[x×]?\s*([1-9])\s*(?:[x×]|takes?|videos?|条|條|个|個|次)?$/u.exec(text)?.[1];
  return digit === undefined ? undefined : Number(digit);
}

/** The id where the name is written as the gateway writes itself: `API Mart`, `ToAPIs.com`. */
function readGateway(text: string): string {
  return text.replace(/\.(?:com|ai|io)$/, '').replace(/[\s_-]/g, '');
}
