import * as l10n from '@vscode/l10n';
import type { StatusOutcome } from '../gateway.ts';
import { explain, explainFailedTask, explainFault } from './explain.ts';
import type { HttpOutcome } from '../http/http.ts';
import { readingOf } from './reading.ts';
import { openEnvelope } from './reply.ts';

/** What a status read tells. Nothing in it fails a task but the gateway's own word that it failed. */
export function statusOutcomeOf(name: string, outcome: HttpOutcome, secrets: readonly string[], retryAfterMs: number | undefined): StatusOutcome {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (outcome.kind === 'fault') { return { kind: 'unreadable', then: 'again', failure: explainFault(name, outcome.fault) }; }
  const envelope = openEnvelope(outcome.reply, secrets);
  const { reported } = envelope;
  if (envelope.kind === 'facts' && envelope.facts.status !== undefined) {
    const reading = readingOf(envelope.facts, envelope.facts.status, envelope.root);
    return { kind: 'reading', reading: reading.phase === 'failed' ? { ...reading, failure: explainFailedTask(name, reported) } : reading };
  }
  if (envelope.kind !== 'error') {
    const text = l10n.t('its answer cannot be read');
    return { kind: 'unreadable', then: 'again', failure: explain(name, { ...reported, text }, 'server'), ...wait };
  }
  const notFound = reported.status === 404 || reported.code === '404' || reported.code === 'task_not_found';
  const failure = explain(name, reported);
  const doubtsId = notFound || failure.class === 'invalid' || reported.status === 403 || reported.code === '403';
  const then = failure.class === 'auth' || failure.class === 'balance' || failure.class === 'denied' ? 'pause' : 'again';
  return { kind: 'unreadable', then, failure, ...(notFound ? { notFound } : {}), ...(doubtsId ? { doubtsId } : {}), ...wait };
}
