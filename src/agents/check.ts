import * as vscode from 'vscode';
import { checkOptionsFor } from '../host/checkOptions.ts';
import { documentKind, readDocument } from '../shots/readDocument.ts';
import { settingsOf } from '../shots/document.ts';
import { createOrderChecker } from '../shots/orderProblems.ts';
import { shotName } from '../shots/title.ts';
import { cameraWords, checkedPrompt, lengthWords, told } from './checkedPrompt.ts';
import { ourFile } from './places.ts';
import { refused, result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices } from './services.ts';

/** `hailuo_check`: problems of a prompt, or of every shot of a file, with their fixes; the camera's way in words; the length. Reads only. */
export async function check({ prompt, duration, file }: ToolInput<'hailuo_check'>, { storage }: AgentServices): Promise<vscode.LanguageModelToolResult> {
  if ((prompt === undefined) === (file === undefined)) return refused(['Give either a prompt or a file.']);
  if (prompt !== undefined) return result(checkedPrompt(prompt, duration, checkOptionsFor(undefined, () => undefined)));
  const uri = ourFile(file ?? '', storage);
  const document = uri && (await Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined));
  return document === undefined ? refused(['There is no such text file in this workspace.']) : result(ofDocument(document));
}

function ofDocument(document: vscode.TextDocument): Readonly<Record<string, unknown>> {
  const [text, kind] = [document.getText(), documentKind(document.languageId)];
  const options = checkOptionsFor(document.uri, () => undefined);
  const problemsOf = createOrderChecker();
  const shots = readDocument(text, kind).shots.filter(({ prompt }) => prompt !== '').map((shot) => {
    const line = document.positionAt(shot.pieces[0]?.start ?? shot.start).line;
    const { duration = options.settings.duration, ...settings } = settingsOf(shot);
    const problems = problemsOf({ prompt: shot.filled, seconds: duration, written: { text, kind, line } }, options);
    return {
      name: shot.title?.text ?? shotName({ prompt: shot.filled }), line: line + 1, length: lengthWords(shot.filled), seconds: duration, ...(Object.keys(settings).length > 0 && { settings }), camera: cameraWords(shot.filled),
      ...(problems.length > 0 && { problems: problems.map((problem) => ({ ...told(problem, text), ...(problem.of === 'document' && { line: document.positionAt(problem.start).line + 1 }) })) }),
    };
  });
  return { good: shots.every(({ problems }) => problems === undefined), count: shots.length, shots };
}
