import { quotable } from '../http/redact.ts';

/** Longer is no title. */
const longest = 120;
/** A page says what it is at its beginning. */
const looked = 20_000;

/** What a page or plain text that came instead of JSON says of itself, in a few words; undefined when it says nothing. */
export function pageTitle(text: string, secrets: readonly string[]): string | undefined {
  const head = text.slice(0, looked);
  const title = /<title[^>]{0,200}>([^<]{1,300})/i.exec(head)?.[1] ?? /<h1[^>]{0,200}>([^<]{1,300})/i.exec(head)?.[1] ?? (head.trimStart().startsWith('<') ? '' : head);
  const words = quotable(withoutEntities(title), secrets);
  // Half a JSON or bytes are no words.
  if (words === '' || /^[[{]/.test(words) || words.includes('\uFFFD')) { return undefined; }
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

function withoutEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': '\'', nbsp: ' ' })[name] ?? ' ');
}
