/**
 * Words that somebody else wrote (a file of the workspace, a gateway, a model) as one line that only says something. What
 * VS Code would act on is taken apart: links of notifications and input boxes (`[words](address)`), icons of pickers, trees
 * and the status bar (`$(name)`), control characters, and marks that turn the direction of text around. What is longer than
 * `longest` characters loses its middle: a message says at its start what happened, and at its end what to do.
 */
export function plain(text: string, longest = 300): string {
  return shortened(disarmed(text.slice(0, looked)), longest);
}

/** Each of these as `plain` shows it, one below the other. */
export function plainLines(texts: readonly string[], longest = 300): string {
  return texts.map((text) => plain(text, longest)).join('\n');
}

/** What is looked at of a text at all, in UTF-16 units; nothing that is shown is longer. */
const looked = 20_000;

function disarmed(text: string): string {
  return bare(text).replace(/[\s\p{Cc}]+/gu, ' ').trim()
    // VS Code finds a link where these two stand together, and an icon where those do (its `linkedText.ts`, `iconLabels.ts`).
    .replaceAll('](', '] (').replaceAll('$(', '$ (');
}

/**
 * Without what is not seen but turns, hides or breaks what is: direction marks, tags, empty characters, half ones. The joiners of
 * emoji and Indic scripts stay. Of marks on one letter six stay, as many as any script writes: a tower of them covers the lines around.
 */
function bare(text: string): string {
  return text.toWellFormed()
    .replace(/[\p{Bidi_Control}\u{AD}\u{200B}\u{2060}-\u{2064}\u{3164}\u{FEFF}\u{FFA0}\u{FFF9}-\u{FFFB}\u{E0000}-\u{E007F}]/gu, '')
    .replace(/(\p{M}{6})\p{M}+/gu, '$1');
}

function shortened(line: string, longest: number): string {
  if (line.length <= longest) {
    return line;
  }
  const points = [...line];
  if (points.length <= longest) {
    return line;
  }
  const head = Math.ceil((longest - 1) * 2 / 3);
  return `${points.slice(0, head).join('')}…${points.slice(points.length - (longest - 1 - head)).join('')}`;
}

/**
 * The same as Markdown that shows the very characters: each that Markdown, HTML, a bare address or an icon could begin
 * with is written as an entity, which starts none of them (CommonMark, "Entity and numeric character references").
 * Line breaks stay.
 */
export function inertMarkdown(text: string, longest = 2000): string {
  const lines = bare(text.slice(0, looked)).split(/\r\n|[\n\r\u{85}\u{2028}\u{2029}]/u).map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim());
  return shortened(lines.join('\n'), longest)
    .replace(/[!#$&()*+\-./:<=>@[\\\]^_`{|}~]/gu, (character) => `&#${String(character.codePointAt(0))};`)
    .replaceAll('\n', '  \n');
}
