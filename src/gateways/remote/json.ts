import { withoutSecrets } from '../http/secretForms.ts';

/** Deeper than any fact; what lies below is dropped. */
const deepest = 12;

/**
 * A reply's JSON, undefined when it is none. Whole numbers that JavaScript would round come as text, digit by digit: relays count
 * their tasks beyond 2^53, and an id with a wrong last digit is a video that nobody finds again. No string in it holds a secret.
 */
export function readJson(text: string, secrets: readonly string[]): unknown {
  try {
    return scrub(JSON.parse(withLongNumbersQuoted(text.replace(/^\uFEFF/, ''))), secrets, deepest);
  } catch {
    return undefined;
  }
}

/** A reviver with access to the source would do, but visits every value by recursion, which a hostile reply can exhaust. */
function withLongNumbersQuoted(text: string): string {
  return /\d{16}/.test(text) ? text.replace(/"(?:[^"\\]|\\.)*"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g, (match) => (match.startsWith('"') || isExact(match) ? match : `"${match}"`)) : text;
}

function isExact(digits: string): boolean {
  return Number.isSafeInteger(Number(digits));
}

function scrub(value: unknown, secrets: readonly string[], depth: number): unknown {
  if (typeof value === 'string') { return unwrapped(withoutSecrets(value, secrets), depth); }
  if (typeof value !== 'object' || value === null) { return value; }
  if (depth === 0) { return undefined; }
  if (Array.isArray(value)) { return value.map((each) => scrub(each, secrets, depth - 1)); }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, scrub(each, secrets, depth - 1)]));
}

/** Some send an object as a text that holds its JSON, some the whole reply. Anything else stays the text that it is. */
function unwrapped(text: string, depth: number): unknown {
  if (depth < 2 || text.length > 200_000 || !/^\s*(?:\{[^]*\}|\[\s*[{"][^]*\])\s*$/.test(text)) { return text; }
  try {
    // Free of secrets already.
    return scrub(JSON.parse(withLongNumbersQuoted(text)), [], Math.min(depth - 1, 6));
  } catch {
    return text;
  }
}
