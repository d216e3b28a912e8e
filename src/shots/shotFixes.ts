import * as l10n from '@vscode/l10n';
import type { Fix, Problem } from '../directives/problem.ts';
import type { TextEdit } from '../directives/textEdit.ts';
import type { CheckOptions } from './checkOptions.ts';
import type { DocumentShot, Script, ShotDocument } from './document.ts';
import { scriptAt, sentInDocument, settingsOf } from './document.ts';
import { inDocument, removeLine, removeSetting, writeSetting } from './edit.ts';
import { asWritten, isPutIn, writtenEdits } from './fillings.ts';
import { lineBreakOf } from './lineBreak.ts';
import { fieldOfHeading } from './promptField.ts';
import { maxPromptLength } from './shot.ts';
import type { ProblemCode } from './problems.ts';
import type { SettingLine } from './settingLine.ts';
import { settingOfValue } from './settingLine.ts';
import { nearestSetting, slipOfSetting } from './settingName.ts';
import { valuesOf } from './settings.ts';
import type { SettingName } from './settings.ts';
import type { Span } from './span.ts';
import { straySettings } from './straySettings.ts';
import { strayTitles } from './strayTitles.ts';
import { cutToFit } from './surplus.ts';
import { titleEdit } from './titleEdit.ts';
import { promptOfSetting, promptOfTitle } from './wordsOutOfPlace.ts';

/** Where a problem stands: `shot` is absent for the lines above the first one. */
export interface ProblemPlace {
  readonly text: string;
  readonly document: ShotDocument;
  readonly shot: DocumentShot | undefined;
  readonly problem: Problem<ProblemCode>;
  readonly options: CheckOptions;
}

/** What may mend a problem of a shot's settings or of its prompt as a whole; not yet tried. */
export function shotFixes(place: ProblemPlace): readonly Fix[] {
  const { text, document, shot, problem, options } = place;
  const line = (shot?.settings ?? scriptAt(document, problem.start)?.defaults ?? []).find(({ start, end }) => start <= problem.start && problem.end <= end);
  switch (problem.code) {
    case 'empty-shot': return shot === undefined ? [] : [...promptOfTitle(text, shot), { title: l10n.t('Remove this empty shot'), edits: [{ start: shot.start, end: shot.end, text: '' }], removes: true }];
    case 'prompt-too-long': return shot === undefined ? [] : [cut(text, shot, options)];
    case 'unknown-setting': return line === undefined ? [] : unknownFixes(place, line);
    case 'setting-value': return line?.setting === undefined ? [] : [...values(line, line.setting, options), removal(text, line)];
    case 'setting-in-prompt': return shot === undefined ? [] : shot.kind === 'prose' ? intoFence(text, shot) : strayFixes(place, shot);
    case 'title-in-prompt': return shot === undefined ? [] : titleFixes(text, shot, problem);
    case 'duration-at-1080p': return [write(place, 'duration', '6'), write(place, 'resolution', '768p')];
    case 'fast-without-optimizer': return [write(place, 'fastPretreatment', 'off'), write(place, 'promptOptimizer', 'on')];
    case 'optimizer-with-directives': return shot === undefined ? [] : optimizerOff(place, shot);
    default: return line === undefined ? [] : [removal(text, line)];
  }
}

function write({ text, shot, document, problem }: ProblemPlace, name: SettingName, value: string): Fix {
  return { title: l10n.t('Write “@{0} = {1}”', name, value), edits: writeSetting(text, shot ?? headOf(scriptAt(document, problem.start)), name, value) };
}

/** The lines above the first shot, as a shot that has nothing else. */
function headOf({ start, defaults, lets, margin }: Omit<Script, 'shots' | 'end'> = { start: 0, defaults: [], lets: [] }): DocumentShot {
  return { kind: 'hailuo', start, end: defaults.at(-1)?.end ?? start, prompt: '', filled: '', pieces: [], settings: defaults, defaults, lets, comments: [], ...(margin !== undefined && { margin }) };
}

/** Fast pretreatment does nothing without the optimizer, so it is switched off with it. */
function optimizerOff({ text, document, shot: own, options }: ProblemPlace, shot: DocumentShot): readonly Fix[] {
  const fast = { ...options.settings, ...settingsOf(shot) }.fastPretreatment;
  const off = (where: DocumentShot) => [
    ...writeSetting(text, where, 'promptOptimizer', 'off'),
    ...(fast ? writeSetting(text, where, 'fastPretreatment', 'off') : []),
  ];
  return [
    { title: l10n.t('Write “@promptOptimizer = off” for this shot'), edits: off(shot) },
    ...(own?.heading === undefined ? [] : [{ title: l10n.t('Write “@promptOptimizer = off” for the whole file'), edits: off(headOf(scriptAt(document, shot.start))) }]),
  ];
}

/** Words that surely belong to the prompt go there rather than away; others only where the person chooses it. */
function unknownFixes(place: ProblemPlace, line: SettingLine): readonly Fix[] {
  const { sure, maybe } = promptOfSetting(place, line);
  return [...sure, ...unknownSetting(place.text, line), ...maybe];
}

/** The mends of a line whose name is no setting. */
export function unknownSetting(text: string, line: SettingLine): readonly Fix[] {
  const valueOf = settingOfValue(line.name.text);
  if (valueOf !== undefined) {
    const written = `@${valueOf} = ${line.name.text.trim()}`;
    return [{ title: l10n.t('Change to “{0}”', written), edits: [{ start: line.name.start, end: line.name.end, text: written }], sure: true }, removal(text, line)];
  }
  const nearest = nearestSetting(line.name.text);
  const name = nearest && { title: l10n.t('Change to “@{0}”', nearest), edits: [{ start: line.name.start + 1, end: line.name.end, text: nearest }] };
  // Another word for a setting may be meant otherwise; a slip of the finger leaves nothing to choose.
  return [...(name === undefined ? [] : [{ ...name, sure: slipOfSetting(line.name.text) === nearest }]), removal(text, line)];
}

/** A passage of whole lines as a fence, where its settings count. */
function intoFence(text: string, { pieces, start, end }: DocumentShot): readonly Fix[] {
  const isBare = (from: number) => text.slice(text.lastIndexOf('\n', from - 1) + 1, from).trim() === '';
  if (!/^[ \t]*(?:\r?\n|$)/u.test(text.slice(end)) || !pieces.every((piece) => isBare(piece.start))) return [];
  const lineBreak = lineBreakOf(text);
  const from = text.lastIndexOf('\n', start - 1) + 1;
  return [{ title: l10n.t('Put the prompt in a “hailuo” fence'), edits: [{ start: from, end: from, text: `\`\`\`hailuo${lineBreak}` }, { start: end, end, text: `${lineBreak}\`\`\`` }], makesPrompt: true }];
}

/** Takes the words out of the prompt, with the white space that they would leave, and writes the setting. */
function strayFixes(place: ProblemPlace, shot: DocumentShot): readonly Fix[] {
  const { text, problem } = place;
  const stray = straySettings(shot.filled).find((one) => sentInDocument(shot, one).start === problem.start);
  if (stray === undefined || isPutIn(shot.fillings, stray)) return [];
  const { filled, fillings } = shot;
  const alone = /(?:^|\n)[ \t]*$/.test(filled.slice(0, stray.start)) && /^[ \t]*(?:\n|$)/.test(filled.slice(stray.end));
  const gone = alone ? [removeLine(text, problem)] : writtenEdits(fillings, [{ ...withGap(filled, stray), text: '' }])?.flatMap((edit) => inDocument(text, shot, edit));
  if (gone === undefined) return [];
  const written = write(place, stray.setting, stray.value);
  return [{ ...written, edits: [...written.edits, ...gone].sort((a, b) => a.start - b.start) }];
}

/** A part of the prompt with the white space before it and, in a list, the mark that parts it from the next or the last one. */
function withGap(prompt: string, { start, end }: Span): Span {
  const [before, after] = [prompt.slice(0, start), prompt.slice(end)];
  const next = /^[ \t]*[,，;；|][ \t]*/u.exec(after);
  if (next !== null) return { start, end: end + next[0].length };
  if (/(?:^|\n)$/.test(before)) return { start, end: end + (/^[ \t]*/.exec(after)?.[0].length ?? 0) };
  return { start: (/[ \t]*[,，;；|][ \t]*$/u.exec(before) ?? /[ \t]*$/.exec(before))?.index ?? start, end };
}

/** A title, or a comment, which a lone `# Title` on top of a file more likely is. What the prompts below say of directives comes to light. */
function titleFixes(text: string, shot: DocumentShot, problem: Span): readonly Fix[] {
  const all = strayTitles(shot.filled);
  const stray = all.find((one) => sentInDocument(shot, one).start === problem.start);
  if (stray === undefined || isPutIn(shot.fillings, stray)) return [];
  const made = (title: string, mark: '###' | '//'): Fix => {
    const edit = titleEdit(text, shot, asWritten(shot.fillings, stray), mark);
    return { title, edits: edit === undefined ? [] : [edit], makesPrompt: true };
  };
  const comment = made(l10n.t('Make it a comment'), '//');
  // A part of one prompt, as chat tools write them. Without a heading that forbids, what stands below it would be asked for; another holds the part itself.
  const field = fieldOfHeading(shot.filled.slice(stray.start, stray.end));
  if (field !== undefined) return [{ ...comment, asks: field !== 'scene' }];
  const fixes = [made(l10n.t('Change to “{0}”', '###'), '###'), comment];
  const isLargest = ({ start }: Span) => /^[#＃](?![#＃])/u.test(shot.filled.slice(start));
  const namesFilm = shot.heading === undefined && stray.start === 0 && isLargest(stray) && all.filter(isLargest).length === 1;
  return namesFilm ? fixes.toReversed() : fixes;
}

function values(line: SettingLine, name: SettingName, { gateways }: CheckOptions): readonly Fix[] {
  const written = line.value?.text.toLowerCase() ?? '';
  // What somebody wrote with something more is most likely meant.
  const meant = (value: string) => written.startsWith(value.toLowerCase());
  return [...valuesOf(name, gateways)].sort((a, b) => Number(meant(b)) - Number(meant(a))).map((value) => ({
    title: l10n.t('Change to “{0}”', value),
    edits: [{ start: line.name.end, end: valueEnd(line), text: ` = ${value}${line.shared === true ? ' ' : ''}` }],
  }));
}

/** With the quotes or the semicolon around the value. */
function valueEnd(line: SettingLine): number {
  return line.value === undefined ? line.name.end : Math.max(line.value.end, line.end);
}

function removal(text: string, line: SettingLine): Fix {
  return { title: l10n.t('Remove “@{0}”', line.name.text), edits: removeSetting(text, line), removes: true };
}

function cut(text: string, shot: DocumentShot, { gateway, languageFor }: CheckOptions): Fix {
  const language = languageFor(settingsOf(shot).gateway ?? gateway);
  const kept = cutToFit(shot.filled, language);
  const edit: TextEdit = { ...asWritten(shot.fillings, { start: kept.length, end: shot.filled.length }), text: '' };
  return { title: l10n.t('Cut the prompt to {0} characters', maxPromptLength), edits: inDocument(text, shot, edit) };
}
