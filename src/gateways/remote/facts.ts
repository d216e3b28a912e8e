import * as z from 'zod/mini';

/** A field that is missing or of another type than it should be reads as absent: one odd field must not cost the whole reply. */
function lenient<Schema extends z.core.SomeType>(schema: Schema): z.ZodMiniCatch<z.ZodMiniOptional<Schema>> {
  return z.catch(z.optional(schema), undefined);
}

const numberOrText = z.union([z.number(), z.string()]);
/** Ids are opaque; a relay that counts its tasks sends numbers. One that holds our key, taken out, is none. */
const id = lenient(z.union([
  z.pipe(z.string().check(z.trim()), z.string().check(z.minLength(1), z.maxLength(512), z.refine((text) => !text.includes('***')))),
  z.pipe(z.int(), z.transform(String)),
]));
const errorFields = { code: lenient(numberOrText), message: lenient(z.string()), type: lenient(z.string()) };
/** Some wrap what came from above once more. */
const errorSchema = z.pipe(z.object({ ...errorFields, error: lenient(z.object(errorFields)) }), z.transform(({ error, ...own }) => ({
  code: own.code ?? error?.code, message: own.message ?? error?.message, type: own.type ?? error?.type,
})));

/** Every field that either gateway, an older form of it or a relay is known to send, at the level that the envelope holds. */
const factsSchema = z.object({
  id, task_id: id,
  code: lenient(numberOrText),
  success: lenient(z.boolean()),
  type: lenient(z.string()),
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
  error: lenient(z.union([z.string(), errorSchema])),
  message: lenient(z.string()),
  msg: lenient(z.string()),
  fail_reason: lenient(z.string()),
  reason: lenient(z.string()),
  error_text: lenient(z.string()),
  /** FastAPI: a text, or a list of what is wrong with which field. */
  detail: lenient(z.union([z.string(), z.pipe(z.array(z.object({ msg: z.string() })), z.transform((list) => list.map(({ msg }) => msg).join('; ')))])),
  base_resp: lenient(z.object({ status_code: lenient(numberOrText), status_msg: lenient(z.string()) })),
});
export type Facts = z.infer<typeof factsSchema>;

/** Other names for the same, in relays' dialects; the first that is there counts, and only where the plain name is not. */
const otherNames: Readonly<Partial<Record<keyof Facts, readonly string[]>>> = {
  task_id: ['taskId', 'taskID', 'generation_id', 'generationId', 'job_id', 'jobId'],
  status: ['task_status', 'taskStatus', 'state'],
  progress: ['percent', 'percentage'],
  code: ['error_code', 'errorCode', 'errcode', 'err_code'],
  fail_reason: ['failReason', 'failure_reason', 'failed_reason', 'failMsg', 'fail_msg', 'task_status_msg'],
  error_text: ['error_message', 'errorMessage', 'error_msg', 'errmsg', 'err_msg', 'description', 'status_msg'],
};

/** The facts in an object; undefined when it is none. Never throws. */
export function factsOf(value: unknown): Facts | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return undefined; }
  const fields = Object.entries(otherNames).map(([name, others]): [string, unknown] => [name, [name, ...others].map((each) => own(value, each)).find((each) => each !== undefined && each !== null)]);
  const parsed = factsSchema.safeParse({ ...value, ...Object.fromEntries(fields) });
  return parsed.success ? parsed.data : undefined;
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

/** What stands in a `code`, `message` or outer `status` when all is well. */
export function isSuccessWord(word: string): boolean {
  return /^(0|200|success(ful(ly)?)?|succeed(ed)?|ok|okay|true|none|null|请求成功|操作成功|提交成功|成功)[.!。！]?$/i.test(word.trim());
}
