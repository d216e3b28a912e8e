import * as l10n from '@vscode/l10n';
import type { HttpReply } from '../http/http.ts';
import { quotable } from '../http/redact.ts';
import { type Facts, factsOf, isSuccessWord, saysSuccess } from './facts.ts';
import { readJson } from './json.ts';
import { isVideoLink, linksOf } from './links.ts';
import { pageTitle } from './pageTitle.ts';
import { fieldsOf } from './plainForm.ts';
import { isEnd } from './phase.ts';

/** An error in the gateway's own words, redacted. */
export interface Reported {
  /** HTTP. */
  readonly status: number;
  readonly code?: string;
  readonly type?: string;
  readonly text?: string;
  /** What else it says of the trouble; a description or a title may be the shot's. */
  readonly others?: readonly string[];
  /** No JSON came but a page or plain text: mostly of a server or firewall before the gateway. */
  readonly page?: boolean;
}

/** A reply out of its envelope. `error` may still carry facts, such as a task id. `root` is the whole JSON, free of secrets. */
export type Envelope =
  | { readonly kind: 'facts'; readonly facts: Facts; readonly reported: Reported; readonly root: unknown }
  | { readonly kind: 'error'; readonly facts: Facts; readonly reported: Reported; readonly root: unknown }
  /** A 2xx without a JSON object: HTML, half a reply, nothing. */
  | { readonly kind: 'unreadable'; readonly reported: Reported };

/**
 * Opens a reply: `data` if it is an object, its first element if it is an array, else `output` or `task` (relays), else the root.
 * Never throws. An error even under HTTP 200 are: a numeric `code` outside 0 and 200–202 that no "success" stands beside, `success: false` (both gateways' error
 * pages), `base_resp` with a code (MiniMax's own form), and a word as `code` beside a message where no task is told of.
 */
export function openEnvelope(reply: HttpReply, secrets: readonly string[] = []): Envelope {
  const envelope = opened(reply, secrets);
  const elsewhere = redirectOf(reply);
  // No redirect is followed, with the key on board; where it leads to is the base URL that may be meant.
  return elsewhere === undefined ? envelope : { ...envelope, reported: { ...envelope.reported, text: l10n.t('it redirects to {0}', quotable(elsewhere, secrets)) } };
}

/** Where a redirect leads to, without what may be signed in it. */
function redirectOf({ status, headers: { location } }: HttpReply): string | undefined {
  if (status < 300 || status > 399 || location === undefined || location === '') { return undefined; }
  const url = URL.canParse(location) ? new URL(location) : undefined;
  return url === undefined ? location.replace(/[?#][^]*$/, '') : url.origin === 'null' ? url.protocol : url.origin + url.pathname;
}

function opened(reply: HttpReply, secrets: readonly string[]): Envelope {
  const read = readJson(reply.text, secrets);
  // A list of one is what it holds.
  const root: unknown = Array.isArray(read) && read.length === 1 && typeof read[0] === 'object' ? read[0] : read;
  const fine = reply.status >= 200 && reply.status <= 299;
  const outer = factsOf(root);
  if (!outer) { return withoutObject(reply, root, fine, secrets); }
  const inner = innerFacts(root);
  // A root that tells a status itself is no envelope, whatever its `data` is.
  const isEnvelope = inner !== undefined && (outer.status === undefined || inner.status !== undefined || (isSuccessWord(outer.status) && taskIdOf(inner) !== undefined));
  const told = isEnvelope ? { ...inner, status: inner.status ?? outer.status, id: taskIdOf(inner) ?? taskIdOf(outer) ?? bareId(root) } : { ...outer, id: taskIdOf(outer) ?? bareId(root) };
  const deep = factsBelow(root);
  const levels = inner ? [inner, outer, ...deep] : [outer, ...deep];
  // Wrapped once more than either page says, perhaps below an outer "success" that tells of the call.
  const isYes = told.status !== undefined && isSuccessWord(told.status);
  const nearer = told.id === undefined && (told.status === undefined || isYes) ? deep.find((each) => (taskIdOf(each) ?? each.status) !== undefined) : undefined;
  // Where nothing but that word tells a state, it is one only beside a video.
  const facts = nearer ? { ...nearer, id: taskIdOf(nearer), status: nearer.status ?? (linksOf(told, root).length > 0 ? told.status : undefined) } : told;
  const code = levels.map(baseCode).find(Boolean) ?? errorCode(outer, facts);
  const reported = reportedIn(reply.status, levels, code, secrets);
  const refused = code !== undefined || outer.success === false || (isError(outer) && facts.status === undefined);
  // A task that failed is told of in the words of a refused call by some; one that has its video is done, whatever number says so.
  const tellsAnEnd = refused && fine && facts.id !== undefined && facts.status !== undefined && (isEnd(facts.status) || (!isError(outer) && outer.success !== false && linksOf(facts, root).some(isVideoLink)));
  return { kind: (refused && !tellsAnEnd) || !fine ? 'error' : 'facts', facts, reported, root };
}

function withoutObject(reply: HttpReply, root: unknown, fine: boolean, secrets: readonly string[]): Envelope {
  // Some relays answer with a bare text or list.
  const text = typeof root === 'string' ? quotable(root, secrets) : root === undefined ? pageTitle(reply.text, secrets) : undefined;
  const reported = { status: reply.status, ...(text ? { text } : {}), ...(root === undefined && isPage(reply) ? { page: true } : {}) };
  const id = fine && typeof root === 'string' ? /^(?:[a-z]{2,12}[_-][\w-]{5,120}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(root.trim())?.[0] : undefined;
  if (id !== undefined && /\d/.test(id)) { return { kind: 'facts', facts: { ...factsOf({})!, id }, reported: { status: reply.status }, root }; }
  return fine ? { kind: 'unreadable', reported } : { kind: 'error', facts: {}, reported, root };
}

/** Markup is of whoever stands before the gateway; so is, at a fault, any text. A refusal in plain words is the gateway's. */
function isPage({ status, text }: HttpReply): boolean {
  return status >= 500 || text.trimStart().startsWith('<');
}

/** The task's id: `data[0].task_id`, `data.id`, `data.task_id`, `id`, `task_id`, in the facts of an opened envelope. */
function taskIdOf(facts: Facts): string | undefined {
  return facts.id ?? facts.task_id;
}

/** `"data": "task_1"` (new-api's older video route), a number, a list of one; `task`, `task_ids` by others. */
function bareId(root: unknown): string | undefined {
  const fields = fieldsOf(root as object);
  return [fields.get('data'), fields.get('task'), fields.get('taskids')].map(bareIdIn).find(Boolean);
}

function bareIdIn(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : typeof value === 'object' && value !== null ? bareIdIn(fieldsOf(value).get('taskids')) : value;
  if (typeof one === 'number') { return Number.isInteger(one) && one > 0 ? String(one) : undefined; }
  return typeof one === 'string' && /^[\w-]{6,128}$/.test(one) && /\d/.test(one) ? one : undefined;
}

/** Names that wrap what is told, as relays and vendors of other models use them. */
const wrappers = ['data', 'output', 'task', 'result', 'response', 'responsemetadata', 'body', 'payload', 'resp', 'tasks', 'prediction', 'job', 'jobs', 'generation', 'generations'];
/** Wrappers that are opened at most: they can lie in each other without end. */
const mostWraps = 40;

/** The facts of every level below the root, the outermost first. */
function factsBelow(root: unknown): readonly Facts[] {
  const levels = wrappedIn(root);
  // Grows while it is walked: what lies in a level comes behind all of that level.
  for (const level of levels) { levels.push(...wrappedIn(level).slice(0, mostWraps - levels.length)); }
  return levels.map(factsOf).filter((facts) => facts !== undefined);
}

function wrappedIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) { return []; }
  const fields = fieldsOf(value);
  return wrappers.map((name) => fields.get(name)).map((each): unknown => (Array.isArray(each) ? each.flat(3)[0] : each)).filter((each) => typeof each === 'object' && each !== null);
}

/** Inside a list `task_id` goes first: an `id` there is the row's. */
function innerFacts(root: unknown): Facts | undefined {
  const fields = fieldsOf(root as object);
  const [data, output, task] = [fields.get('data'), fields.get('output'), fields.get('task')];
  if (Array.isArray(data)) {
    // `[[{…}]]` by some.
    const row = factsOf(data.flat(3)[0]);
    return row && { ...row, id: row.task_id ?? row.id };
  }
  return factsOf(data) ?? [output, task].map(factsOf).find((facts) => facts && (taskIdOf(facts) ?? facts.status) !== undefined);
}

/** `base_resp: {status_code, status_msg}`: 0 means that all is well. */
function baseCode({ base_resp: base }: Facts): string | undefined {
  return base?.status_code === undefined || Number(base.status_code) === 0 ? undefined : String(base.status_code);
}

/** The envelope's code when it tells of an error. Words such as "success" are no codes, nor is a word beside a task. */
function errorCode({ code, message, msg, success }: Facts, { id, status }: Facts): string | undefined {
  if (code === undefined) { return undefined; }
  const number = typeof code === 'number' ? code : /^\d{1,6}$/.test(code) ? Number(code) : undefined;
  // 1, 100, 10000, 20000: each a yes somewhere, where the words beside it say so.
  if (number !== undefined) { return number !== 0 && (number < 200 || number > 202) && !saysYes(message ?? msg, success) ? String(number) : undefined; }
  if (typeof code === 'string' && code !== '' && !isSuccessWord(code)) {
    return (id === undefined && status === undefined && (message ?? msg) !== undefined) || success === false ? code : undefined;
  }
  return undefined;
}

function saysYes(words: string | undefined, success: boolean | undefined): boolean {
  return success === true || (success === undefined && words !== undefined && saysSuccess(words));
}

/** `error: null`, `{}`, `""` and `{code: 0}` are what some send when there is none. */
function isError({ error }: Facts): boolean {
  return error !== undefined && (Boolean(error.text ?? error.type) || (error.code !== undefined && Number(error.code) !== 0));
}

function reportedIn(status: number, levels: readonly Facts[], code: string | undefined, secrets: readonly string[]): Reported {
  // The task's own error (inside `data`) is nearer than what the envelope says about the call.
  const error = levels.filter(isError).map((level) => level.error)[0];
  const [text, ...others] = [
    // A single word beside a description is a code.
    levels.some((level) => level.error_text !== undefined) && /^[\w.-]+$/.test(error?.text ?? '') ? undefined : error?.text,
    ...error?.others ?? [],
    ...levels.flatMap((level) => [baseCode(level) === undefined ? undefined : level.base_resp?.status_msg]),
    ...levels.flatMap((level) => [level.message, level.msg, level.fail_reason, level.reason, level.error_text, level.detail]),
  ].filter((each) => each !== undefined).filter((each) => each.trim() !== '' && !isSuccessWord(each) && !/^https?:\/\/\S+$/i.test(each.trim()));
  // At a status that refuses, any code tells why.
  const outerCode = status >= 200 && status <= 299 ? undefined : levels.map((level) => level.code).find((each) => each !== undefined && each !== '' && !isSuccessWord(String(each)));
  const ownCode = error?.code ?? code ?? (outerCode === undefined ? undefined : String(outerCode));
  const type = error?.type ?? levels.map((level) => level.type).find((each) => each !== undefined && /error|fail|denied|invalid/i.test(each));
  return {
    status,
    ...(ownCode === undefined ? {} : { code: quotable(ownCode, secrets) }),
    ...(type ? { type: quotable(type, secrets) } : {}),
    ...(text === undefined ? {} : { text: quotable(text, secrets) }),
    ...(others.length === 0 ? {} : { others: [...new Set(others)].filter((each) => levels.every((level) => level.error_text !== each)).map((each) => quotable(each, secrets)) }),
  };
}
