import { parsePrompt } from '../directives/parse.ts';
import type { Bracket } from '../directives/parse.ts';
import { proseBrackets } from '../directives/prose.ts';
import { asWritten } from './fillings.ts';
import type { Filling } from './fillings.ts';
import type { LetLine } from './lets.ts';
import type { SettingLine } from './settingLine.ts';
import { isNoFrame, readSetting } from './settingValue.ts';
import type { FilmSettings, WrittenSettings } from './settings.ts';
import type { Span, TextSpan } from './span.ts';

/**
 * A run of the prompt that stands unbroken in the document. Between two runs the prompt has a line feed, or nothing where the
 * document has a mark that is not sent, such as the backslash of `\[`.
 */
export interface PromptPiece {
  /** Offset in the prompt. */
  readonly at: number;
  /** Where it stands in the document. */
  readonly start: number;
  readonly end: number;
}

/** One shot as it stands in a document. All spans are into the document. */
export interface DocumentShot extends Span {
  /** How it is written: a fence named `hailuo` or `prompt` in Markdown is a `.hailuo` text, a paragraph is `prose`. */
  readonly kind: 'hailuo' | 'prose';
  /** The heading line, `### Title`; absent for the text before the first one and outside `.hailuo`. */
  readonly heading?: Span;
  /** May be empty. */
  readonly title?: TextSpan;
  /** As written but for comments, settings and the white space around; lines end with a line feed. */
  readonly prompt: string;
  /** The prompt with the words of `@let` put in: what is counted, compared and sent. */
  readonly filled: string;
  /** What was put in, and where. */
  readonly fillings?: readonly Filling[];
  readonly pieces: readonly PromptPiece[];
  /** Under the heading; the ones before the first heading are the document's defaults too. */
  readonly settings: readonly SettingLine[];
  /** Above the first heading of its `.hailuo` text. */
  readonly defaults: readonly SettingLine[];
  /** Its own `@let` lines; the ones before the first heading are the text's too. */
  readonly lets: readonly LetLine[];
  readonly comments: readonly Span[];
  /** What stands before each line of its fence, which is in a quote or a list: quote marks and white space. Absent where nothing does. */
  readonly margin?: string;
  /** Of prose: it is beyond doubt a prompt, so what is wrong in it may be mended unasked. */
  readonly certain?: boolean;
}

/** A `.hailuo` text: a whole file, or a fence in Markdown. */
export interface Script extends Span {
  /** Setting lines before the first heading. */
  readonly defaults: readonly SettingLine[];
  /** `@let` lines before the first heading: words for every shot. */
  readonly lets: readonly LetLine[];
  /** As of its shots. */
  readonly margin?: string;
  /** In order. */
  readonly shots: readonly DocumentShot[];
}

export interface ShotDocument {
  /** `prose` is Markdown, plain text and everything else: a paragraph with a directive in it is a shot. */
  readonly kind: 'hailuo' | 'prose';
  /** The file itself, or the fences in Markdown that are read like one. */
  readonly scripts: readonly Script[];
  /** In order. */
  readonly shots: readonly DocumentShot[];
  /** Known directives that are spoken of, outside of shots: coloured, no more. */
  readonly mentions: readonly Span[];
}

/** The shot that an offset of the document lies in. In prose, none between the paragraphs. */
export function shotAt(document: ShotDocument, offset: number): DocumentShot | undefined {
  return document.shots.findLast((shot) => shot.start <= offset && offset <= shot.end);
}

/** Every setting line of a document, each once, in order. */
export function settingLinesOf({ scripts, shots }: ShotDocument): readonly SettingLine[] {
  const lines = new Set([...scripts.flatMap(({ defaults }) => defaults), ...shots.flatMap(({ settings }) => settings)]);
  return [...lines].sort((a, b) => a.start - b.start);
}

/** Where an offset of the shot's prompt stands in the document; undefined for an empty prompt. */
export function toDocument(shot: DocumentShot, offset: number): number | undefined {
  const piece = shot.pieces.findLast(({ at }) => at <= offset);
  return piece && Math.min(piece.start + offset - piece.at, piece.end);
}

/** Where a part of the prompt that ends at an offset ends in the document: before a mark that is not sent. */
export function endInDocument(shot: DocumentShot, offset: number): number | undefined {
  const piece = shot.pieces.findLast(({ at }) => at < offset) ?? shot.pieces[0];
  return piece && Math.min(piece.start + Math.max(0, offset - piece.at), piece.end);
}

/** A part of the prompt in the document. An empty prompt's is where the shot begins. */
export function spanInDocument(shot: DocumentShot, { start, end }: Span): Span {
  const from = toDocument(shot, start) ?? shot.start;
  return { start: from, end: Math.max(from, endInDocument(shot, end) ?? shot.start) };
}

/** The same in parts, none of which goes over a line break or a mark that is not sent. */
export function partsInDocument({ pieces }: Pick<DocumentShot, 'pieces'>, { start, end }: Span): readonly Span[] {
  const parts: Span[] = [];
  for (let index = Math.max(0, pieces.findLastIndex(({ at }) => at <= start)); index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece === undefined || piece.at >= end) break;
    const by = piece.start - piece.at;
    const part = { start: Math.max(start + by, piece.start), end: Math.min(end + by, piece.end) };
    if (part.start < part.end) parts.push(part);
  }
  return parts;
}

/** A part of the prompt as it is sent in the document: of words that `@let` put in, the `{{name}}` that stands for them. */
export function sentInDocument(shot: DocumentShot, sent: Span): Span {
  return spanInDocument(shot, asWritten(shot.fillings, sent));
}

/** Where an offset of the document lies in the shot's prompt; undefined in settings, comments and titles. */
export function toPrompt(shot: DocumentShot, offset: number): number | undefined {
  const piece = shot.pieces.findLast(({ start }) => start <= offset);
  return piece && offset <= piece.end ? piece.at + offset - piece.start : undefined;
}

function allIn(lines: readonly SettingLine[]): WrittenSettings & FilmSettings {
  const { firstFrame, ...all } = Object.assign({}, ...lines.map((line) => line.setting && readSetting(line.setting, line.value?.text))) as WrittenSettings & FilmSettings;
  return { ...all, ...(firstFrame !== undefined && !saysNoFrame(lines) && { firstFrame }) };
}

/** Whether the last line that names a first frame says that there is none. */
function saysNoFrame(lines: readonly SettingLine[]): boolean {
  const last = lines.findLast(({ setting, value }) => setting === 'firstFrame' && readSetting(setting, value?.text) !== undefined);
  return last?.value !== undefined && isNoFrame(last.value.text);
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
export function settingsOf({ settings, defaults }: Pick<DocumentShot, 'settings' | 'defaults'>): WrittenSettings {
  return settings === defaults ? valuesIn(settings) : valuesIn([...defaults, ...settings]);
}

/** The `.hailuo` text that an offset lies in: a fence's reaches from its first line to its last. */
export function scriptAt({ scripts }: ShotDocument, offset: number): Script | undefined {
  return scripts.find(({ start, end }) => start <= offset && offset <= end);
}

/** The directive brackets of a shot's prompt as it is written. */
export function bracketsIn({ kind, prompt }: Pick<DocumentShot, 'kind' | 'prompt'>): readonly Bracket[] {
  return kind === 'prose' ? proseBrackets(prompt) : parsePrompt(prompt);
}
