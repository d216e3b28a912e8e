import * as z from 'zod/mini';
import type { HttpReply } from '../http/http.ts';
import { quotable } from '../http/redact.ts';

/** A field that is missing or of another type than it should be reads as absent: one odd field must not cost the whole reply. */
function lenient<Schema extends z.core.SomeType>(schema: Schema): z.ZodMiniCatch<z.ZodMiniOptional<Schema>> {
  return z.catch(z.optional(schema), undefined);
}

const numberOrText = z.union([z.number(), z.string()]);
/** Ids are opaque; a relay that counts its tasks sends numbers. */
const id = lenient(z.union([z.pipe(z.string().check(z.trim()), z.string().check(z.minLength(1), z.maxLength(512))), z.pipe(z.int(), z.transform(String))]));

/** Every field that either gateway or an older form of it is known to send, at the level that the envelope holds. */
const factsSchema = z.object({
  id, task_id: id,
  status: lenient(z.string()),
  progress: lenient(numberOrText),
  estimated_time: lenient(z.number()),
  expires_at: lenient(numberOrText),
  cost: lenient(numberOrText),
  credits_cost: lenient(numberOrText),
  result: lenient(z.unknown()),
  result_url: lenient(z.unknown()),
  video_url: lenient(z.unknown()),
  url: lenient(z.string()),
  error: lenient(z.union([z.string(), z.object({ code: lenient(numberOrText), message: lenient(z.string()), type: lenient(z.string()) })])),
  message: lenient(z.string()),
  msg: lenient(z.string()),
  fail_reason: lenient(z.string()),
  reason: lenient(z.string()),
});
export type Facts = z.infer<typeof factsSchema>;

const rootSchema = z.looseObject({ code: lenient(numberOrText), success: lenient(z.boolean()), data: z.optional(z.unknown()) });

/** An error in the gateway's own words, redacted. */
export interface Reported {
  /** HTTP. */
  readonly status: number;
  readonly code?: string;
  readonly type?: string;
  readonly text?: string;
}

/** A reply out of its envelope. `error` may still carry facts, such as a task id. */
export type Envelope =
  | { readonly kind: 'facts'; readonly facts: Facts; readonly reported: Reported }
  | { readonly kind: 'error'; readonly facts: Facts; readonly reported: Reported }
  /** A 2xx without a JSON object: HTML, half a reply, nothing. */
  | { readonly kind: 'unreadable'; readonly reported: Reported };

/**
 * Opens a reply: `data` if it is an object, its first element if it is an array, else the root. Never throws.
 * A numeric `code` outside 0 and 200–202, or `success: false`, is an error even under HTTP 200 (APIMart and ToAPIs error pages).
 */
export function openEnvelope(reply: HttpReply, secrets: readonly string[] = []): Envelope {
  const root = rootSchema.safeParse(parseJson(reply.text));
  const fine = reply.status >= 200 && reply.status <= 299;
  if (!root.success) {
    const reported = { status: reply.status };
    return fine ? { kind: 'unreadable', reported } : { kind: 'error', facts: {}, reported };
  }
  const outer = factsSchema.parse(root.data);
  const inner = innerFacts(root.data.data);
  // A root that tells a status itself is no envelope, whatever its `data` is.
  const facts = inner && (outer.status === undefined || inner.status !== undefined) ? { ...inner, id: taskIdOf(inner) ?? taskIdOf(outer) } : { ...outer, id: taskIdOf(outer) };
  const code = envelopeCode(root.data.code);
  const reported = reportedIn(reply.status, outer, inner, code, secrets);
  const refused = code !== undefined || root.data.success === false || (outer.error !== undefined && facts.status === undefined);
  return { kind: refused || !fine ? 'error' : 'facts', facts, reported };
}

/** The task's id: `data[0].task_id`, `data.id`, `data.task_id`, `id`, `task_id`, in the facts of an opened envelope. */
function taskIdOf(facts: Facts): string | undefined {
  return facts.id ?? facts.task_id;
}

/** Inside a list `task_id` goes first: an `id` there is the row's. */
function innerFacts(data: unknown): Facts | undefined {
  const facts = factsOf(Array.isArray(data) ? data[0] : data);
  return facts && Array.isArray(data) ? { ...facts, id: facts.task_id ?? facts.id } : facts;
}

function factsOf(value: unknown): Facts | undefined {
  const parsed = factsSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The envelope's code when it tells of an error. Words such as "success" (relays) are no codes. */
function envelopeCode(code: number | string | undefined): string | undefined {
  const number = typeof code === 'string' && /^\d{1,6}$/.test(code) ? Number(code) : code;
  return typeof number === 'number' && number !== 0 && (number < 200 || number > 202) ? String(number) : undefined;
}

function reportedIn(status: number, outer: Facts, inner: Facts | undefined, code: string | undefined, secrets: readonly string[]): Reported {
  // The task's own error (inside `data`) is nearer than what the envelope says about the call.
  const levels = inner ? [inner, outer] : [outer];
  const error = levels.map((level) => level.error).find((each) => each !== undefined);
  const details = typeof error === 'object' ? error : undefined;
  const text = [details?.message, typeof error === 'string' ? error : undefined, ...levels.flatMap((level) => [level.message, level.msg, level.fail_reason, level.reason])]
    .find((each) => each !== undefined && each.trim() !== '');
  const ownCode = details?.code === undefined || details.code === '' ? code : String(details.code);
  return {
    status,
    ...(ownCode === undefined ? {} : { code: quotable(ownCode, secrets) }),
    ...(details?.type ? { type: quotable(details.type, secrets) } : {}),
    ...(text === undefined ? {} : { text: quotable(text, secrets) }),
  };
}
