import type { Facts } from './facts.ts';
import { inlineVideoIn, isInlineVideo } from './inlineVideo.ts';

/** More are no help. */
const most = 8;
const deepest = 8;
/** No text that holds an address is longer, characters. */
const longestText = 200_000;
/** Longer than any signed address that servers take, characters. */
export const longestLink = 8192;
/** A video on the gateway's own origin, by its path: `/files/a.mp4`, `/v1/videos/ID/content` (new-api). */
const ownPath = /^\/(?!\/)[\w./%~-]+(?:\.(?:mp4|mov|m4v)(?:\?\S*)?|\/videos?\/[\w-]+\/content)$/i;

/** `cdn.example/out/a.mp4` */
const withoutScheme = /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\/\S/i;
/** In a field for the video any path is meant, also `files/a.mp4`; a word without a slash is none. */
const anyPath = /^(?![a-z][\w+.-]*:)(?:\/(?!\/)|[^/\s]+\/|[^/]+\.(?:mp4|mov|m4v)(?:\?|$))/i;

/** The address that a link of a gateway is: a path is one on its own origin, and a host without a scheme is asked by https. */
export function absolute(link: string, baseUrl: string): string {
  if (withoutScheme.test(link)) { return `https://${link}`; }
  return anyPath.test(link) && URL.canParse(link, baseUrl) ? new URL(link, baseUrl).href : link;
}

/** Fields that hold other addresses than the video's: pictures, what was sent, pages for people. */
const otherFields = /thumb|cover|poster|image|frame|snapshot|gif|avatar|logo|icon|callback|webhook|notify|input|prompt|request|(?<!re)source|doc|help|audio|music|error$|^message$|^msg$|^reason$/i;
/** Addresses of the task, not of its video. */
const otherAddresses = /^(get|self|cancel|stream|web|share|page)$|(status|response|cancel|detail|share|web|page|preview|poll)_?(url|link|page|uri)$/i;
const otherFiles = /\.(jpe?g|png|webp|gif|avif|svg|json|html?|txt|mp3|wav|m4a|vtt|srt)$/i;

interface Found {
  readonly link: string;
  readonly isVideo: boolean;
  /** With somebody's mark in the picture: only when there is no other. */
  readonly isMarked: boolean;
}

/** Whether the address names a video file. */
export function isVideoLink(link: string): boolean {
  return isInlineVideo(link) || (URL.canParse(link) && /\.(mp4|mov|m4v)$/i.test(new URL(link).pathname));
}

/** Without the marks that a chat or a template puts around it. */
function unwrapped(text: string): string {
  return /^(["'`<]).*["'`>]$/s.test(text) ? text.slice(1, -1).trim() : text;
}

function withScheme(text: string): string {
  return /^\/\/[\w.-]+\.\w+(:\d+)?\/\S+$/.test(text) ? `https:${text}` : text;
}

/** The address that a text is; that of a video file within a sentence or Markdown. `//host/…` is read with https. */
function addressIn(text: string): string | undefined {
  if (ownPath.test(text)) { return text; }
  const whole = withScheme(text);
  if (/^https?:\/\/\S+$/i.test(whole) && URL.canParse(whole)) { return whole; }
  return (text.slice(0, 20_000).match(/https?:\/\/[^\s"'<>()[\]{}（）【】，。]+/gi) ?? []).find(isVideoLink);
}

/**
 * Every address in a reply that may be the video's, the likeliest first, at most eight: `result.videos[0].url` (APIMart, an array; a
 * string in older replies), `result.data[0].url` (ToAPIs), `result_url` (APIMart's older form), `video_url`; then whatever else
 * relays end a task with: `url`, `data.url`, `metadata.url`, `output[0]`, `content.video_url`, even `fail_reason`; last a video that the reply
 * holds itself, in base64.
 */
export function linksOf(facts: Facts, root: unknown): readonly string[] {
  return videoLinksOf(facts, root).links;
}

/** The same, and which of them show the video with somebody's mark in it. */
export function videoLinksOf(facts: Facts, root: unknown): { readonly links: readonly string[]; readonly marked: readonly string[] } {
  const { result } = facts;
  const documented = [firstText(field(result, 'videos')), firstText(field(result, 'data')), firstText(facts.result_url), firstText(facts.video_url), firstText(field(result, 'video_url'))];
  const found: Found[] = [];
  collect(root, '', deepest, found);
  const rank = ({ link, isVideo, isMarked }: Found): number => (isInlineVideo(link) ? 3 : isMarked ? 2 : isVideo ? 0 : 1);
  const elsewhere = [...found].sort((a, b) => rank(a) - rank(b)).map(({ link }) => link);
  const all = [...documented.flatMap((link) => (link === undefined || link.length > longestLink ? [] : [withScheme(unwrapped(link))])), ...elsewhere];
  // Escaped for a page by some, which breaks a signature: first as it was meant.
  const links = [...new Set(all.flatMap((link) => (link.includes('&amp;') ? [link.replaceAll('&amp;', '&'), link] : [link])))].filter((link) => link.length <= longestLink || isInlineVideo(link)).slice(0, most);
  const marks = new Set(found.filter(({ isMarked }) => isMarked).map(({ link }) => link));
  return { links, marked: links.filter((link) => marks.has(link)) };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

/** A text, or the first element or `url` of what holds one; nested four deep at most. */
function firstText(value: unknown, depth = 4): string | undefined {
  if (typeof value === 'string') { return /^(?:null|none|undefined|nil|n\/a|-)?$/i.test(value.trim()) ? undefined : value.trim(); }
  if (depth === 0) { return undefined; }
  return firstText(Array.isArray(value) ? value[0] : field(value, 'url'), depth - 1);
}

function collect(value: unknown, name: string, depth: number, found: Found[]): void {
  if (depth === 0 || found.length > 4 * most) { return; }
  if (typeof value === 'string') {
    const video = otherFields.test(name) ? undefined : inlineVideoIn(value);
    if (video !== undefined) { found.push({ link: video, isVideo: true, isMarked: false }); }
    if (video !== undefined || value.length > longestText) { return; }
    const link = addressIn(value.trim());
    if (link === undefined || otherFields.test(name) || otherAddresses.test(name)) { return; }
    if (!otherFiles.test(new URL(link, 'https://here').pathname)) { found.push({ link, isVideo: isVideoLink(link) || ownPath.test(link) || /video/i.test(name), isMarked: /watermark/i.test(name) }); }
  } else if (Array.isArray(value)) {
    // A list is named by what holds it.
    value.slice(0, most).forEach((each) => { collect(each, name, depth - 1, found); });
  } else if (typeof value === 'object' && value !== null && (!otherFields.test(name) || name === 'message')) {
    Object.entries(value).forEach(([key, each]) => { collect(each, key, depth - 1, found); });
  }
}
