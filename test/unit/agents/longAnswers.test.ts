import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type * as vscode from 'vscode';
import type { ToldProblem } from '../../../src/agents/briefShots.ts';
import { briefShots } from '../../../src/agents/briefShots.ts';
import { checkedPrompt } from '../../../src/agents/checkedPrompt.ts';
import { fits, fitted, longestResult } from '../../../src/agents/fitted.ts';
import type { ToolInput } from '../../../src/agents/schemas.ts';
import type { AgentServices } from '../../../src/agents/services.ts';
import type { Task } from '../../../src/tasks/task.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import { bundled } from '../../support/bundled.ts';
import { root } from '../../support/places.ts';
import { waitingTask } from '../tasks/support/records.ts';

type Wait = (input: ToolInput<'hailuo_wait'>, services: AgentServices, token: vscode.CancellationToken) => Promise<{ readonly content: readonly { readonly value: string }[] }>;
interface Answer { readonly tasks: readonly { readonly id: string; readonly state: string; readonly note?: string }[]; readonly tasksLeftOut?: number; readonly next: string }

const module = await bundled(new URL('../../../src/agents/wait.ts', import.meta.url), { vscode: join(root, 'test/unit/agents/support/platform.ts') });
const { wait } = await import(module.href) as { readonly wait: Wait };

/** What a model is told that looks at these tasks. */
async function lookAt(tasks: readonly Task[]): Promise<Answer> {
  const known = new Map(tasks.map((task) => [task.id, task]));
  const services = { tasks: { get: (id: string) => known.get(id), onDidChange: () => () => undefined } } as unknown as AgentServices;
  const { content: [part] } = await wait({ ids: [...known.keys()], seconds: 0 }, services, { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) });
  assert.ok((part?.value.length ?? 0) < longestResult);
  return JSON.parse(part?.value ?? '') as Answer;
}

function manyTasks(count: number, odd: Readonly<Record<number, Partial<Task>>>): readonly Task[] {
  return Array.from({ length: count }, (_, at) => waitingTask({ id: `task-${String(at)}`, state: 'completed', remoteId: `remote-${String(at)}`, file: `/home/somebody/films/a film of many shots/videos/take-${String(at)}.mp4`, ...odd[at] }));
}

describe('hailuo_wait on more tasks than fit into one answer', () => {
  it('tells first what must not be ordered again, then what waits for the person, then what failed, wherever they stand', async () => {
    const failure = { class: 'content', message: 'The prompt was refused.' } as const;
    const { tasks, tasksLeftOut = 0, next } = await lookAt(manyTasks(60, { 59: { state: 'unconfirmed' }, 58: { state: 'paused', failure }, 57: { state: 'failed', failure }, 56: { state: 'failed', failure, mayBeCharged: true }, 55: { state: 'needsApproval' }, 0: { state: 'running' } }));
    assert.deepEqual(tasks.slice(0, 5).map(({ id }) => id), ['task-59', 'task-56', 'task-58', 'task-55', 'task-57']);
    assert.match(tasks[0]?.note ?? '', /^DO NOT ORDER THIS AGAIN/u);
    assert.equal(tasks.length + tasksLeftOut, 60);
    assert.match(next, /call hailuo_wait with their ids, ten at a time, before you order anything again/u);
  });

  it('tells ten at a time whole, as it says, whatever their state', async () => {
    const { tasks, tasksLeftOut, next } = await lookAt(manyTasks(10, Object.fromEntries(Array.from({ length: 10 }, (_, at) => [at, { state: 'unconfirmed' as const }]))));
    assert.deepEqual([tasks.length, tasksLeftOut], [10, undefined]);
    assert.doesNotMatch(next, /left out/u);
  });

  it('sends nobody to look at videos where there are none', async () => {
    const ended = { 0: { state: 'failed' }, 1: { state: 'cancelled' } } as const;
    assert.match((await lookAt(manyTasks(2, ended))).next, /no video to look at; tell the person why/u);
    assert.match((await lookAt(manyTasks(3, ended))).next, /Look at the videos/u);
  });

  it('keeps tasks of one kind in the order in which they were asked for', async () => {
    const { tasks } = await lookAt(manyTasks(4, { 2: { state: 'unconfirmed' } }));
    assert.deepEqual(tasks.map(({ id }) => id), ['task-2', 'task-0', 'task-1', 'task-3']);
  });
});

describe('hailuo_check of more shots than fit into one answer', () => {
  const problem = (severity: 'error' | 'warning', message = 'x'): ToldProblem => ({ severity, message, fix: 'Fix it' });
  const shot = (at: number, problems?: readonly ToldProblem[]) => ({ name: `Shot ${String(at)}`, line: at, length: '400 of 2000 characters', seconds: 6, camera: ['Push in: the camera moves forward'.repeat(10)], ...(problems && { problems }) });

  it('tells of shots with errors first, then of those with warnings, and of good ones only where they are', () => {
    const shots = Array.from({ length: 60 }, (_, at) => shot(at, at === 25 ? [problem('warning')] : at === 55 ? [problem('warning'), problem('error')] : undefined));
    const brief = briefShots(shots);
    assert.deepEqual(brief.slice(0, 3), [
      { name: 'Shot 55', line: 55, problems: [problem('error'), problem('warning')] }, { name: 'Shot 25', line: 25, problems: [problem('warning')] }, { name: 'Shot 0', line: 0 },
    ]);
    assert.ok(!fits({ shots }) && fits({ shots: brief }));
  });

  it('tells a part of very many problems of one shot, errors among them, and how many more there are', () => {
    const [first] = briefShots([shot(1, [...Array.from({ length: 40 }, () => problem('warning')), problem('error', 'the one error')])]);
    assert.deepEqual([first?.problems?.length, first?.problems?.[0]?.['message'], first?.['moreProblems']], [8, 'the one error', 33]);
  });
});

it('hailuo_check of a long prompt tells every problem and the whole prompt as fixed once, not once a problem', () => {
  const prompt = `${'[Pussh in] A cat sits. '.repeat(12)}${'The rain falls on the street. '.repeat(40)}`;
  const answer = checkedPrompt(prompt, undefined, { settings: defaultSettings, gateway: 'apimart', gateways: ['apimart'], firstFrame: () => undefined, asWritten: false, languageFor: () => 'en', uploadLimit: () => 10e6 });
  assert.ok(fits(answer), String(JSON.stringify(answer).length));
  assert.ok((answer['problems'] as readonly unknown[]).length >= 12);
  assert.match(String(answer['fixedPrompt']), /^\[Push in\]/u);
});

it('an answer that fits is told as it is, and of a longer one what was left out is counted and its way on said', () => {
  assert.equal(fitted({ rows: [1, 2], next: 'Go on.' }, 'Ask for the rest.'), '{"rows":[1,2],"next":"Go on."}');
  const cut = JSON.parse(fitted({ rows: Array.from({ length: 900 }, () => 'twelve chars'), next: 'Go on.' }, 'Ask for the rest.')) as { readonly rows: readonly string[]; readonly rowsLeftOut: number; readonly next: string };
  assert.deepEqual([cut.rows.length + cut.rowsLeftOut, cut.next], [900, 'Go on. Ask for the rest.']);
});
