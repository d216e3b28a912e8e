/** The beginning of every video that stands in a reply itself, as this module gives it. */
const prefix = 'data:video/mp4;base64,';
/** What may stand before the base64 of a file. */
const address = /^data:(?:video\/[\w.+-]+|application\/octet-stream)?(?:;[\w=.+-]+)*;base64,/i;
/** The first box of an mp4 behind its size (ISO/IEC 14496-12). */
const firstBox = /^[^]{4}(?:ftyp|free|skip|wide|moov|mdat|styp)/;
/** Characters that hold the first box's head. */
const headLength = 16;

/** True of what `inlineVideoIn` gave. */
export function isInlineVideo(link: string): boolean {
  return link.startsWith(prefix);
}

/**
 * An mp4 that a text is, in base64 or as a `data:` address of it, as the latter; undefined for every other text. Only its beginning is
 * looked at, so that it takes no time.
 */
export function inlineVideoIn(text: string): string | undefined {
  const start = address.exec(text.slice(0, 200))?.[0].length ?? 0;
  if (text.length - start < headLength) { return undefined; }
  const head = text.slice(start, start + headLength);
  if (!/^[\w+/-]+$/.test(head) || !firstBox.test(Buffer.from(head, 'base64').toString('latin1'))) { return undefined; }
  return prefix + text.slice(start);
}

/** The bytes of an inline video. What is no base64 in it is left out, as decoders do; whether it is whole, its boxes tell. */
export function inlineBytes(link: string): Buffer {
  return Buffer.from(link.slice(prefix.length), 'base64');
}
