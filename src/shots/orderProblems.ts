import { checkPrompt } from '../directives/check.ts';
import { fixesFor as promptFixes } from '../directives/fix.ts';
import type { Fix, Problem, Severity } from '../directives/problem.ts';
import { applyEdits } from '../directives/textEdit.ts';
import type { DocumentChecker } from './checker.ts';
import { createChecker } from './checker.ts';
import { unfilledLines } from './checkLets.ts';
import type { CheckOptions } from './checkOptions.ts';
import { settingInProse } from './checkShot.ts';
import type { DocumentShot, ShotDocument } from './document.ts';
import { scriptAt } from './document.ts';
import { shotFinder } from './find.ts';
import { fixesFor } from './fixDocument.ts';
import { readDocument } from './readDocument.ts';
import type { ProblemCode } from './problems.ts';
import { fieldOfHeading, forbidsBelow } from './promptField.ts';
import { leftUses } from './promptProblems.ts';
import type { SettingName } from './settings.ts';
import type { Span } from './span.ts';
import { straySettingsInProse } from './straySettings.ts';

/** A shot that is about to be ordered. */
export interface OrderedShot {
  readonly prompt: string;
  /** Of the clip. */
  readonly seconds: number;
  /** The text that the shot was written in, the line, zero-based, where its prompt stood, and its title there. */
  readonly written?: { readonly text: string; readonly kind: ShotDocument['kind']; readonly line: number; readonly title?: string };
  /** Without that text, which can't be read now: whether it is of shots, where `{{name}}` stands for other words. */
  readonly hasNames?: boolean;
  /** Settings that the caller says otherwise: what their lines say does not count. */
  readonly named?: ReadonlySet<SettingName>;
}

/** A problem of an ordered shot, and the first of its fixes that takes nothing away, as *Fix and generate* would do it. */
export interface OrderProblem extends Problem<ProblemCode> {
  /** Its fix is an edit of the document or of the prompt alone; so are its places. */
  readonly of: 'document' | 'prompt';
  readonly fix?: Fix;
}

/**
 * What *Problems* says of a shot, errors and warnings: the same checker, read at the moment of the order. Words that stand in no
 * document, or differ from it by now, are checked by themselves, and the settings of their shot as they are written.
 */
export function orderProblems(shot: OrderedShot, options: CheckOptions): readonly OrderProblem[] {
  return createOrderChecker()(shot, options);
}

/** The same for many shots of one text, which is read once and, with the same `options`, checked once. */
export function createOrderChecker(): typeof orderProblems {
  let known: ReadText | undefined;
  return (shot, options) => {
    const { written } = shot;
    if (written !== undefined && (known?.text !== written.text || known.document.kind !== written.kind)) known = readText(written);
    return problemsOf(shot, written && known, options);
  };
}

function problemsOf(shot: OrderedShot, read: ReadText | undefined, options: CheckOptions): readonly OrderProblem[] {
  const place = placeOf(shot, read);
  if (!place) return promptProblems(shot, shot.written ? shot.written.kind === 'hailuo' : shot.hasNames === true);
  const ofShot = documentProblems(place, options, shot.named);
  return place.same ? ofShot : [...ofShot.filter(({ start, end }) => linesOf(place).some((line) => within({ start, end }, line))), ...promptProblems(shot, true)];
}

interface ReadText { readonly text: string; readonly document: ShotDocument; readonly find: ReturnType<typeof shotFinder>; readonly checker: DocumentChecker }
interface Place extends ReadText { readonly shot: DocumentShot; readonly same: boolean }

function readText({ text, kind }: NonNullable<OrderedShot['written']>): ReadText {
  const document = readDocument(text, kind);
  return { text, document, find: shotFinder(text, kind, document), checker: createChecker(kind) };
}

function placeOf({ prompt, written }: OrderedShot, read = written && readText(written)): Place | undefined {
  if (written === undefined || read === undefined) return undefined;
  const found = read.find({ ...written, prompt });
  if (found?.kind !== 'hailuo') return undefined;
  const shot = read.document.shots.find(({ start }) => start === found.shot.start);
  return shot && { ...read, shot, same: shot.filled === prompt || shot.prompt === prompt };
}

/** The setting lines that count for a shot: its own and those of the whole file. */
function linesOf({ shot: { settings, defaults } }: Place): readonly Span[] {
  return settings === defaults ? settings : [...defaults, ...settings];
}

/** The `@let` lines of the whole file that keep a shot from being filled in. */
function wordLinesOf({ document, shot }: Place): readonly Span[] {
  const script = scriptAt(document, shot.start);
  return script === undefined ? [] : unfilledLines(script, shot);
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function matters({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error' || severity === 'warning';
}

function documentProblems(place: Place, options: CheckOptions, named: ReadonlySet<SettingName> = new Set()): readonly OrderProblem[] {
  const { text, checker, shot } = place;
  const spans = [shot, ...linesOf(place), ...wordLinesOf(place)];
  const overruled = [...shot.defaults, ...shot.settings].filter(({ setting }) => setting !== undefined && named.has(setting));
  return checker.check(text, options)
    .filter((problem) => matters(problem) && spans.some((span) => within(problem, span)) && !overruled.some((line) => within(problem, line)))
    .map((problem) => {
      const fixes = fixesFor(text, problem, checker, options);
      const fix = (problem.code === 'title-in-prompt' ? fixes.slice(0, 1) : fixes)
        .find((one) => one.removes !== true && one.asks !== true && keepsShots(place, one) && (problem.code !== 'title-in-prompt' || keepsWords(place, problem, one)));
      return { ...problem, of: 'document', ...(fix && { fix }) };
    });
}

/** A fix that leaves fewer shots would have another one ordered in the place of this. */
function keepsShots({ text, document }: Place, { edits }: Fix): boolean {
  return readDocument(applyEdits(text, edits), document.kind).shots.length >= document.shots.length;
}

/**
 * A line that becomes a title or a comment goes alone: what stands with it stays the prompt of the shot, and says more than the line,
 * which else may be the scene itself.
 */
function keepsWords({ text, document, shot }: Place, line: Span, { edits }: Fix): boolean {
  const shots = readDocument(applyEdits(text, edits), document.kind).shots;
  const now = shots[document.shots.indexOf(shot)]?.prompt ?? '';
  const heading = text.slice(line.start, line.end);
  const only = (words: string): string => words.replaceAll(/\s+/gu, '');
  if (shots.length !== document.shots.length || only(now) !== only(shot.prompt.replace(heading, ''))) return false;
  // What stands below a heading that forbids would go on past the next one.
  if (text.slice(shot.start, line.start).split(/[\r\n]+/u).some((above) => /^[\s>*_-]*[#＃]|[:：][\s*_]*$/u.test(above) && forbidsBelow(above))) return false;
  if (fieldOfHeading(heading) !== undefined) return true;
  const name = heading.replace(/^[\s#＃>*_`•·+-]+/u, '');
  return !forbidsBelow(heading) && !/[[【［]|[.。!！?？，,;；]/u.test(name) && only(now.replaceAll(/[[【［][^\]】］]*[\]】］]/gu, '')).length >= only(name).length;
}

/**
 * In prose a bracket may be a link, a footnote or a box to tick; what has words and is none of these goes to the model as a bracket.
 * @param ofScript the words come from a `.hailuo` text, where `{{name}}` stands for others and is never sent
 */
function promptProblems({ prompt, seconds, written }: OrderedShot, ofScript: boolean): readonly OrderProblem[] {
  const isProse = written?.kind === 'prose';
  const left = ofScript ? leftUses(prompt).map((problem): OrderProblem => ({ ...problem, of: 'prompt' })) : [];
  const settings = straySettingsInProse(prompt).map((stray): OrderProblem => ({ ...settingInProse(stray), of: 'prompt' }));
  return [...left, ...settings, ...checkPrompt(prompt, { seconds }).filter((problem) => matters(problem) && !(isProse && isMarkup(prompt, problem))).map((problem): OrderProblem => {
    const fix = promptFixes(prompt, problem, { seconds }).find(({ removes }) => removes !== true);
    return { ...problem, of: 'prompt', ...(fix && { fix }) };
  })];
}

function isMarkup(prompt: string, { start, end }: Span): boolean {
  const open = prompt.lastIndexOf('[', start);
  const close = prompt.indexOf(']', Math.max(start, end - 1));
  const inside = open === -1 ? '' : prompt.slice(open + 1, close === -1 ? undefined : close);
  return close !== -1 && (/^[([:]/u.test(prompt.slice(close + 1)) || /[\w\]!`]$/u.test(prompt.slice(0, open)) || /^(?:\^.*|[ x]|[\d.,\s]*)$/iu.test(inside));
}

/** A shot after *Fix and generate*: its prompt, and the text of its document where that was what was fixed. */
export interface FixedShot {
  readonly prompt: string;
  readonly text?: string;
}

/** More fixes of one shot than this are a loop. */
const mostFixes = 60;

/** Does the fix of each warning, one after the other, as `orderProblems` names them; what has no fix stays. */
export function fixOrdered(shot: OrderedShot, options: CheckOptions): FixedShot {
  let fixed = shot;
  for (let count = 0; count < mostFixes; count++) {
    const next = orderProblems(fixed, options).find(({ severity, fix }) => severity === 'warning' && fix !== undefined);
    const after = next?.fix && fixedBy(fixed, next.of, next.fix);
    if (!after) break;
    fixed = after;
  }
  const text = fixed.written?.text;
  return { prompt: fixed.prompt, ...(text !== undefined && text !== shot.written?.text && { text }) };
}

function fixedBy(shot: OrderedShot, of: OrderProblem['of'], { edits }: Fix): OrderedShot | undefined {
  const { prompt, written } = shot;
  if (of === 'prompt') return { ...shot, prompt: applyEdits(prompt, edits) };
  const place = placeOf(shot);
  if (!place || !written) return undefined;
  const text = applyEdits(written.text, edits);
  const now = readDocument(text, place.document.kind).shots[place.document.shots.indexOf(place.shot)];
  return now && { ...shot, prompt: !place.same ? prompt : place.shot.filled === prompt ? now.filled : now.prompt, written: { ...written, text } };
}
