import { candidatesFor, comesToLight } from '../directives/fix.ts';
import type { Fix, Problem } from '../directives/problem.ts';
import { applyEdits, followedBy } from '../directives/textEdit.ts';
import type { TextEdit } from '../directives/textEdit.ts';
import type { CheckOptions } from './checkOptions.ts';
import { lineProblems, pairProblems } from './checkSettings.ts';
import { promptProblems, restOf } from './checkShot.ts';
import { settingsOf } from './document.ts';
import type { DocumentShot, Script, ShotDocument } from './document.ts';
import { inDocument } from './edit.ts';
import { fillingsAfter, isPutIn, writtenEdits } from './fillings.ts';
import type { Fillings } from './fillings.ts';
import { isCertain, isPromptProblem } from './fixDocument.ts';
import type { ProblemCode } from './problems.ts';
import { readDocument } from './readDocument.ts';
import { readSettingLine } from './settingLine.ts';
import type { SettingLine } from './settingLine.ts';
import { unknownSetting } from './shotFixes.ts';

/**
 * Mends all that leaves nothing to choose, shot by shot, so that the time grows with the text and no faster. Yields after
 * each problem it looked at, for a caller that has other work to do or may be told to stop.
 * @returns the smallest edits of the text, in order
 */
export function* fixAll(text: string, kind: ShotDocument['kind'], options: CheckOptions): Generator<undefined, readonly TextEdit[]> {
  const { scripts, shots } = readDocument(text, kind);
  const edits: TextEdit[] = [];
  for (const script of scripts) edits.push(...yield* mendSettings(text, script, options));
  for (const shot of shots) {
    if (!isCertain(shot)) continue;
    const found = yield* mendPrompt(shot, options);
    for (const edit of writtenEdits(shot.fillings, found) ?? []) for (const one of inDocument(text, shot, edit)) edits.push(one);
  }
  return edits.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** More than this are not somebody's slips: each is tried on all the lines beside it. */
const mostSlips = 200;
/** Mends of a prompt that are tried together. */
const mostAtOnce = 200;

/** Names of settings that are slips, where the setting meant goes well with what the shots say. */
function* mendSettings(text: string, { defaults, shots }: Script, options: CheckOptions): Generator<undefined, readonly TextEdit[]> {
  const edits: TextEdit[] = [];
  const own = (shot: DocumentShot) => (shot.settings === defaults ? [] : shot.settings);
  for (const line of [...defaults, ...shots.flatMap(own)].filter(({ setting }) => setting === undefined).slice(0, mostSlips)) {
    yield;
    const fix = unknownSetting(text, line).find(({ sure }) => sure === true);
    const mended = fix && mendedLine(text, line, fix);
    if (fix === undefined || mended === undefined) continue;
    const replaced = (lines: readonly SettingLine[]) => lines.map((one) => (one === line ? mended : one));
    const others = shots.filter((shot) => own(shot).length > 0);
    const touched = defaults.includes(line) ? others : others.filter(({ settings }) => settings.includes(line));
    const before = settingProblems(defaults, touched, options);
    const after = settingProblems(replaced(defaults), touched.map((shot) => (
      { ...shot, defaults: replaced(shot.defaults), settings: replaced(shot.settings) })), options);
    const worse = [...new Set(after)].some((code) => countOf(after, code) > countOf(before, code));
    if (!worse && after.length < before.length) edits.push(...fix.edits);
  }
  return edits;
}

function countOf(codes: readonly string[], code: string): number {
  return codes.filter((other) => other === code).length;
}

function mendedLine(text: string, line: SettingLine, { edits }: Fix): SettingLine | undefined {
  const written = applyEdits(text.slice(line.start, line.end), edits.map((edit) => ({ ...edit, start: edit.start - line.start, end: edit.end - line.start })));
  return readSettingLine(written, { start: 0, end: written.length })?.[0];
}

function settingProblems(defaults: readonly SettingLine[], shots: readonly DocumentShot[], options: CheckOptions): readonly string[] {
  return [{ settings: defaults, defaults }, ...shots].flatMap((shot) => {
    const rest = restOf(shot);
    return [...lineProblems(shot.settings, rest, options), ...pairProblems(shot.settings, rest, options)];
  }).map(({ code }) => code);
}

/**
 * All sure mends of a prompt at once, then again what came to light. Should they not go together, one after the other. Words that
 * `@let` put in are left as they are. Offsets into the filled prompt as it was.
 */
function* mendPrompt(shot: DocumentShot, options: CheckOptions): Generator<undefined, readonly TextEdit[]> {
  const settings = { ...options.settings, gateway: options.gateway, ...settingsOf(shot) };
  const check = (prompt: string) => promptProblems({ kind: shot.kind, filled: prompt }, settings.duration, settings.gateway, options);
  let [edits, prompt, problems]: [readonly TextEdit[], string, readonly Problem<ProblemCode>[]] = [[], shot.filled, check(shot.filled)];
  let [fillings, single]: [Fillings, boolean] = [shot.fillings, false];
  // Each round mends a problem, so their number bounds the rounds.
  for (let skipped = 0; ;) {
    const chosen: { readonly fix: Fix; readonly problem: Problem<ProblemCode> }[] = [];
    for (const problem of problems.slice(skipped)) {
      yield;
      if (!isPromptProblem(problem) || isPutIn(fillings, problem)) continue;
      const fix = candidatesFor(prompt, problem, { seconds: settings.duration, prose: shot.kind === 'prose' }, true).find(({ sure, edits: changes }) => sure === true && changes.length > 0 && writtenEdits(fillings, changes) !== undefined);
      if (fix === undefined || chosen.some((other) => touch(other.fix, fix))) continue;
      chosen.push({ fix, problem });
      if (single || chosen.length === mostAtOnce) break;
    }
    if (chosen.length === 0) return edits;
    const changes = chosen.flatMap(({ fix }) => fix.edits).sort((a, b) => a.start - b.start || a.end - b.end);
    const written = applyEdits(prompt, changes);
    const after = check(written);
    if (allMend(chosen, problems, after)) [edits, prompt, problems, fillings, skipped, single] = [followedBy(edits, changes), written, after, fillingsAfter(fillings, changes), 0, false];
    else if (single) skipped = problems.indexOf(chosen[0]!.problem) + 1;
    else single = true;
  }
}

function touch(a: Fix, b: Fix): boolean {
  return a.edits.some((one) => b.edits.some((other) => one.start <= other.end && other.start <= one.end));
}

/** As `mends` for several at once: each is gone, and nothing is worse but what is said of directives. */
function allMend(chosen: readonly { readonly fix: Fix; readonly problem: Problem }[], before: readonly Problem[], after: readonly Problem[]): boolean {
  const [had, has, gone] = [before, after, chosen.map(({ problem }) => problem)].map(tally);
  const makesDirective = chosen.some(({ fix }) => fix.makesDirective === true);
  return [...has?.keys() ?? [], ...gone?.keys() ?? []].every((code) => (makesDirective && comesToLight(code)) || (has?.get(code) ?? 0) <= (had?.get(code) ?? 0) - (gone?.get(code) ?? 0));
}

function tally(problems: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
