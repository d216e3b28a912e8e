import { secretRemover } from '../http/secretForms.ts';
import { inlineVideoIn } from './inlineVideo.ts';

/** Deeper than any fact; what lies below is dropped. */
const deepest = 12;
/** Longer than any list of what we ask for; the rest of it is dropped. */
const longest = 1000;
/** Values that are looked at in all: a reply of megabytes must not hold the editor. */
const most = 20_000;
/** A longer text is no words, characters. */
const longestText = 100_000;

/**
 * A reply's JSON, undefined when it is none. Whole numbers that JavaScript would round come as text, digit by digit: relays count
 * their tasks beyond 2^53, and an id with a wrong last digit is a video that nobody finds again. No string in it holds a secret.
 */
export function readJson(text: string, secrets: readonly string[]): unknown {
  const whole = text.replace(/^\uFEFF/, '');
  const events = eventsIn(whole);
  // Each event tells the state anew; what only an earlier one says, such as the id, still counts.
  return events === undefined ? readOne(whole, secrets) : events.map((event) => readOne(event, secrets)).filter(isObject).reduce<unknown>((all, each) => Object.assign({}, all, each), undefined);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Events that are read at most, the last ones. */
const mostEvents = 50;

/** The data of server-sent events (`text/event-stream`), as some answer whatever is asked for; undefined where the text is none. */
function eventsIn(text: string): readonly string[] | undefined {
  if (!/^\s*(?:(?:data|event|id|retry):|:\s)/.test(text)) { return linesIn(text); }
  return text.split(/\r?\n\r?\n|\r\r/).map((event) => event.split(/\r?\n|\r/).flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trim()] : [])).join('\n')).filter((data) => data !== '').slice(-mostEvents);
}

/** An object a line (NDJSON): each is read like an event. */
function linesIn(text: string): readonly string[] | undefined {
  if (!/^\s*\{[^\n]*\}[ \t]*\r?\n[ \t]*\{/.test(text)) { return undefined; }
  return text.split('\n').filter((line) => line.trim() !== '').slice(-mostEvents);
}

function readOne(text: string, secrets: readonly string[]): unknown {
  try {
    return scrub(JSON.parse(withLongNumbersQuoted(text)), deepest, { clean: secretRemover(secrets), left: most });
  } catch {
    return undefined;
  }
}

/** A reviver with access to the source would do, but visits every value by recursion, which a hostile reply can exhaust. */
function withLongNumbersQuoted(text: string): string {
  if (!/\d{16}/.test(text)) { return text; }
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const opens = text.indexOf('"', at);
    const outside = text.slice(at, opens < 0 ? text.length : opens);
    parts.push(outside.replace(/(?<![\w.+-])-?\d{16,}(?![\d.eE])/g, (digits) => (Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`)));
    at = opens < 0 ? text.length : endOfString(text, opens);
    if (opens >= 0) { parts.push(text.slice(opens, at)); }
  }
  return parts.join('');
}

/** Behind the quote that ends the string which begins at `opens`; the end of a text that is cut within it. */
function endOfString(text: string, opens: number): number {
  for (let quote = text.indexOf('"', opens + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text.charCodeAt(before - 1) === 0x5c) { before--; }
    if ((quote - before) % 2 === 0) { return quote + 1; }
  }
  return text.length;
}

interface Scrubbing {
  readonly clean: (text: string) => string;
  /** Values that may still be looked at. */
  left: number;
}

function scrub(value: unknown, depth: number, scrubbing: Scrubbing): unknown {
  scrubbing.left -= 1;
  // It goes into a file, and to look through megabytes for a key would hold the editor.
  if (typeof value === 'string' && value.length > longestText && inlineVideoIn(value) !== undefined) { return value; }
  if (typeof value === 'string') { return unwrapped(scrubbing.clean(value), depth, scrubbing); }
  if (typeof value !== 'object' || value === null) { return value; }
  if (depth === 0 || scrubbing.left < 0) { return undefined; }
  if (Array.isArray(value)) { return value.slice(0, longest).map((each) => scrub(each, depth - 1, scrubbing)); }
  return Object.fromEntries(Object.entries(value).slice(0, longest).map(([name, each]) => [name, scrub(each, depth - 1, scrubbing)]));
}

/** Some send an object as a text that holds its JSON, some the whole reply. Anything else stays the text that it is. */
function unwrapped(text: string, depth: number, scrubbing: Scrubbing): unknown {
  if (depth < 2 || text.length > 200_000 || !/^\s*(?:\{[^]*\}|\[\s*[{"][^]*\])\s*$/.test(text)) { return text; }
  try {
    return scrub(JSON.parse(withLongNumbersQuoted(text)), Math.min(depth - 1, 6), scrubbing);
  } catch {
    return text;
  }
}
