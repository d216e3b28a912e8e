import type * as vscode from 'vscode';
import { checkOptionsFor } from '../host/checkOptions.ts';
import { documentKind, readDocument } from '../shots/readDocument.ts';
import type { DocumentShot } from '../shots/document.ts';
import { settingsOf } from '../shots/document.ts';
import { createOrderChecker } from '../shots/orderProblems.ts';
import { sourceOf } from '../shots/promptSource.ts';
import { shotName } from '../shots/title.ts';
import type { ShotRow } from './briefShots.ts';
import { briefShots } from './briefShots.ts';
import { cameraWords, checkedPrompt, lengthWords, told } from './checkedPrompt.ts';
import { openedAsOnDisk } from './diskText.ts';
import { fits } from './fitted.ts';
import { ourFile } from './places.ts';
import { refused, result } from './result.ts';
import type { ToolInput } from './schemas.ts';
import type { AgentServices, ShotRefusal } from './services.ts';

/**
 * `hailuo_check`: problems of a prompt, or of every shot of a file, with their fixes; the camera's way in words; the length. Of a file,
 * what keeps a shot from being quoted is among them. Reads only.
 */
export async function check({ prompt, duration, file }: ToolInput<'hailuo_check'>, services: AgentServices): Promise<vscode.LanguageModelToolResult> {
  if ((prompt === undefined) === (file === undefined)) return refused(['Give either a prompt or a file.']);
  if (prompt !== undefined) return result(checkedPrompt(prompt, duration, checkOptionsFor(undefined, () => undefined)), { rest: 'Not all of it fits into one answer: fix these problems, then check again.' });
  const uri = ourFile(file ?? '', services.storage);
  const document = uri && (await openedAsOnDisk(uri));
  return document === undefined ? refused(['There is no such text file in this workspace.']) : result(await ofDocument(document, services), { rest: 'Shots were left out, those without problems first: fix what is told, then check again.' });
}

type Planning = Pick<AgentServices, 'plan'>;

async function ofDocument(document: vscode.TextDocument, services: Planning): Promise<Readonly<Record<string, unknown>>> {
  const [text, kind] = [document.getText(), documentKind(document.languageId)];
  const options = checkOptionsFor(document.uri, () => undefined);
  const problemsOf = createOrderChecker();
  const found = readDocument(text, kind).shots.filter(({ prompt }) => prompt !== '');
  const refusals = await refusalsOf(document, found, services);
  const shots = found.map((shot): ShotRow => {
    const line = document.positionAt(shot.pieces[0]?.start ?? shot.start).line;
    const { duration = options.settings.duration, ...settings } = settingsOf(shot);
    const own = problemsOf({ prompt: shot.filled, seconds: duration, written: { text, kind, line } }, options);
    // An error that is known here has a place and a fix of its own.
    const refusal = own.some(({ severity }) => severity === 'error') ? undefined : refusals.get(shot);
    const problems = [
      ...own.map((problem) => ({ ...told(problem, text), ...(problem.of === 'document' && { line: document.positionAt(problem.start).line + 1 }) })),
      // A film that names no gateway may be quoted with a paid one.
      ...(refusal === undefined ? [] : [{ severity: refusal.onlyFree && settings.gateway === undefined ? 'warning' as const : 'error' as const, message: refusal.message }]),
    ];
    return {
      name: shot.title?.text ?? shotName({ prompt: shot.filled }), line: line + 1, length: lengthWords(shot.filled), seconds: duration, ...(Object.keys(settings).length > 0 && { settings }), camera: cameraWords(shot.filled),
      ...(problems.length > 0 && { problems }),
    };
  });
  const answer = { good: shots.every(({ problems }) => problems === undefined), count: shots.length, shots };
  return fits(answer) ? answer : { ...answer, shots: briefShots(shots) };
}

/** Why the gate would not let a shot go, pictures looked at. */
async function refusalsOf(document: vscode.TextDocument, shots: readonly DocumentShot[], { plan }: Planning): Promise<ReadonlyMap<DocumentShot, ShotRefusal>> {
  const lineAt = (offset: number): number => document.positionAt(offset).line;
  const planned = await plan(shots.map((shot) => ({ prompt: shot.filled, written: settingsOf(shot), source: sourceOf(document.uri.toString(), shot, lineAt) })));
  return new Map(planned.kind === 'refused' ? shots.flatMap((shot, index) => { const why = planned.each[index]; return why === undefined ? [] : [[shot, why] as const]; }) : []);
}
