import type { ListNumber } from '../listMark.ts';
import { isListMark, listMark, listNumber } from '../listMark.ts';
import type { Span } from '../span.ts';
import { commentsIn, withoutComments } from './comments.ts';

/** A run of text that is sent, of one line. `joined`: it goes on right behind the run before, else on a line of its own. */
export interface Run extends Span {
  readonly joined: boolean;
}

/** A passage of Markdown or plain text that stands by itself. The span is from its first run to its last. */
export interface Block extends Span {
  /** `code` is a fence whose name makes its text shots; other code is no block at all. */
  readonly kind: 'paragraph' | 'item' | 'cell' | 'heading' | 'code';
  /** Without list marks, quote marks, table bars, comments and, in a paragraph, the white space around. Of code the lines. */
  readonly runs: readonly Run[];
  /** Of code, what a line of it begins with: the quote marks and, in a list, the white space. May be empty. */
  readonly margin?: string;
}

/** Quote marks; list mark and check box, if there is one; where the text begins. */
const marks = new RegExp(String.raw`(?<quote>(?:[ \t]{0,3}>[ \t]?)*)(?<indent>[ \t]*)(?<item>${listMark})?`, 'muy');
/** The first line of a quote that is a note, a tip or a warning: its kind, and in some programs a title. */
const callout = /\[!\p{L}[\p{L}\p{N}_ -]*\][-+]?(?:[ \t][^\r\n]*)?\r?$/muy;
const fenceMark = /(?<mark>`{3,}|~{3,})[ \t]*\{?\.?(?<name>[\p{L}\p{N}_-]*)(?<rest>[^\r\n]*)/uy;
const headingMark = /#{1,6}(?:[ \t]|$)/my;
const rule = /(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)\r?$/my;
const delimiterRow = /\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+\r?$/my;

/** The names of fences whose text is read like a `.hailuo` text. */
const shotFences: ReadonlySet<string> = new Set(['hailuo', 'prompt']);

/**
 * The passages of a text in order, in linear time: paragraphs, list items, table cells, headings, and fences of shots. Front matter,
 * other fences, indented code, HTML comments and rules are none.
 */
export function* blocksOf(text: string): Generator<Block> {
  const comments = commentsIn(text);
  const reading: Reading = { text, comments, open: undefined, number: undefined, inList: false, table: false, afterBlank: true };
  for (let start = frontMatterEnd(text); start < text.length;) {
    const line = lineAt(text, start, reading.number);
    const fence = line.blank ? undefined : fenceAt(text, line.from);
    if (line.blank || fence !== undefined) {
      yield* closeOpen(reading);
      reading.afterBlank = true;
      start = line.next;
      if (line.blank) reading.table = false;
      if (fence === undefined) continue;
      const body = fenceBody(text, line.next, fence.mark, line.quote > 0, line.from - line.start - line.quote);
      if (fence.isShots && body.lines.length > 0) yield { kind: 'code', start: body.lines[0]?.start ?? start, end: body.lines.at(-1)?.end ?? start, runs: body.lines, margin: marginOf(text, line) };
      start = body.next;
      continue;
    }
    if (!isIndentedCode(reading, line)) yield* blocksAt(reading, line);
    start = line.next;
  }
  yield* closeOpen(reading);
}

/** What is known between two lines. */
interface Reading {
  readonly text: string;
  readonly comments: readonly Span[];
  /** The passage that the next line may go on with. */
  open: { readonly kind: 'paragraph' | 'item'; readonly runs: Run[] } | undefined;
  /** Of the last item that had one, as long as its list goes on. */
  number: ListNumber | undefined;
  inList: boolean;
  table: boolean;
  afterBlank: boolean;
}

interface Line {
  readonly start: number;
  /** Of the quote marks, characters. */
  readonly quote: number;
  readonly indent: string;
  readonly item: string;
  /** Behind quote marks and white space. */
  readonly own: number;
  /** Behind a list mark too. */
  readonly from: number;
  /** Before the line break. */
  readonly stop: number;
  readonly next: number;
  readonly blank: boolean;
}

function lineAt(text: string, start: number, before: ListNumber | undefined): Line {
  const end = lineEnd(text, start);
  const stop = text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end;
  const { quote, indent, item } = marksAt(text, start, stop, before);
  const own = start + quote.length + indent.length;
  const from = own + item.length;
  const blank = item === '' && (text.slice(from, stop).trim() === '' || (quote !== '' && isCallout(text, from)));
  return { start, quote: quote.length, indent, item, own, from, stop, next: end + 1, blank };
}

/** What a line begins with. A number that is none of a list belongs to the words. */
function marksAt(text: string, start: number, stop: number, before?: ListNumber): { readonly quote: string; readonly indent: string; readonly item: string } {
  marks.lastIndex = start;
  const { quote = '', indent = '', item = '' } = marks.exec(text)?.groups ?? {};
  const from = start + quote.length + indent.length + item.length;
  return { quote, indent, item: isListMark(item, text.slice(from, Math.min(stop, from + 3)), before) ? item : '' };
}

/** What the lines behind a fence's first one begin with to stand in the same quote and the same list item. */
function marginOf(text: string, { start, quote, from }: Line): string {
  const [marks, indent] = [text.slice(start, start + quote), text.slice(start + quote, from)];
  return `${marks}${marks.endsWith('>') ? ' ' : ''}${indent.replaceAll(/\S/gu, ' ')}`;
}

function isCallout(text: string, from: number): boolean {
  callout.lastIndex = from;
  return callout.test(text);
}

function fenceAt(text: string, from: number): { readonly mark: string; readonly isShots: boolean } | undefined {
  fenceMark.lastIndex = from;
  const { mark = '', name = '', rest = '' } = fenceMark.exec(text)?.groups ?? {};
  if (mark === '' || (mark.startsWith('`') && rest.includes('`'))) return undefined;
  return { mark, isShots: shotFences.has(name.toLowerCase()) };
}

function isIndentedCode({ afterBlank, open, inList }: Reading, { item, indent }: Line): boolean {
  return afterBlank && open === undefined && !inList && item === '' && /^(?: {4}| {0,3}\t)/.test(indent);
}

function* closeOpen(reading: Reading): Generator<Block> {
  if (reading.open !== undefined) yield* closed(reading.open);
  reading.open = undefined;
}

/** A line with words: it ends what went before, begins something, or goes on with it. */
function* blocksAt(reading: Reading, { start, quote, indent, item, own, from, stop, next }: Line): Generator<Block> {
  const { text, comments } = reading;
  reading.afterBlank = false;
  headingMark.lastIndex = own;
  rule.lastIndex = own;
  const isRule = rule.test(text);
  const bar = text.charCodeAt(own) === 124;
  if (isRule || headingMark.test(text)) {
    yield* closeOpen(reading);
    [reading.inList, reading.number] = [false, undefined];
    if (!isRule) yield* closed({ kind: 'heading', runs: runsIn(text, own, stop, comments) });
  } else if (bar || (reading.open?.kind !== 'item' && isDelimiter(text, next)) || reading.table) {
    yield* closeOpen(reading);
    reading.table = bar || text.slice(own, stop).includes('|');
    if (!isDelimiter(text, start)) yield* cellsOf(text, own, stop, comments);
  } else if (item !== '') {
    yield* closeOpen(reading);
    reading.number = listNumber(item) ?? reading.number;
    reading.open = { kind: 'item', runs: [...runsIn(text, from, stop, comments)] };
    reading.inList = true;
  } else {
    if (reading.open === undefined && indent === '') reading.inList = false;
    reading.open ??= { kind: reading.inList && indent !== '' ? 'item' : 'paragraph', runs: [] };
    // How far a paragraph's line is set in is the writer's own; of an item it only tells that the line belongs to it.
    if (reading.open.kind !== 'item') reading.number = undefined;
    for (const run of runsIn(text, reading.open.kind === 'item' ? own : start + quote, stop, comments)) reading.open.runs.push(run);
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Where the text begins behind YAML or TOML in front of it. */
function frontMatterEnd(text: string): number {
  const opening = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n/.exec(text);
  if (opening === null) return text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const closing = opening[1] === '---' ? /^(?:---|\.\.\.)[ \t]*\r?$/gm : /^\+\+\+[ \t]*\r?$/gm;
  closing.lastIndex = opening[0].length;
  const match = closing.exec(text);
  // A rule on top of prose is none: between the two stand names with values.
  if (match === null || !/^[\w-]+[ \t]*[:=]/m.test(text.slice(opening[0].length, match.index))) return 0;
  return match.index + match[0].length;
}

/** The lines of a fence, and where the text goes on behind it. An open fence reaches to the end. */
function fenceBody(text: string, from: number, mark: string, quoted: boolean, indent: number): { readonly lines: readonly Run[]; readonly next: number } {
  const lines: Run[] = [];
  const closing = new RegExp(`[ \\t]*${mark.charAt(0)}{${mark.length},}[ \\t]*\\r?$`, 'my');
  const prefix = new RegExp(`${quoted ? '(?:[ \\t]{0,3}>[ \\t]?)*' : ''}[ \\t]{0,${indent}}`, 'y');
  let start = from;
  while (start < text.length) {
    const end = lineEnd(text, start);
    prefix.lastIndex = start;
    const content = start + (prefix.exec(text)?.[0].length ?? 0);
    closing.lastIndex = content;
    if (closing.test(text)) return { lines, next: end + 1 };
    const stop = text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end;
    lines.push({ start: Math.min(content, stop), end: stop, joined: false });
    start = end + 1;
  }
  return { lines, next: start };
}

function isDelimiter(text: string, start: number): boolean {
  marks.lastIndex = start;
  const { quote = '', indent = '' } = marks.exec(text)?.groups ?? {};
  delimiterRow.lastIndex = start + quote.length + indent.length;
  return delimiterRow.test(text);
}

function* cellsOf(text: string, from: number, to: number, comments: readonly Span[]): Generator<Block> {
  for (const { index, 0: cell } of text.slice(from, to).matchAll(/(?:\\.|[^|\\])+/g)) {
    const breaks = [...cell.matchAll(/<br[ \t]{0,3}\/?>/giu)].map((found) => [found.index, found.index + found[0].length] as const);
    const starts = [0, ...breaks.map(([, end]) => end)];
    // A line break, which a row of a table can say in no other way.
    yield* closed({ kind: 'cell', runs: starts.flatMap((start, line) => runsIn(text, from + index + start, from + index + (breaks[line]?.[0] ?? cell.length), comments)) });
  }
}

/** Lines by themselves without their marks, a table's row cell by cell; blank lines stay. A list may have begun above them. */
export function lineRuns(text: string, lines: readonly Span[], comments: readonly Span[]): readonly Run[] {
  const first = lines[0]?.start ?? 0;
  const [above = ''] = /[^\r\n]*(?=\s*$)/u.exec(text.slice(Math.max(0, first - mostAbove), first)) ?? [];
  let before = listNumber(above.trimStart());
  return lines.flatMap((line) => {
    const { item } = marksAt(text, line.start, line.end, before);
    const runs = runsOfLine(text, line, comments, before);
    before = listNumber(item) ?? before;
    return runs;
  });
}

/** As far above a line as the mark of the item in front of it is looked for. */
const mostAbove = 2000;

function runsOfLine(text: string, { start, end }: Span, comments: readonly Span[], before: ListNumber | undefined): readonly Run[] {
  if (isDelimiter(text, start) && text.slice(start, end).includes('|')) return [];
  const { quote, indent, item } = marksAt(text, start, end, before);
  if (quote !== '' && item === '' && isCallout(text, start + quote.length + indent.length)) return [];
  const from = Math.min(end, start + quote.length + (item === '' ? 0 : indent.length + item.length));
  if (text.slice(from, end).trimStart().startsWith('|')) return [...cellsOf(text, from, end, comments)].flatMap(({ runs }) => runs).filter((run) => text.slice(run.start, run.end).trim() !== '');
  return runsIn(text, from, end, comments);
}

/** A line without comments and backslashes; nothing of one that is all comment. */
function runsIn(text: string, from: number, to: number, comments: readonly Span[]): readonly Run[] {
  const parts = withoutComments(from, to, comments);
  if (parts.length !== 1 || parts[0]?.end !== to) {
    if (parts.every(({ start, end }) => text.slice(start, end).trim() === '')) return [];
  }
  return parts.flatMap((part) => withoutEscapes(text, part)).map((part, index) => ({ ...part, joined: index > 0 }));
}

/** A backslash in front of a mark that Markdown knows says that the mark is meant as such, and one at a line's end that the line ends there. */
export function withoutEscapes(text: string, { start, end }: Span): readonly Span[] {
  const spans: Span[] = [];
  let from = start;
  const written = text.slice(start, end);
  for (let at = written.indexOf('\\'); at !== -1; at = written.indexOf('\\', at + 2)) {
    if (start + at + 1 === end && /[\r\n]/.test(text.charAt(end))) return [...spans, { start: from, end: start + at }];
    if (!/[!-/:-@[-`{-~]/.test(written.charAt(at + 1))) continue;
    spans.push({ start: from, end: start + at });
    from = start + at + 1;
  }
  return [...spans, { start: from, end }];
}

function* closed({ kind, runs }: Omit<Block, 'start' | 'end'>): Generator<Block> {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first !== undefined && last !== undefined) yield { kind, start: first.start, end: last.end, runs };
}
