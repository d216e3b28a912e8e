import * as l10n from '@vscode/l10n';
import type { ClipOutcome } from '../../animatic/clip/clip.ts';
import type { ClipFailure } from '../../animatic/clip/order.ts';
import type { Failure } from '../failure.ts';
import type { Reading } from '../gateway.ts';
import { quotable } from '../http/redact.ts';

/** One render of this process, from its place in the queue to its end. */
export interface Job {
  readonly file: string;
  /** 0 while it waits for its turn. */
  frames: number;
  of: number;
  started: boolean;
  outcome?: ClipOutcome;
}

/** What a job looks like to the tasks. */
export function readJob(job: Job): Reading {
  const { outcome } = job;
  if (outcome?.kind === 'done') return { phase: 'completed', progress: 100, result: { kind: 'file', path: job.file } };
  if (outcome?.kind === 'failed') return { phase: 'failed', failure: failureOf(outcome.reason, outcome.detail) };
  if (outcome?.kind === 'stopped') return { phase: 'cancelled' };
  if (!job.started) return { phase: 'queued' };
  // The last percent is the file's, once it stands under its name.
  const progress = Math.floor(99 * job.frames / Math.max(1, job.of));
  return { phase: 'running', ...(progress > 0 ? { progress } : {}) };
}

/** The renderer's own failures in words. */
export function failureOf(reason: ClipFailure, detail: string): Failure {
  const technical = quotable(detail);
  switch (reason) {
    case 'storage': return {
      class: 'storage', detail: technical,
      message: l10n.t('The preview couldn’t be written to disk.'),
      remedy: l10n.t('Free some space or choose another output folder, then generate again.'), command: 'generateAgain',
    };
    case 'firstFrame': return {
      class: 'invalid', detail: technical,
      message: l10n.t('The first frame couldn’t be read as a JPG, PNG or WebP image.'),
      remedy: l10n.t('Choose another image, then generate again.'), command: 'generateAgain',
    };
    case 'render': return {
      class: 'render', detail: technical,
      message: l10n.t('The preview couldn’t be rendered.'),
      remedy: l10n.t('Generate it again. If it still fails, report it and include the log.'), command: 'generateAgain',
    };
  }
}
