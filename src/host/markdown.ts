import * as vscode from 'vscode';
import { inertMarkdown } from './plain.ts';

/** Markdown of ours. Nothing else of the product makes a `MarkdownString`; a test holds that. */
export class Markdown {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/**
 * Markdown of ours with words in it: what stands in the template is Markdown, what is put in is shown as the very
 * characters it has, whoever wrote it. Only other `Markdown` goes in as it is.
 */
export function markdown(strings: TemplateStringsArray, ...words: readonly (string | number | Markdown)[]): Markdown {
  return new Markdown(strings.map((string, at) => string + written(words[at] ?? '')).join(''));
}

function written(words: string | number | Markdown): string {
  return words instanceof Markdown ? words.source : inertMarkdown(String(words));
}

/** A picture; one on the web is not shown, as loading it would tell its host who looks. `size`: as VS Code reads it, `width=240,height=135`. */
export function picture(words: string, file: vscode.Uri, size: string): Markdown {
  // A `Uri` writes itself percent-encoded, parentheses and white space, too.
  return /^https?$/iu.test(file.scheme) ? markdown`${words}` : new Markdown(`![${inertMarkdown(words)}](${file.toString()}|${size})`);
}

/** For a hover or tooltip; without command links and HTML. Paragraphs that are undefined are left out. */
export function markdownString(paragraphs: readonly (Markdown | undefined)[]): vscode.MarkdownString {
  const all = paragraphs.flatMap((paragraph) => paragraph ?? []);
  return new vscode.MarkdownString(all.map(({ source }) => source).join('\n\n'), true);
}
