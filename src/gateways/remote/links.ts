import type { Facts } from './facts.ts';

/** More are no help. */
const most = 8;
const deepest = 8;
/** Fields that hold other addresses than the video's: pictures, what was sent, pages for people. */
const otherFields = /thumb|cover|poster|image|frame|snapshot|gif|avatar|logo|icon|callback|webhook|notify|input|prompt|request|source|doc|help|audio|music|error$|^message$|^msg$|^reason$/i;
const otherFiles = /\.(jpe?g|png|webp|gif|avif|svg|json|html?|txt|mp3|wav|m4a|vtt|srt)$/i;

/**
 * Every address in a reply that may be the video's, the likeliest first, at most eight: `result.videos[0].url` (APIMart, an array; a
 * string in older replies), `result.data[0].url` (ToAPIs), `result_url` (APIMart's older form), `video_url`; then whatever else
 * relays end a task with: `url`, `data.url`, `metadata.url`, `output[0]`, `content.video_url`, even `fail_reason`.
 */
export function linksOf(facts: Facts, root: unknown): readonly string[] {
  const { result } = facts;
  const documented = [firstText(field(result, 'videos')), firstText(field(result, 'data')), firstText(facts.result_url), firstText(facts.video_url), firstText(field(result, 'video_url'))];
  const found: { readonly link: string; readonly isVideo: boolean }[] = [];
  collect(root, '', deepest, found);
  const elsewhere = [...found.filter(({ isVideo }) => isVideo), ...found.filter(({ isVideo }) => !isVideo)].map(({ link }) => link);
  return [...new Set([...documented.filter((link) => link !== undefined), ...elsewhere])].slice(0, most);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

/** A text, or the first element or `url` of what holds one; nested four deep at most. */
function firstText(value: unknown, depth = 4): string | undefined {
  if (typeof value === 'string') { return value.trim() === '' ? undefined : value.trim(); }
  if (depth === 0) { return undefined; }
  return firstText(Array.isArray(value) ? value[0] : field(value, 'url'), depth - 1);
}

function collect(value: unknown, name: string, depth: number, found: { link: string; isVideo: boolean }[]): void {
  if (depth === 0 || found.length > 4 * most) { return; }
  if (typeof value === 'string') {
    const link = value.trim();
    if (!/^https?:\/\/\S+$/i.test(link) || !URL.canParse(link) || otherFields.test(name)) { return; }
    const { pathname } = new URL(link);
    if (!otherFiles.test(pathname)) { found.push({ link, isVideo: /\.(mp4|mov|m4v)$/i.test(pathname) || /video/i.test(name) }); }
  } else if (Array.isArray(value)) {
    // A list is named by what holds it.
    value.slice(0, most).forEach((each) => { collect(each, name, depth - 1, found); });
  } else if (typeof value === 'object' && value !== null && !otherFields.test(name)) {
    Object.entries(value).forEach(([key, each]) => { collect(each, key, depth - 1, found); });
  }
}
