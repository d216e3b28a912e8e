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

/** A link that runs a command of ours. */
export interface CommandLink {
  readonly label: string;
  readonly command: string;
  readonly argument: object;
}

/** For a hover or tooltip; without HTML, and without command links but these, below everything. Paragraphs that are undefined are left out. */
export function markdownString(paragraphs: readonly (Markdown | undefined)[], links: readonly CommandLink[] = []): vscode.MarkdownString {
  const all = paragraphs.flatMap((paragraph) => paragraph ?? []).map(({ source }) => source);
  const buttons = links.map(({ label, command, argument }) => `[${inertMarkdown(label)}](command:${command}?${encodeURIComponent(JSON.stringify([argument])).replace(/[()]/gu, (mark) => `%${mark.charCodeAt(0).toString(16)}`)})`);
  const text = new vscode.MarkdownString([...all, ...(buttons.length > 0 ? [buttons.join(' · ')] : [])].join('\n\n'), true);
  // What strangers wrote is put in as the very characters it has, so that it makes no link; these commands are all that could be run.
  if (links.length > 0) text.isTrusted = { enabledCommands: links.map(({ command }) => command) };
  return text;
}
