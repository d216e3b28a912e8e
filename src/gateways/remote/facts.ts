import * as z from 'zod/mini';
import { fieldsOf, plainName } from './plainForm.ts';
import { toldIn } from './told.ts';

/** A field that is missing or of another type than it should be reads as absent: one odd field must not cost the whole reply. */
function lenient<Schema extends z.core.SomeType>(schema: Schema): z.ZodMiniCatch<z.ZodMiniOptional<Schema>> {
  return z.catch(z.optional(schema), undefined);
}

const numberOrText = z.union([z.number(), z.string()]);
/** Ids are opaque; a relay that counts its tasks sends numbers. One that holds our key, taken out, is none. */
const id = lenient(z.union([
  z.pipe(z.string().check(z.trim()), z.string().check(z.minLength(1), z.maxLength(2048), z.refine((text) => !text.includes('***')))),
  /** 0 is what some send when there is none. */
  z.pipe(z.int().check(z.refine((number) => number !== 0)), z.transform(String)),
]));
/** A text, an object, a list, JSON within a text: `toldIn` reads what it says. */
const told = z.pipe(z.unknown(), z.transform((value) => toldIn(value)));
const words = lenient(z.pipe(z.unknown(), z.transform((value) => toldIn(value)?.text)));
const yesOrNo = z.union([z.boolean(), z.pipe(z.union([z.literal('false'), z.literal(0), z.literal('0')]), z.transform(() => false)), z.pipe(z.literal('true'), z.transform(() => true))]);

/** `{amount: 2.5, currency: "CNY"}` */
const price = z.pipe(z.object({ amount: z.optional(numberOrText), value: z.optional(numberOrText), currency: z.optional(z.string()), unit: z.optional(z.string()) }), z.transform(({ amount, value, currency, unit }) => [amount ?? value ?? '', currency ?? unit ?? ''].join(' ').trim()));

/** Every field that either gateway, an older form of it or a relay is known to send, at the level that the envelope holds. */
const factsSchema = z.object({
  id, task_id: id,
  code: lenient(numberOrText),
  success: lenient(yesOrNo),
  type: lenient(z.string()),
  status: lenient(z.union([z.string(), z.pipe(z.int(), z.transform(String))])),
  progress: lenient(numberOrText),
  estimated_time: lenient(z.number()),
  expires_at: lenient(numberOrText),
  cost: lenient(z.union([numberOrText, price])),
  credits_cost: lenient(numberOrText),
  result: lenient(z.unknown()),
  result_url: lenient(z.unknown()),
  video_url: lenient(z.unknown()),
  url: lenient(z.string()),
  error: lenient(told),
  message: words,
  msg: words,
  fail_reason: words,
  reason: words,
  error_text: words,
  /** FastAPI: a text, or a list of what is wrong with which field. */
  detail: words,
  base_resp: lenient(z.object({ status_code: lenient(numberOrText), status_msg: lenient(z.string()) })),
});
export type Facts = z.infer<typeof factsSchema>;

/** Other names for the same, in relays' dialects, in the form of `plainName`; the first that is there counts. */
const names: Readonly<Partial<Record<keyof Facts, readonly string[]>>> = {
  task_id: ['generationid', 'jobid', 'predictionid', 'videoid', 'operationid', 'uuid'],
  success: ['ok'],
  status: ['taskstatus', 'state', 'jobstatus'],
  progress: ['percent', 'percentage'],
  code: ['errorcode', 'errcode', 'errno', 'ret', 'retcode', 'statuscode'],
  error: ['errors', 'err', 'failure', 'issues'],
  message: ['info'],
  fail_reason: ['failurereason', 'failedreason', 'failmsg', 'taskstatusmsg'],
  error_text: ['errordescription', 'errormessage', 'errormsg', 'errmsg', 'description', 'statusmsg', 'errordetail', 'title'],
  base_resp: [],
};
const own = Object.keys(factsSchema.shape) as (keyof Facts)[];

/** The facts in an object; undefined when it is none. Never throws. */
export function factsOf(value: unknown): Facts | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return undefined; }
  const fields = fieldsOf(value);
  const found = own.map((name): [string, unknown] => [name, [plainName(name), ...(names[name] ?? [])].map((each) => fields.get(each)).find((each) => each !== undefined)]);
  const facts = Object.fromEntries(found);
  const base = facts['base_resp'];
  if (typeof base === 'object' && base !== null) {
    const inner = fieldsOf(base);
    facts['base_resp'] = { status_code: inner.get('statuscode'), status_msg: inner.get('statusmsg') };
  }
  // `status: false` is a no, and `done: true` an end.
  if (typeof facts['status'] === 'boolean') { facts['success'] ??= facts['status']; }
  if (typeof fields.get('done') === 'boolean' && facts['status'] === undefined) { facts['status'] = fields.get('done') === false ? 'running' : facts['error'] === undefined ? 'done' : 'failed'; }
  const parsed = factsSchema.safeParse(facts);
  return parsed.success ? parsed.data : undefined;
}

/** Whether words say yes; `isSuccessWord` also holds what says nothing. */
export function saysSuccess(words: string): boolean {
  return isSuccessWord(words) && !/^(0|true|none|null)[.!。！]?$/i.test(words.trim());
}

/** What stands in a `code`, `message` or outer `status` when all is well. */
export function isSuccessWord(word: string): boolean {
  return /^(0|200|success(ful(ly)?)?|succeed(ed)?|ok|okay|true|none|null|(请求|操作|提交|查询|获取)?成功)[.!。！]?$/i.test(word.trim());
}
