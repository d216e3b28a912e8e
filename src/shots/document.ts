import { parsePrompt } from '../directives/parse.ts';
import type { Bracket } from '../directives/parse.ts';
import { proseBrackets, withoutFences } from '../directives/prose.ts';
import { fill, readLetLine, wordsOf } from './lets.ts';
import type { LetLine } from './lets.ts';
import { paragraphsOf } from './paragraph.ts';
import { readSettingLine } from './settingLine.ts';
import type { SettingLine } from './settingLine.ts';
import { readSetting } from './settingValue.ts';
import type { FilmSettings, WrittenSettings } from './settings.ts';
import { linesOf, trimmedSpan, trimmedText } from './span.ts';
import type { Span, TextSpan } from './span.ts';

/** A run of the prompt that stands unbroken in the document. Runs are joined by line feeds in the prompt. */
export interface PromptPiece {
  /** Offset in the prompt. */
  readonly at: number;
  /** Where it stands in the document. */
  readonly start: number;
  readonly end: number;
}

/** One shot as it stands in a document. All spans are into the document. */
export interface DocumentShot extends Span {
  /** The heading line, `### Title`; absent for the text before the first one and outside `.hailuo`. */
  readonly heading?: Span;
  /** May be empty. */
  readonly title?: TextSpan;
  /** As written but for comments, settings and the white space around; lines end with a line feed. */
  readonly prompt: string;
  /** The prompt with the words of `@let` put in: what is counted, compared and sent. */
  readonly filled: string;
  readonly pieces: readonly PromptPiece[];
  /** Under the heading; the ones before the first heading are the document's defaults too. */
  readonly settings: readonly SettingLine[];
  /** Its own `@let` lines; the ones before the first heading are the document's too. */
  readonly lets: readonly LetLine[];
  readonly comments: readonly Span[];
}

export interface ShotDocument {
  /** `prose` is Markdown, plain text and everything else: a paragraph with a directive in it is a shot. */
  readonly kind: 'hailuo' | 'prose';
  /** Setting lines before the first heading. */
  readonly defaults: readonly SettingLine[];
  /** `@let` lines before the first heading: words for every shot. */
  readonly lets: readonly LetLine[];
  /** In order. */
  readonly shots: readonly DocumentShot[];
}

/** Reads the shots of a document. Total, linear time. The format is specified in the README. */
export function readDocument(text: string, kind: ShotDocument['kind']): ShotDocument {
  return kind === 'hailuo' ? readHailuo(text) : readProse(text);
}

/** The kind of document that a VS Code language id stands for. */
export function documentKind(languageId: string): ShotDocument['kind'] {
  return languageId === 'hailuo' ? 'hailuo' : 'prose';
}

function readProse(text: string): ShotDocument {
  const shots: DocumentShot[] = [];
  for (const { start, end, text: paragraph } of paragraphsOf(withoutFences(text))) {
    if (proseBrackets(paragraph).length === 0) continue;
    shots.push(shotBetween(text, start, end));
  }
  return { kind: 'prose', defaults: [], lets: [], shots };
}

/** The directive brackets of a shot's prompt. */
export function bracketsIn({ kind }: ShotDocument, { prompt }: DocumentShot): readonly Bracket[] {
  return kind === 'prose' ? proseBrackets(prompt) : parsePrompt(prompt);
}

/** A passage of prose as a shot, whatever it says: what a person selected, or a paragraph without a directive yet. */
export function shotBetween(text: string, start: number, end: number): DocumentShot {
  const joined = joinLines(text, linesOf(text, start, end));
  return { start, end, ...joined, filled: joined.prompt, settings: [], lets: [], comments: [] };
}

const headingLine = /^###(?!#)[^\r\n]*/gm;
/** Some editors begin a file with it; it is no part of the text. */
const byteOrderMark = '\uFEFF';

function readHailuo(text: string): ShotDocument {
  const begin = text.startsWith(byteOrderMark) ? 1 : 0;
  const headings = [...(begin === 0 ? text : `\n${text.slice(begin)}`).matchAll(headingLine)];
  const first = readShot(text, begin, headings[0]?.index ?? text.length);
  const shots = headings.map(({ index, 0: line }, at) =>
    readShot(text, index, headings[at + 1]?.index ?? text.length, { start: index, end: index + line.length }));
  const { settings: defaults, lets } = first;
  const filledShots = (first.prompt === '' ? shots : [first, ...shots]).map((shot): DocumentShot => ({
    ...shot, filled: fill(shot.prompt, wordsOf(lets, shot === first ? [] : shot.lets)),
  }));
  return { kind: 'hailuo', defaults, lets, shots: filledShots };
}

function readShot(text: string, start: number, end: number, heading?: Span): Omit<DocumentShot, 'filled'> {
  const settings: SettingLine[] = [];
  const lets: LetLine[] = [];
  const comments: Span[] = [];
  const lines: Span[] = [];
  for (const line of linesOf(text, heading?.end ?? start, end)) {
    const comment = commentIn(text, line);
    if (comment !== undefined) comments.push(comment);
    const code = comment === undefined ? line : trimmedSpan(text, line.start, comment.start);
    const words = readLetLine(text, code);
    const setting = words === undefined ? readSettingLine(text, code) : undefined;
    if (words !== undefined) lets.push(words);
    else if (setting !== undefined) settings.push(...setting);
    else if (comment === undefined || code.end > code.start) lines.push({ start: line.start, end: code.end });
  }
  return {
    start, end, ...(heading !== undefined && { heading, title: trimmedText(text, heading.start + 3, heading.end) }),
    ...joinLines(text, lines), settings, lets, comments,
  };
}

/** `//` at the start of a line or after white space, so that the one in a URL is text. */
function commentIn(text: string, line: Span): Span | undefined {
  const found = /(?<!\S)\/\//.exec(text.slice(line.start, line.end));
  return found?.index === undefined ? undefined : { start: line.start + found.index, end: line.end };
}

/** The prompt that these lines make: without the white space around, each line a piece. */
function joinLines(text: string, lines: readonly Span[]): { readonly prompt: string; readonly pieces: readonly PromptPiece[] } {
  const isText = (line: Span) => text.slice(line.start, line.end).trim() !== '';
  const first = lines.findIndex(isText);
  const last = lines.findLastIndex(isText);
  const pieces: PromptPiece[] = [];
  let prompt = '';
  for (const [index, line] of first === -1 ? [] : lines.slice(first, last + 1).entries()) {
    const trimmed = trimmedSpan(text, line.start, line.end);
    const start = index === 0 ? trimmed.start : line.start;
    const end = index === last - first ? trimmed.end : line.end;
    if (index > 0) prompt += '\n';
    pieces.push({ at: prompt.length, start, end });
    prompt += text.slice(start, end);
  }
  return { prompt, pieces };
}

/** The shot that an offset of the document lies in. In prose, none between the paragraphs. */
export function shotAt(document: ShotDocument, offset: number): DocumentShot | undefined {
  return document.shots.findLast((shot) => shot.start <= offset && offset <= shot.end);
}

/** Where an offset of the shot's prompt stands in the document; undefined for an empty prompt. */
export function toDocument(shot: DocumentShot, offset: number): number | undefined {
  const piece = shot.pieces.findLast(({ at }) => at <= offset);
  return piece && Math.min(piece.start + offset - piece.at, piece.end);
}

/** Where an offset of the document lies in the shot's prompt; undefined in settings, comments and titles. */
export function toPrompt(shot: DocumentShot, offset: number): number | undefined {
  const piece = shot.pieces.findLast(({ start }) => start <= offset);
  return piece && offset <= piece.end ? piece.at + offset - piece.start : undefined;
}

function allIn(lines: readonly SettingLine[]): WrittenSettings & FilmSettings {
  return Object.assign({}, ...lines.map((line) => line.setting && readSetting(line.setting, line.value?.text))) as WrittenSettings & FilmSettings;
}

/** What setting lines say of the shot itself; the last of a name rules, unreadable ones count for nothing. */
export function valuesIn(lines: readonly SettingLine[]): WrittenSettings {
  const { continue: _film, skip: _left, take: _chosen, ...values } = allIn(lines);
  return values;
}

/** What a shot's own lines say of its place in the film. The lines above the first title count for no other shot. */
export function filmSettingsOf({ settings }: Pick<DocumentShot, 'settings'>): FilmSettings {
  const { continue: continues, skip, take } = allIn(settings);
  return { ...(continues !== undefined && { continue: continues }), ...(skip !== undefined && { skip }), ...(take !== undefined && { take }) };
}

/** What the document says of the shot: its own lines over the defaults, the last of a name rules, unreadable ones count for nothing. */
export function settingsOf(document: ShotDocument, shot: DocumentShot): WrittenSettings {
  return shot.settings === document.defaults ? valuesIn(shot.settings) : { ...valuesIn(document.defaults), ...valuesIn(shot.settings) };
}
