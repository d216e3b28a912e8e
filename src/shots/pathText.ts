/** Quotes that terminals, chats and word processors put around a path, opening and closing. */
const quotes = [['"', '"'], ["'", "'"], ['“', '”'], ['‘', '’'], ['「', '」'], ['`', '`'], ['<', '>']] as const;
/** What people copy a path or an address out of: an image or link of Markdown, an embedded file of a wiki. */
const markup = [/^!?\[[^\]]*\]\(\s*<([^>]+)>(?:\s+["'(].*)?\s*\)$/u, /^!?\[[^\]]*\]\(\s*(.+?)(?:\s+["'][^"']*["'])?\s*\)$/u, /^!?\[\[([^\]|]+)(?:\|[^\]]*)?\]\]$/u];

/** The longest path of Linux; addresses that mean a file are shorter. Longer ones, inline pictures too, are taken as they are. */
const longestPath = 4096;
/** A chat's marks around a terminal's quotes around a link: nobody wraps a path more often. */
const mostLayers = 8;

/** A path or an address without the quotes, the markup and the unseen letters that it was copied with. Linear time, whatever it is. */
export function unwrapped(written: string): string {
  let plain = written.replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '').trim();
  if (plain.length > longestPath) return plain;
  for (let layer = 0; layer < mostLayers; layer++) {
    const inner = innerOf(plain);
    if (inner === undefined) break;
    plain = inner.trim();
  }
  return plain;
}

function innerOf(plain: string): string | undefined {
  return markup.map((form) => form.exec(plain)?.[1]).find((found) => found !== undefined)
    ?? quotes.map(([open, close]) => (plain.length > 1 && plain.startsWith(open) && plain.endsWith(close) ? plain.slice(1, -1) : undefined)).find((found) => found !== undefined);
}

/** As an address stands for it: `a%20b` is `a b`; a text that is no such encoding stays. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Without the backslashes that a terminal puts before letters that mean something to it. */
export function unescaped(text: string): string {
  return text.replace(/\\([ '"()&[\]#!$;,*?{}|~])/gu, '$1');
}

/** Names that look the same are the same: composed or not, with spaces of any width, whatever surrounds them. */
export function folded(name: string): string {
  return name.normalize('NFC').replace(/[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/gu, ' ').replace(/[\u200b\ufeff]/gu, '');
}
