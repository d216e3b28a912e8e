import { withoutSecrets } from './secretForms.ts';

/** Longest text of somebody else's that we show or log, in characters. */
const maxLength = 300;
/** What is looked at of it at all: the patterns below would take long over a hostile text of megabytes. */
const maxLooked = 4000;

/**
 * Takes out what must not be shown or logged: the given secrets however written, bearer tokens, `sk-…` keys, credentials and
 * queries in addresses (a signed link is a secret), and inline images. The text stays readable otherwise.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  // Cut only then: half a secret would not be known again.
  return withoutSecrets(text, secrets).slice(0, maxLooked)
    .replace(/data:[\w+.-]+\/[\w+.-]+;base64,[\w+/=]*/gi, 'data:…')
    .replace(/\b(bearer|basic)\s+[^\s"',;<>]+/gi, '$1 ***')
    .replace(/\bsk-[\w*.-]{3,}/gi, 'sk-***')
    .replace(/\b([a-z][\w+.-]*:\/\/)[^\s/?#"'<>@]*@/gi, '$1***@')
    .replace(/\b(https?:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, '$1?***');
}

/** Somebody else's text as one short line: no markup, no line breaks, redacted. */
export function quotable(text: string, secrets: readonly string[] = []): string {
  const line = redact(text, secrets).replace(/<[^>]{0,200}>/g, ' ').replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
