/** What is invisible and comes along when a key is copied from a page, a chat or a document: zero-width and direction marks, soft hyphens, line breaks. */
const invisible = /\p{Cf}|\p{Cc}|[\u115F\u1160\u3164]|\uFE0F/gu;
const quotes = /^["'`“”‘’«»「」『』<（(]+|["'`“”‘’«»「」『』>）),;，；。]+$/gu;

/**
 * A key as it was meant: `Authorization: Bearer sk-…`, quotes, invisible characters and full-width forms are taken off. Empty when
 * nothing is left. Spaces within stay, so that two keys are never made one.
 */
export function readKey(text: string): string {
  let key = text.normalize('NFKC').replace(/[\r\n\t]+/gu, ' ').replace(invisible, '').trim();
  for (let before = ''; before !== key;) {
    before = key;
    key = key.replace(quotes, '').replace(/^(?:authorization\s*[:=]|(?:export\s+)?[A-Z][A-Z0-9_]*_(?:KEY|TOKEN)\s*=|bearer(?=\s)|api[_ -]?key\s*[:=])\s*/iu, '').trim();
  }
  return key;
}
