/** Shorter is no key, and would tear holes into words. */
const shortest = 4;

/**
 * Takes the given secrets out of a text, also where they stand in base64 (alone or within a longer text that was encoded
 * as a whole), as hex, or with characters written as `%73`, `\u0073`, `\x73`, `&#115;` or `=73`. Linear in the text.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secretRemover(secrets)(text);
}

/** The same for many texts: what to look for is worked out once. */
export function secretRemover(secrets: readonly string[]): (text: string) => string {
  const wanted = secrets.filter(({ length }) => length >= shortest).map((secret) => ({ secret, spelled: spelledOut(secret), fragments: base64Fragments(secret) }));
  return (text) => text.length < shortest ? text : wanted.reduce((clean, { secret, spelled, fragments }) => (
    fragments.reduce(withoutRun, clean.replaceAll(secret, '***').replace(spelled, '***'))
  ), text);
}

/** Escapes of escapes double the backslashes; of a longer run the last ones are looked at, or a text of nothing else would take for ever. */
const backslashes = String.raw`\\{1,16}`;

/** Each character plain or in one of the notations that escape it; the whole as hex. */
function spelledOut(secret: string): RegExp {
  const characters = [...secret].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16).padStart(2, '0');
    const plain = character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    return `(?:${plain}|%(?:25)?${hex}|=${hex}|${backslashes}u0{0,4}${hex}|${backslashes}x${hex}|&#0*${code};|&#x0*${hex};)`;
  });
  return new RegExp(`${characters.join('')}|${Buffer.from(secret).toString('hex')}`, 'gi');
}

/** What base64 of any text around the secret must contain: the secret begins at one of three places of a group of three bytes. */
function base64Fragments(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    // The first and last characters also hold bits of what stands around.
    const inner = bytes.toString('base64').replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, Math.floor((bytes.length * 8) / 6));
    return inner.length < shortest ? [] : [inner, inner.replaceAll('+', '-').replaceAll('/', '_'), inner.replaceAll('/', '\\/')];
  });
}

/** Takes out every run of base64 characters that holds the fragment. */
function withoutRun(text: string, fragment: string): string {
  let clean = '';
  let from = 0;
  for (let at = text.indexOf(fragment); at >= 0; at = text.indexOf(fragment, from)) {
    let [start, end] = [at, at + fragment.length];
    while (start > from && isBase64(text.charCodeAt(start - 1))) { start--; }
    while (end < text.length && isBase64(text.charCodeAt(end))) { end++; }
    clean += `${text.slice(from, start)}***`;
    from = end;
  }
  return clean + text.slice(from);
}

function isBase64(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 43 || code === 45 || code === 47 || code === 61 || code === 95;
}
