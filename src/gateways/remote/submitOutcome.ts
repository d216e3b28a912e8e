import * as l10n from '@vscode/l10n';
import type { SubmitOutcome } from '../gateway.ts';
import { explain, explainFault, explainLostReply } from './explain.ts';
import type { Cause } from './causes.ts';
import { judge } from './failureClass.ts';
import type { HttpOutcome, HttpReply } from '../http/http.ts';
import { factsOf, isSuccessWord } from './facts.ts';
import { isTakenWord } from './phase.ts';
import { type Envelope, openEnvelope, type Reported } from './reply.ts';

/** Statuses after which the request may be running: time-outs on the server's side, conflicts, "see the result elsewhere". */
const ambiguous = new Set([303, 304, 408, 409, 425, 499]);

/**
 * Answers the money question for the one paid request. Only what proves that nothing was taken is `refused`;
 * of that, only what may go out again by itself is marked `retry`. All else is `unknown`.
 */
export function submitOutcomeOf(name: string, outcome: HttpOutcome, secrets: readonly string[], retryAfterMs: number | undefined): SubmitOutcome {
  if (outcome.kind === 'fault') {
    return outcome.fault.delivered === 'no'
      ? { kind: 'refused', failure: explainFault(name, outcome.fault), retry: true }
      : { kind: 'unknown', failure: explainLostReply(name, outcome.fault) };
  }
  const envelope = openEnvelope(outcome.reply, secrets);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  switch (verdict(outcome.reply, envelope)) {
    case 'accepted': {
      const facts = envelope.kind === 'unreadable' ? undefined : envelope.facts;
      if (facts?.id === undefined) {
        const isRefusal = saysWhyNot(envelope.reported) && !saysTaken(envelope);
        return isRefusal ? { kind: 'refused', failure: explain(name, envelope.reported), retry: false } : unknown(name, { ...envelope.reported, text: envelope.reported.text ?? l10n.t('no task ID in its reply') });
      }
      return {
        kind: 'accepted', handle: { remoteId: facts.id },
        ...(facts.estimated_time !== undefined && facts.estimated_time > 0 ? { estimatedSeconds: facts.estimated_time } : {}),
      };
    }
    case 'refused': return { kind: 'refused', failure: explain(name, envelope.reported), retry: false };
    case 'later': return { kind: 'refused', failure: explain(name, envelope.reported), retry: true, ...wait };
    case 'unknown': return unknown(name, envelope.kind === 'unreadable' ? { ...envelope.reported, text: l10n.t('its reply can’t be read') } : envelope.reported);
  }
}

function unknown(name: string, reported: Reported): SubmitOutcome {
  return { kind: 'unknown', failure: explain(name, reported, 'unknown-outcome') };
}

type Verdict = 'accepted' | 'refused' | 'later' | 'unknown';

/**
 * Cloudflare's own statuses for an origin that it could not connect to: down, unreachable, no TLS, its certificate bad, its name unknown
 * (developers.cloudflare.com, 5xx errors). 520, 522, 524 and 527 may come after the request went through.
 */
const notConnected = new Set([521, 523, 525, 526, 530]);

/** Whether the server before the gateway says so itself (also with `cf-mitigated: challenge`, a page that only a browser gets past), not the gateway about somebody that it asked in turn. */
function neverReached({ status, headers, text }: HttpReply): boolean {
  // A relay may pass on the headers of whom it asked; JSON is its own.
  if (text.trimStart().startsWith('{')) { return false; }
  return headers['cf-mitigated'] === 'challenge' || (notConnected.has(status) && headers['server'] === 'cloudflare' && headers['cf-ray'] !== undefined);
}

function verdict(reply: HttpReply, envelope: Envelope): Verdict {
  const { status } = reply;
  if (status >= 200 && status <= 299) { return envelope.kind === 'error' ? verdictOfEnvelope(envelope) : envelope.kind === 'facts' ? 'accepted' : 'unknown'; }
  const { reported } = envelope;
  // Whatever it says beside it: nothing goes out again by itself where there is a task.
  if ((status === 429 || status >= 500) && namesTask(envelope)) { return 'accepted'; }
  if (status === 429) { return saysWhyNot(reported) ? 'refused' : 'later'; }
  if (status === 503 && saysNotExecuted(reported.code)) { return 'later'; }
  if (status >= 500) { return saysWhyNot(reported) || neverReached(reply) ? 'refused' : 'unknown'; }
  return status < 200 || ambiguous.has(status) ? 'unknown' : 'refused';
}

/** Causes that are found out before anything is made: whoever names them has taken nothing. */
const beforehand: ReadonlySet<Cause> = new Set(['balance', 'auth', 'access', 'model', 'content']);

/** Whether the gateway itself, not a page of a server before it, says why it took nothing. */
function saysWhyNot(reported: Reported): boolean {
  const { cause, said } = judge(reported);
  return said && !reported.page && beforehand.has(cause);
}

/** A yes, in a reply without an id: what its words name beside it (a balance, a review to come) is no refusal. */
function saysTaken(envelope: Envelope): boolean {
  if (envelope.kind === 'unreadable') { return false; }
  const { code, success } = factsOf(envelope.root) ?? {};
  const { status } = envelope.facts;
  const words = [envelope.reported.text, ...envelope.reported.others ?? []].join('\n');
  return success === true || (code !== undefined && (isSuccessWord(String(code)) || /^20[0-2]$/.test(String(code))))
    || (status !== undefined && isTakenWord(status)) || /(?<!不|未|没有?|un|not )(成功|success)/i.test(words);
}

/** A task beside a fault of the server: its status will tell. An `id` alone may be the request's. */
function namesTask(envelope: Envelope): boolean {
  return envelope.kind === 'error' && (envelope.facts.task_id !== undefined || (envelope.facts.id !== undefined && envelope.facts.status !== undefined));
}

/** Words of a fault that came in the middle of the work. */
const broken = /internal|time[- ]?out|timed out|unexpected|exception|unknown error|something went wrong|busy|try again|retry|异常|超时|内部|系统错误|未知错误|繁忙|重试/iu;
/** Those of whoever was asked in turn, read or written to. */
const brokenOnTheWay = new RegExp([
  /deadline|panic|overload|unavailable|crash|abort|socket|hang up|\beconn\w+|\bepipe\b|\beof\b|connect|network|\bdns\b|\btls\b|proxy|gateway|upstream|fetch failed/,
  /(status|code|error|http)[^.\n]{0,24}\b5[02]\d\b|\b5[02]\d (bad|internal|service|gateway|error)|(fail|error)\w*( \w+){0,3} (fetch|send|read|write|pars|decod|unmarshal|marshal|sav|stor|updat|insert|creat|record)\w*/,
  /网络|连接|网关|上游|中断|断开|解析|(保存|写入|入库|更新|记录|创建)[^，。]{0,6}(失败|出错|错误)|(失败|出错)[^，。]{0,6}(保存|写入|入库)/,
].map(({ source }) => source).join('|'), 'iu');
/** What could not be read may be the first frame, which is looked at before anything is made. */
const ofThePicture = /\b(image|picture|photo|frame)s?\b|图|首帧/iu;

function tellsOfAFault(text: string): boolean {
  return broken.test(text) || (brokenOnTheWay.test(text) && !ofThePicture.test(text));
}

/** HTTP 200 with an error inside. A task id beside an unclear error is worth more than the error: the task's status will tell. */
function verdictOfEnvelope({ facts, reported }: Extract<Envelope, { kind: 'error' }>): Verdict {
  const { cause, said } = judge(reported);
  switch (cause) {
    case 'rate': return facts.id === undefined ? 'later' : 'accepted';
    case 'auth': case 'balance': case 'content': case 'invalid': case 'access': case 'model': return 'refused';
    default:
      if (facts.id !== undefined) { return 'accepted'; }
      // `success: false` without any code says no and nothing else, unless it tells of something that broke on the way.
      return reported.code === undefined && !said && !tellsOfAFault(reported.text ?? '') ? 'refused' : 'unknown';
  }
}

/**
 * `idempotency_unavailable` (APIMart) and `rate_limit_unavailable` (ToAPIs) say that the request was not executed.
 * The general `service_unavailable` says nothing of the kind: the upstream may have taken it.
 */
function saysNotExecuted(code: string | undefined): boolean {
  return code !== undefined && code.endsWith('_unavailable') && code !== 'service_unavailable';
}
