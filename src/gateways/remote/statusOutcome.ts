import * as l10n from '@vscode/l10n';
import type { StatusOutcome } from '../gateway.ts';
import { explain, explainFailedTask, explainFault } from './explain.ts';
import type { HttpOutcome } from '../http/http.ts';
import type { Cause } from './causes.ts';
import { type Facts, factsOf } from './facts.ts';
import { judge } from './failureClass.ts';
import { quotable } from '../http/redact.ts';
import { isVideoLink, linksOf } from './links.ts';
import { isEnd } from './phase.ts';
import { readingOf } from './reading.ts';
import { type Envelope, openEnvelope, type Reported } from './reply.ts';

/** What a status read tells. Nothing in it fails a task but the gateway's own word that it failed. */
export function statusOutcomeOf(name: string, outcome: HttpOutcome, secrets: readonly string[], retryAfterMs: number | undefined): StatusOutcome {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (outcome.kind === 'fault') { return { kind: 'unreadable', then: 'again', failure: explainFault(name, outcome.fault) }; }
  const envelope = openEnvelope(outcome.reply, secrets);
  const { reported } = envelope;
  const status = envelope.kind === 'facts' ? envelope.facts.status ?? unsaidStatus(envelope.facts, envelope.root) : envelope.kind === 'error' ? refusedAs(outcome.reply.status, envelope) : undefined;
  if (envelope.kind !== 'unreadable' && status !== undefined && !isOfTheCall(envelope, status)) {
    const reading = readingOf(envelope.facts, status, envelope.root);
    return { kind: 'reading', reading: reading.phase === 'failed' ? { ...reading, failure: explainFailedTask(name, withReason(withVerdict(reported), status)) } : reading };
  }
  if (envelope.kind !== 'error' && status === undefined) {
    const text = l10n.t('its reply can’t be read');
    return { kind: 'unreadable', then: 'again', failure: explain(name, { ...reported, text }, 'server'), ...wait };
  }
  const notFound = reported.status === 404 || reported.code === '404' || reported.code === 'task_not_found';
  const { cause } = judge(reported);
  const failure = explain(name, reported, ofOrders.has(cause) ? 'server' : cause);
  const doubtsId = notFound || cause === 'invalid' || reported.status === 403 || reported.code === '403';
  const then = failure.class === 'auth' || failure.class === 'balance' || failure.class === 'denied' ? 'pause' : 'again';
  return { kind: 'unreadable', then, failure, ...(notFound ? { notFound } : {}), ...(doubtsId ? { doubtsId } : {}), ...wait };
}

/** What these advise (another gateway, another shot) is right before a task is taken. Here one is, and goes on: who followed it would pay twice. */
const ofOrders: ReadonlySet<Cause> = new Set(['model', 'content', 'invalid']);

/** Some tell no state at the end but give the video. Anything else without a state tells nothing. */
function unsaidStatus(facts: Facts, root: unknown): string | undefined {
  return linksOf(facts, root).some(isVideoLink) ? 'completed' : undefined;
}

/** A task that ended in the form of a refused call, with a verdict on its content: that is never about the caller. */
function refusedAs(httpStatus: number, { facts, reported }: Exclude<Envelope, { kind: 'unreadable' }>): string | undefined {
  return httpStatus === 200 && facts.status !== undefined && isEnd(facts.status) && judge(reported).cause === 'content' ? facts.status : undefined;
}

/**
 * Words about the caller, in a reply that names no task, are about this call: the task itself goes on. So is an outer "error" or "fail" (as
 * JSend has it), unless it tells of the content.
 */
function isOfTheCall({ facts, reported, root }: Exclude<Envelope, { kind: 'unreadable' }>, status: string): boolean {
  if (facts.id !== undefined || !isEnd(status)) { return false; }
  const { cause } = judge(withVerdict(reported));
  return aboutTheCaller.has(cause) || (cause !== 'content' && /^(error|fail|failure)$/i.test(status.trim()) && factsOf(root)?.status === status);
}

/** A verdict on the content tells why, whatever general sentence stands before it. */
function withVerdict(reported: Reported): Reported {
  const isVerdict = (text: string): boolean => judge({ status: reported.status, text }).cause === 'content';
  const text = judge(reported).cause === 'content' ? undefined : reported.others?.find(isVerdict);
  return text === undefined ? reported : { ...reported, text };
}

const aboutTheCaller: ReadonlySet<Cause> = new Set(['auth', 'balance', 'access', 'rate', 'model']);

/** `moderation_failed`: where nothing else is said, the state is the reason; else it says what kind of. */
function withReason(reported: Reported, status: string): Reported {
  const says = reported.text ?? reported.code ?? reported.type;
  if (/^(fail(ed|ure)?|error)$/i.test(status)) { return reported; }
  return says === undefined ? { ...reported, text: quotable(status) } : { ...reported, type: reported.type ?? quotable(status) };
}
