import * as vscode from 'vscode';
import { readWay } from '../directives/way.ts';
import { behaviourOf, directiveOf } from '../directives/vocabulary.ts';
import { checkOptionsFor } from '../host/checkOptions.ts';
import { applyEdits } from '../directives/textEdit.ts';
import { documentKind, readDocument } from '../shots/readDocument.ts';
import { settingsOf } from '../shots/document.ts';
import { promptLength } from '../shots/length.ts';
import { fixOrdered, orderProblems } from '../shots/orderProblems.ts';
import type { OrderedShot, OrderProblem } from '../shots/orderProblems.ts';
import { maxPromptLength } from '../shots/shot.ts';
import { shotName } from '../shots/title.ts';
import { ourFile } from './places.ts';
import { refused, result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices } from './services.ts';

/** `hailuo_check`: problems of a prompt, or of every shot of a file, with their fixes; the camera's way in words; the length. Reads only. */
export async function check({ prompt, duration, file }: ToolInput<'hailuo_check'>, { storage }: AgentServices): Promise<vscode.LanguageModelToolResult> {
  if ((prompt === undefined) === (file === undefined)) return refused(['Give either a prompt or a file.']);
  if (prompt !== undefined) return result(ofPrompt(prompt, duration));
  const uri = ourFile(file ?? '', storage);
  const document = uri && (await Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined));
  return document === undefined ? refused(['There is no such text file in this workspace.']) : result(ofDocument(document));
}

function ofPrompt(prompt: string, duration: number | undefined): Readonly<Record<string, unknown>> {
  const options = checkOptionsFor(undefined, () => undefined);
  const shot: OrderedShot = { prompt, seconds: duration ?? options.settings.duration };
  const problems = orderProblems(shot, options);
  const fixed = fixOrdered(shot, options).prompt;
  return {
    good: problems.length === 0, length: lengthWords(prompt), camera: cameraWords(prompt), problems: problems.map((problem) => told(problem, prompt)),
    ...(fixed !== prompt && { fixedPrompt: fixed }), ...(problems.some(({ severity }) => severity === 'error') && { next: 'An error is refused by every way to generate: fix it first.' }),
  };
}

function ofDocument(document: vscode.TextDocument): Readonly<Record<string, unknown>> {
  const [text, kind] = [document.getText(), documentKind(document.languageId)];
  const options = checkOptionsFor(document.uri, () => undefined);
  const shots = readDocument(text, kind).shots.filter(({ prompt }) => prompt !== '').map((shot) => {
    const line = document.positionAt(shot.pieces[0]?.start ?? shot.start).line;
    const { duration = options.settings.duration, ...settings } = settingsOf(shot);
    const problems = orderProblems({ prompt: shot.filled, seconds: duration, written: { text, kind, line } }, options);
    return {
      name: shot.title?.text ?? shotName({ prompt: shot.filled }), line: line + 1, length: lengthWords(shot.filled), seconds: duration, ...(Object.keys(settings).length > 0 && { settings }), camera: cameraWords(shot.filled),
      ...(problems.length > 0 && { problems: problems.map((problem) => ({ ...told(problem, text), ...(problem.of === 'document' && { line: document.positionAt(problem.start).line + 1 }) })) }),
    };
  });
  return { good: shots.every(({ problems }) => problems === undefined), count: shots.length, shots };
}

function told({ severity, message, start, end, fix, of }: OrderProblem, text: string): Readonly<Record<string, unknown>> {
  return { severity, message, ...(end > start && end - start < 200 && { at: text.slice(start, end) }), ...(fix && { fix: fix.title, ...(of === 'prompt' && { fixed: applyEdits(text, fix.edits) }) }) };
}

function lengthWords(prompt: string): string {
  return `${String(promptLength(prompt))} of ${String(maxPromptLength)} characters`;
}

/** Each bracket that acts: its moves by their names, what the camera does, and the words that it goes with. */
function cameraWords(prompt: string): readonly string[] {
  return readWay(prompt).runs.flatMap(({ brackets, start, end }) => {
    const moves = brackets.map(({ words }) => words.flatMap(({ directive }) => (directive === undefined ? [] : [`${directiveOf(directive).en}: the camera ${behaviourOf(directive)}`])).join(', and at the same time ')).filter((words) => words !== '');
    const during = prompt.slice(start, end).replace(/\s+/gu, ' ').trim();
    return moves.length === 0 ? [] : [`${moves.join('; then ')}${during === '' ? '' : ` — during “${during.slice(0, 120)}”`}`];
  });
}
