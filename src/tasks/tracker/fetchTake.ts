import { constants } from 'node:fs';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { Failure } from '../../gateways/failure.ts';
import type { Result } from '../../gateways/gateway.ts';
import { renamePatiently } from '../../storage/disk.ts';
import type { DownloadOutcome } from './download.ts';
import { download, finished } from './download.ts';
import { backoffDelay, patienceTries } from './pace.ts';
import { sidecarOf, sidecarPath, writeSidecar } from '../../takes/sidecar.ts';
import type { Next, StepContext } from './stepContext.ts';
import { isHopeless } from './stepContext.ts';
import { errorCode, folderFailure, isFileInTheWay, storageFailure } from '../../storage/storageError.ts';
import { freeTarget, isThere } from '../../takes/takeName.ts';
import type { Task } from '../task.ts';
import { partFile } from '../task.ts';
import { dateText } from '../../shots/dateText.ts';

/** Used-up or unfit links in a row before the user is told. */
const maxBadLinks = 4;
/** Times in a row that a file may be gone under our hands. */
const maxVanished = 2;
const firstRetryMs = 500;
/** Bytes; whoever brings less in a try does not move on. */
const leastGain = 4096;

/**
 * Brings the finished video of a `downloading` task home: streams it beside its target, renames it, writes its sidecar,
 * then ends the task. What a killed window left is gone on from. Trouble pauses the task; it is paid for and never fails here.
 */
export async function fetchTake(task: Task, result: Result, context: StepContext): Promise<Next> {
  const target = task.target ?? (await chooseTarget(task, context));
  if (target === undefined) {
    return undefined;
  }
  const outcome = await bringHome({ ...task, target }, target, result, context);
  context.signal.throwIfAborted();
  if (outcome.kind === 'complete') {
    return conclude(task, target, outcome, context);
  }
  return outcome.kind === 'storage' ? obstructed(task, outcome.failure, context) : tryAgain(task, outcome, context);
}

/** A part that is gone was moved to its place by another window, or removed: looked at once more. What else the disk refuses is the user's to mend. */
async function obstructed(task: Task, failure: Failure, context: StepContext): Promise<Next> {
  return failure.code === 'ENOENT' && context.memory.misses < maxVanished ? tryAgain(task, { kind: 'again', gained: 0, failure }, context) : pause(task, failure, context);
}

/** Written down before the first byte, so that a restart finds what is there already. */
async function chooseTarget(task: Task, { journal }: StepContext): Promise<string | undefined> {
  try {
    await mkdir(task.folder, { recursive: true });
  } catch (error) {
    await journal.apply(task.id, { kind: 'paused', failure: asCheckable(await folderFailure(error, task.folder)) });
    return undefined;
  }
  const target = await freeTarget(task.folder, task);
  const applied = await journal.apply(task.id, { kind: 'fetching', target });
  return applied.kind === 'changed' ? target : undefined;
}

async function bringHome(task: Task, target: string, result: Result, context: StepContext): Promise<DownloadOutcome> {
  const part = partFile(target);
  if (await isThere(target)) {
    // Renamed by a window that was killed before it could say so.
    return finished(target, (await stat(target)).size);
  }
  try {
    await mkdir(task.folder, { recursive: true });
    if (result.kind === 'file') {
      await moveFile(result.path, part);
    }
  } catch (error) {
    return { kind: 'storage', failure: await folderFailure(error, task.folder, target) };
  }
  if (result.kind === 'file') {
    return finished(part, (await stat(part)).size);
  }
  return fetchOneOf(result, task, target, context);
}

/**
 * Tries the addresses that the reply held until one is a video; each passes the same checks. The one that was good is the first from then on.
 * One that is down a second time must not hide the next; a copy with a mark in it is taken only when no other has come for long.
 */
async function fetchOneOf({ url, others = [], marked = [] }: Extract<Result, { kind: 'link' }>, task: Task, target: string, context: StepContext): Promise<DownloadOutcome> {
  const { journal, clock, memory, signal } = context;
  const links = [url, ...others];
  const [http, policy, gateway] = [await context.http(), await context.policyFor(task.baseUrl ?? links[0] ?? ''), await context.gatewayFor(task)];
  const failed: DownloadOutcome[] = [];
  for (const link of links) {
    const mayCome = failed.some(({ kind }) => kind === 'again') && memory.misses < patienceTries - 1;
    if (mayCome && marked.includes(link)) continue;
    const outcome = await download({
      http, link, policy, file: partFile(target), signal, now: () => clock.now(), keyFor: (url) => gateway.linkHeaders(url),
      ...(task.partial && failed.length === 0 && { partial: task.partial }),
      onPartial: async (partial) => { await journal.apply(task.id, { kind: 'fetching', target, partial }); },
    });
    signal.throwIfAborted();
    if (outcome.kind === 'complete' || outcome.kind === 'storage' || (outcome.kind === 'again' && (outcome.gained > 0 || memory.misses === 0))) {
      const rest = links.filter((other) => other !== link);
      memory.result = { kind: 'link', url: link, ...(rest.length > 0 && { others: rest }), ...(marked.length > 0 && { marked }) };
      return outcome;
    }
    failed.push(outcome);
  }
  // A link that the person can still open is worth more than one that is dead.
  return failed.find(({ kind }) => kind === 'again') ?? failed.find((outcome) => outcome.kind === 'unfit' && outcome.failure.command === 'openLink') ?? failed[0]!;
}

/** A rename, or a copy where the two are on different disks. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await renamePatiently(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') {
      throw error;
    }
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await rm(from, { force: true });
  }
}

async function conclude(task: Task, target: string, saved: { readonly bytes: number; readonly sha256: string }, context: StepContext): Promise<Next> {
  const { clock, insist, journal } = context;
  const at = clock.now();
  try {
    if (!(await isThere(target))) {
      await renamePatiently(partFile(target), target);
    }
    await writeSidecar(sidecarPath(target), sidecarOf(journal.get(task.id) ?? task, { video: target, at, ...saved }));
  } catch (error) {
    return obstructed(task, storageFailure(error, target), context);
  }
  await insist(task.id, { kind: 'saved', file: target, bytes: saved.bytes, sha256: saved.sha256, at });
  return undefined;
}

async function tryAgain(task: Task, outcome: Exclude<DownloadOutcome, { kind: 'complete' | 'storage' }>, context: StepContext): Promise<Next> {
  const { clock, journal, memory } = context;
  if (outcome.kind === 'again') {
    const movesOn = outcome.gained >= leastGain;
    memory.misses = movesOn ? 1 : memory.misses + 1;
    if (isHopeless(task, outcome.failure, context)) {
      return pause(task, outcome.failure, context);
    }
    if (memory.misses >= patienceTries) {
      // Hosts say in many ways that a link is used up; the status may give a fresh one.
      delete memory.result;
    }
    await journal.apply(task.id, { kind: 'troubled', failure: outcome.failure });
    // A transfer that moves on is resumed at once; one that gains nothing is given time.
    return movesOn || memory.misses === 1 ? Math.max(firstRetryMs, outcome.retryAfterMs ?? 0) : backoffDelay(memory.misses - 1, clock, outcome.retryAfterMs);
  }
  delete memory.result;
  memory.badLinks += 1;
  if (memory.badLinks >= maxBadLinks) {
    const isExpired = outcome.kind === 'stale' && task.expiresAt !== undefined && task.expiresAt < clock.now();
    return pause(task, isExpired ? { ...outcome.failure, message: expiredWords(task.expiresAt, context.language) } : outcome.failure, context);
  }
  await journal.apply(task.id, { kind: 'troubled', failure: outcome.failure });
  return memory.badLinks === 1 ? firstRetryMs : backoffDelay(memory.badLinks - 1, clock);
}

/** `expiresAt`: milliseconds since 1970. `language`: of the date. */
export function expiredWords(expiresAt: number, language: string): string {
  return l10n.t('The video link expired on {0}, before the video was downloaded.', dateText(expiresAt, language));
}

function asCheckable(failure: Failure): Failure {
  return { ...failure, ...(failure.class === 'storage' && { remedy: savingRemedy(failure) }), command: failure.command === 'openLink' ? failure.command : 'checkNow' };
}

/** The setting for the folder is for tasks to come; this one has its own. */
function savingRemedy({ code }: Failure): string {
  if (isFileInTheWay({ ...(code !== undefined && { code }) })) return l10n.t('Rename that file and try again, or save the video elsewhere.');
  switch (code) {
    case 'ENOSPC': case 'EDQUOT': return l10n.t('Free some space and try again, or save the video elsewhere.');
    case 'EACCES': case 'EPERM': case 'EROFS': return l10n.t('Allow writing there and try again, or save the video elsewhere.');
    default: return l10n.t('Check the folder and try again, or save the video elsewhere.');
  }
}

async function pause(task: Task, failure: Failure, { insist, memory }: StepContext): Promise<Next> {
  memory.badLinks = 0;
  delete memory.result;
  await insist(task.id, { kind: 'paused', failure: asCheckable(failure) });
  return undefined;
}
