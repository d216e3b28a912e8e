import type { DocumentShot } from '../shots/document.ts';
import type { SourceText } from '../takes/madeFrom.ts';
import { madeFrom } from '../takes/madeFrom.ts';
import type { Task } from '../tasks/task.ts';
import { canStop, finalStates } from '../tasks/task.ts';
import { isRunning } from '../tasks/words.ts';
import type { FilmShot } from './film.ts';
import { hasUpToDate } from './film.ts';
import type { FilmGateways } from './madeBy.ts';
import { countsFor, gatewayOf } from './madeBy.ts';
import type { Coming } from './whichShots.ts';

/** How a shot of a film stands. `other`: it has a take that is up to date, but another one was chosen. `gone`: the take that the text names is not there. */
export type ShotState = 'none' | 'waiting' | 'running' | 'upToDate' | 'other' | 'outOfDate' | 'gone' | 'failed';

/** The newest task of each shot, wherever the shot moved. */
export function newestTasks(source: SourceText, tasks: readonly Task[], isGone: (uri: string) => boolean): ReadonlyMap<DocumentShot, Task> {
  const ordered = tasks.filter(({ source: from }) => from !== undefined).toSorted((a, b) => b.createdAt - a.createdAt)
    .map((task) => ({ task, shot: { prompt: task.prompt, settings: task.settings }, ...(task.source && { source: task.source }) }));
  return new Map([...madeFrom(source, ordered, isGone)].flatMap(([shot, [first]]) => (first ? [[shot, first.made.task] as const] : [])));
}

/** The ids of the tasks that `fits` of each shot: a shot of several takes has several. */
function idsByShot(source: SourceText, tasks: readonly Task[], isGone: (uri: string) => boolean, fits: (task: Task) => boolean): ReadonlyMap<DocumentShot, readonly string[]> {
  const fitting = tasks.filter((task) => task.source !== undefined && fits(task))
    .map((task) => ({ id: task.id, shot: { prompt: task.prompt, settings: task.settings }, ...(task.source && { source: task.source }) }));
  return new Map([...madeFrom(source, fitting, isGone)].map(([shot, made]) => [shot, made.map((one) => one.made.id)]));
}

/** The tasks that wait for the person's approval, by the shot that they would make. */
export function askingTasks(source: SourceText, tasks: readonly Task[], isGone: (uri: string) => boolean): ReadonlyMap<DocumentShot, readonly string[]> {
  return idsByShot(source, tasks, isGone, ({ state }) => state === 'needsApproval');
}

/** The tasks of all shots that can be stopped. */
export function stoppableTasks(source: SourceText, tasks: readonly Task[], isGone: (uri: string) => boolean): readonly string[] {
  return [...idsByShot(source, tasks, isGone, canStop).values()].flat();
}

/** The shots that a task on its way (it runs, waits, or wants an answer) makes as their text is now, and where they are made now; see `needsTake`. */
export function comingShots(source: SourceText & { readonly gateways?: FilmGateways }, tasks: readonly Task[], isGone: (uri: string) => boolean): Coming {
  const going = tasks.filter(({ state, source: from }) => from !== undefined && !finalStates.has(state))
    .map((task) => ({ gateway: task.gateway, shot: { prompt: task.prompt, settings: task.settings }, ...(task.source && { source: task.source }) }));
  return new Set([...madeFrom(source, going, isGone)].flatMap(([shot, all]) => {
    const gateway = gatewayOf(shot, source.gateways);
    return all.some(({ made, upToDate }) => upToDate && countsFor(made.gateway, gateway)) ? [shot] : [];
  }));
}

/** A task that is on its way comes first, then a take that is up to date, then that the last attempt failed. An animatic that stands in is none of its takes. */
export function stateOfShot({ chosen, takes, missing }: Pick<FilmShot, 'chosen' | 'takes' | 'missing'>, task: Task | undefined): ShotState {
  if (task && isRunning(task)) return 'running';
  if (task && task.state !== 'completed' && task.state !== 'failed' && task.state !== 'cancelled') return 'waiting';
  if (missing !== undefined) return 'gone';
  if (chosen?.upToDate === true) return 'upToDate';
  if (hasUpToDate({ takes, ...(chosen && { chosen }) })) return 'other';
  if (task?.state === 'failed') return 'failed';
  return [...(chosen ? [chosen] : []), ...takes].some(({ standsIn }) => standsIn !== true) ? 'outOfDate' : 'none';
}
