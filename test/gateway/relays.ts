import type { FailureClass } from '../../src/gateways/failure.ts';

/** What must come of a reply. */
export type Meaning =
  /** Taken and paid for, under this id. */
  | { readonly is: 'accepted'; readonly id: string }
  /** Certainly not charged. `later`: the same request goes out again by itself. */
  | { readonly is: 'refused' | 'later'; readonly class: FailureClass; readonly command?: string }
  /** It may have been charged; nothing goes out again by itself. */
  | { readonly is: 'unconfirmed' }
  | { readonly is: 'queued' | 'running' | 'cancelled' }
  /** With the address that is tried first. */
  | { readonly is: 'completed'; readonly link: string }
  | { readonly is: 'failed'; readonly class: FailureClass; readonly command?: string }
  /** The read is tried again, or the task stands still and says why; it never ends by it. */
  | { readonly is: 'again' | 'paused'; readonly class: FailureClass }
  | { readonly is: 'key valid' }
  | { readonly is: 'key invalid' | 'key unchecked'; readonly quotes: string };

export interface RelayReply {
  /** Unique: the emulator's fault `{"kind": "relay", "name": …}` answers with it. */
  readonly name: string;
  readonly step: 'submit' | 'status' | 'balance';
  readonly status: number;
  /** A string goes out as it is, anything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Compressed although nobody asked for it. */
  readonly encoding?: 'gzip' | 'br' | 'deflate' | 'raw-deflate' | 'zstd';
  readonly meaning: Meaning;
}

const accepted = (id: string): Meaning => ({ is: 'accepted', id });
const refused = (failureClass: FailureClass, command?: string): Meaning => ({ is: 'refused', class: failureClass, ...(command && { command }) });
const wrongKey = refused('auth', 'setApiKey');
const later: Meaning = { is: 'later', class: 'rate' };
const unconfirmed: Meaning = { is: 'unconfirmed' };
const failed = (failureClass: FailureClass, command?: string): Meaning => ({ is: 'failed', class: failureClass, ...(command && { command }) });
const link = 'https://cdn.example/out/a.mp4?sig=1';
const completed: Meaning = { is: 'completed', link };

type Row = readonly [name: string, status: number, body: unknown, meaning: Meaning, more?: Pick<RelayReply, 'headers' | 'encoding'>];

const html = (title: string, body = ''): string => `<!doctype html>\n<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center>${body}</body></html>`;
const openai = (code: string | number | null, message: string, type = 'new_api_error'): object => ({ error: { message, type, param: '', code } });

/** Answers to the one request that costs money. */
const submits: readonly Row[] = [
  ['a task in events', 200, ': ping\n\ndata: {"id":"task_sse_1","status":"queued"}\n\n', { is: 'accepted', id: 'task_sse_1' }, { headers: { 'content-type': 'text/event-stream' } }],
  ['an object a line', 200, '{"id":"task_line_1","status":"queued"}\n{"done":true}\n', { is: 'accepted', id: 'task_line_1' }, { headers: { 'content-type': 'application/x-ndjson' } }],
  ['a task under `prediction`', 201, { prediction: { id: 'task_pred_1' } }, { is: 'accepted', id: 'task_pred_1' }],
  ['a challenge that only browsers pass', 503, html('Just a moment...'), refused('denied'), { headers: { server: 'cloudflare', 'cf-mitigated': 'challenge' } }],
  ['the hard limit of billing', 400, openai('', 'Billing hard limit has been reached'), refused('balance')],
  ['a limit of spending', 403, { message: 'You have reached your monthly spend limit' }, refused('balance')],
  ['Kling: too many tasks at once', 200, { code: 1303, message: 'parallel task over resource pack limit' }, later],
  ['against the policies', 400, { error: { message: 'We couldn’t process your prompt because it goes against our policies' } }, refused('content')],
  ['a human face', 400, openai('', 'The input image may contain a real face'), refused('content')],
  ['a refusal in Japanese', 400, { message: 'プロンプトに不適切な内容が含まれています' }, refused('content')],
  ['a refusal in Korean', 400, { message: '해당 요청은 정책을 위반합니다' }, refused('content')],
  ['events without a task', 200, 'event: ping\ndata: {}\n\n', { is: 'unconfirmed' }, { headers: { 'content-type': 'text/event-stream' } }],
  ['a task in a list in a list', 200, { code: 200, data: [[{ task_id: 'task_deep_1' }]] }, { is: 'accepted', id: 'task_deep_1' }],
  ['an id as the whole reply', 201, '"task_bare_0001"', { is: 'accepted', id: 'task_bare_0001' }],
  ['a word as the whole reply', 200, '"submitted"', { is: 'unconfirmed' }],
  ['Cloudflare: the web server is down', 521, 'error code: 521', refused('server'), { headers: { server: 'cloudflare', 'cf-ray': '8f1a-FRA' } }],
  ['Cloudflare: a time-out after it was connected', 524, 'error code: 524', { is: 'unconfirmed' }, { headers: { server: 'cloudflare', 'cf-ray': '8f1a-FRA' } }],
  ['Cloudflare: the certificate of the origin is bad', 526, html('526'), refused('server'), { headers: { server: 'cloudflare', 'cf-ray': '8f1a-FRA' } }],
  // Money. Words of it win over the status that carries them.
  ['one-api: 403 with the token pre-charge failed', 403, openai('pre_consume_token_quota_failed', '预扣费额度失败, 用户剩余额度: ＄0.012, 需要预扣费额度: ＄0.27 (request id: 20261127)'), refused('balance')],
  ['new-api: flat quota_not_enough', 403, { code: 'quota_not_enough', message: 'user quota is not enough', data: null }, refused('balance')],
  ['new-api: flat quota_not_enough under 200', 200, { code: 'quota_not_enough', message: '用户额度不足', data: null }, refused('balance')],
  ['new-api: insufficient_user_quota under 403', 403, openai('insufficient_user_quota', '用户额度不足, 剩余额度: ¥0.00'), refused('balance')],
  ['one-api: the token has used up its quota, under 401', 401, openai('', '该令牌额度已用尽 !token.UnlimitedQuota && token.RemainQuota = -12', 'one_api_error'), refused('balance')],
  ['a relay: 余额不足 under 401', 401, { success: false, message: '余额不足，请前往充值' }, refused('balance')],
  ['a relay: arrears under 403', 403, { code: 403, msg: '您的账户已欠费，请充值后再试' }, refused('balance')],
  ['a relay: bare words under 200', 200, { message: '账户余额不足' }, refused('balance')],
  ['new-api: pre-charge failed under 500', 500, openai('pre_consume_token_quota_failed', 'pre-consume failed, user quota insufficient'), refused('balance')],
  ['OpenAI: insufficient_quota under 429 is no pace', 429, openai('insufficient_quota', 'You exceeded your current quota, please check your plan and billing details.', 'insufficient_quota'), refused('balance')],
  ['plain 402', 402, html('402 Payment Required'), refused('balance')],
  ['not enough credits under 400', 400, { error: 'Not enough credits to run this request. Please top up.' }, refused('balance')],
  ['MiniMax: 1008 under 200', 200, { task_id: '', base_resp: { status_code: 1008, status_msg: 'insufficient balance' } }, refused('balance')],
  ['MiniMax: 1008 inside data', 200, { code: 0, data: { base_resp: { status_code: '1008', status_msg: 'insufficient balance' } } }, refused('balance')],
  ['package used up, in Chinese', 403, { error: { message: '资源包额度已用完', code: 'QuotaExhausted' } }, refused('balance')],
  ['a wallet that is empty', 403, { detail: 'Your wallet balance is too low' }, refused('balance')],
  // Moderation.
  ['rejected by the safety system', 400, openai('', 'Your request was rejected by our safety system.', 'invalid_request_error'), refused('content')],
  ['MiniMax: 1026 under 200', 200, { task_id: '', base_resp: { status_code: 1026, status_msg: 'input new_sensitive' } }, refused('content')],
  ['MiniMax: 1027 under 200', 200, { base_resp: { status_code: 1027, status_msg: 'output new_sensitive' } }, refused('content')],
  ['审核不通过 under 500', 500, { code: 500, message: '内容审核不通过，请修改提示词' }, refused('content')],
  ['敏感词 under 403', 403, { error: { message: '提示词包含敏感词', code: 'sensitive_words_detected' } }, refused('content')],
  ['flagged', 400, { error: 'Prompt flagged as potentially violating our usage policy' }, refused('content')],
  ['nsfw as a code', 422, { code: 'nsfw_detected', message: 'image rejected' }, refused('content')],
  ['prohibited content under 200', 200, { success: false, message: 'The prompt contains prohibited content' }, refused('content')],
  ['a copyright refusal', 400, openai('content_filter', 'Blocked: the image may infringe copyright'), refused('content')],
  ['a reviewer that timed out is no refusal', 500, { code: 500, message: 'moderation service timed out' }, unconfirmed],
  ['case-sensitive is not sensitive', 400, openai('model_invalid', 'The field resolution is case-sensitive', 'invalid_request_error'), refused('invalid')],
  // The key.
  ['401 of any kind', 401, openai('', '无效的令牌 (request id: 2026)', 'one_api_error'), wrongKey],
  ['401 page of a server', 401, html('401 Authorization Required', 'nginx'), wrongKey],
  ['403 that names the key', 403, openai('invalid_api_key', 'Incorrect API key provided: sk-abc*def'), wrongKey],
  ['403: the token has expired', 403, openai(null, '该令牌已过期', 'one_api_error'), wrongKey],
  ['400 that names an invalid key', 400, { error: { message: 'Invalid API key', type: 'invalid_request_error' } }, wrongKey],
  ['MiniMax: 1004 under 200', 200, { base_resp: { status_code: 1004, status_msg: 'login fail: Please carry the API secret key in the Authorization field' } }, wrongKey],
  ['MiniMax: 2049 under 200', 200, { base_resp: { status_code: 2049, status_msg: 'invalid api key' } }, wrongKey],
  ['not logged in, in Chinese', 401, { success: false, message: '无权进行此操作，未登录且未提供 access token' }, wrongKey],
  // Where one stands.
  ['403 page of Cloudflare', 403, html('Attention Required! | Cloudflare', '<p>Sorry, you have been blocked. You are unable to access api.example. Token: 8f</p>'), refused('denied')],
  ['403 page of nginx', 403, html('403 Forbidden', '<hr><center>nginx/1.24.0</center>'), refused('denied')],
  ['403 page that wants a login', 403, html('Sign in', '<form>token password</form>'), refused('denied')],
  ['OpenAI: region', 403, openai('unsupported_country_region_territory', 'Country, region, or territory not supported', 'request_forbidden'), refused('denied')],
  ['IP not on the list of the token', 403, openai('', '您的 IP 不在令牌允许访问的列表中', 'one_api_error'), refused('denied')],
  ['IP not allowed, in English', 403, { message: 'Your IP address 203.0.113.9 is not in the allowlist of this API key' }, refused('denied')],
  ['the area is not served', 400, { error: { message: '当前地区不支持访问', code: 'region_denied' } }, refused('denied')],
  ['403 without a word', 403, '', refused('denied')],
  ['403 of no kind', 403, openai(403, 'not yours', 'permission_error'), refused('denied')],
  ['the account is suspended for its content', 403, { error: 'Your account has been suspended for violating our terms' }, refused('denied')],
  ['Alibaba firewall 405', 405, html('405', 'Sorry, your request has been blocked as it may cause potential threats to the server\'s security.'), refused('invalid')],
  // What is offered.
  ['new-api: no channel', 503, openai('model_not_found', '当前分组 default 下对于模型 MiniMax-Hailuo-2.3 无可用渠道 (distributor)'), refused('invalid')],
  ['new-api: no channel, without a code', 503, openai(null, 'No available channel for model MiniMax-Hailuo-2.3 under group default (distributor)'), refused('invalid')],
  ['one-api: no channel, flat', 503, { code: 'get_channel_failed', message: '无可用渠道', data: null }, refused('invalid')],
  ['404 the model does not exist', 404, openai('model_not_found', 'The model `MiniMax-Hailuo-2.3` does not exist or you do not have access to it.'), refused('invalid')],
  ['403 the token may not use the model', 403, openai(null, '该令牌无权访问模型 MiniMax-Hailuo-2.3', 'one_api_error'), refused('invalid')],
  ['403 not allowed to use the model', 403, { error: 'This API key is not allowed to use model MiniMax-Hailuo-2.3' }, refused('invalid')],
  ['the model has no price', 500, openai('model_price_error', '模型 MiniMax-Hailuo-2.3 倍率或价格未配置'), refused('invalid')],
  // Pace.
  ['new-api: upstream saturated', 429, openai(null, '当前分组上游负载已饱和，请稍后再试'), later],
  ['429 page', 429, html('429 Too Many Requests', 'nginx'), later],
  ['MiniMax: 1002 under 200', 200, { base_resp: { status_code: 1002, status_msg: 'rate limit' } }, later],
  ['MiniMax: 1039 under 200', 200, { base_resp: { status_code: 1039, status_msg: 'TPM limit' } }, later],
  ['rate_limit_unavailable', 503, openai('rate_limit_unavailable', 'not executed'), later],
  // What may have been charged stays open.
  ['502 page', 502, html('502 Bad Gateway', 'nginx'), unconfirmed],
  ['Cloudflare 524', 524, html('api.example | 524: A timeout occurred'), unconfirmed],
  ['Cloudflare 522', 522, html('api.example | 522: Connection timed out'), unconfirmed],
  ['504 as JSON', 504, openai('bad_response_status_code', 'upstream timeout'), unconfirmed],
  ['500 about nothing', 500, openai('do_request_failed', 'do request failed: Post: EOF'), unconfirmed],
  ['a page of money words before the gateway proves nothing', 502, html('Insufficient balance'), unconfirmed],
  ['the words of a rate limit under 500 prove nothing', 500, openai(null, 'upstream rate limit exceeded'), unconfirmed],
  ['MiniMax: 1001 under 200', 200, { base_resp: { status_code: 1001, status_msg: 'timeout' } }, unconfirmed],
  ['200 with a page that checks the browser', 200, html('Just a moment...'), unconfirmed],
  ['200 with half a reply', 200, '{"code":200,"data":[{"task_', unconfirmed],
  ['200 with nothing', 200, '', unconfirmed],
  ['200 with a list of nothing', 200, '[]', unconfirmed],
  ['200 that names no task', 200, { code: 200, data: {} }, unconfirmed],
  ['a task under the key as its id', 200, { id: '$KEY' }, unconfirmed],
  // Taken.
  ['MiniMax: taken', 200, { task_id: '106916112212032', base_resp: { status_code: 0, status_msg: 'success' } }, accepted('106916112212032')],
  ['a number beyond 2^53', 200, '{"code":0,"data":{"task_id":9223372036854775807}}', accepted('9223372036854775807')],
  ['a number beyond 2^53 beside fractions', 200, '{"id":1069161122120321234,"progress":0.1234567890123456789}', accepted('1069161122120321234')],
  ['a small number', 200, { data: { id: 42 } }, accepted('42')],
  ['code as a word of success', 200, { code: 'success', message: '', data: { task_id: 'task_s1' } }, accepted('task_s1')],
  ['code as another word beside a task', 200, { code: 'queued', message: 'Task submitted', data: { task_id: 'task_s2' } }, accepted('task_s2')],
  ['the id as data itself', 200, { code: 'success', message: '', data: 'task_5Zr8kQ' }, accepted('task_5Zr8kQ')],
  ['Alibaba: inside output', 200, { request_id: 'r-1', output: { task_id: '0385dc79-5ff8', task_status: 'PENDING' } }, accepted('0385dc79-5ff8')],
  ['taskId in camel case', 200, { code: 200, msg: 'success', data: { taskId: 'ee9c2715375b' } }, accepted('ee9c2715375b')],
  ['an empty error beside the task', 200, { id: 'task_e1', status: 'queued', error: {} }, accepted('task_e1')],
  ['error null and success true', 200, { success: true, error: null, data: { id: 'task_e2' } }, accepted('task_e2')],
  ['500 with a task that was made', 500, { code: 500, message: 'save log failed', data: { task_id: 'task_e3' } }, accepted('task_e3')],
  ['byte order mark', 200, '\uFEFF{"id":"task_b1","status":"queued"}', accepted('task_b1')],
  ['in gzip, not asked for', 200, { code: 200, data: [{ status: 'submitted', task_id: 'task_gz' }] }, accepted('task_gz'), { encoding: 'gzip' }],
  ['in Brotli, not asked for', 200, { id: 'task_br', status: 'queued' }, accepted('task_br'), { encoding: 'br' }],
  ['in deflate, not asked for', 200, { id: 'task_df', status: 'queued' }, accepted('task_df'), { encoding: 'deflate' }],
  ['in deflate without its frame', 200, { id: 'task_rd', status: 'queued' }, accepted('task_rd'), { encoding: 'raw-deflate' }],
  ['in Zstandard, not asked for', 200, { id: 'task_zs', status: 'queued' }, accepted('task_zs'), { encoding: 'zstd' }],
  ['said to be gzip and is not', 200, { id: 'task_ng', status: 'queued' }, accepted('task_ng'), { headers: { 'content-encoding': 'gzip' } }],
  ['a refusal in gzip', 403, openai('insufficient_user_quota', '用户额度不足'), refused('balance'), { encoding: 'gzip' }],
  // Other clouds' forms: names in any case, wrapped, listed, JSON within a text.
  ['Alibaba: Code and Message', 400, { Code: 'Arrearage', Message: 'Access denied, please make sure your account is in good standing.', RequestId: 'r' }, refused('balance')],
  ['VolcEngine: ResponseMetadata.Error', 403, { ResponseMetadata: { RequestId: 'x', Error: { Code: 'AccountOverdueError', Message: 'The account has an overdue balance.' } } }, refused('balance')],
  ['VolcEngine: sensitive content', 400, { error: { code: 'InputTextSensitiveContentDetected', message: 'The input text may contain sensitive information.' } }, refused('content')],
  ['Tencent: Response.Error', 200, { Response: { Error: { Code: 'FailedOperation.InsufficientBalance', Message: '余额不足' }, RequestId: 'a' } }, refused('balance')],
  ['errors as a list of objects', 400, { errors: [{ message: 'Insufficient credits', code: 'credits' }] }, refused('balance')],
  ['errors as a list of objects under 500', 500, { errors: [{ code: 'CONTENT_BLOCKED', detail: 'Prompt violates our policy' }] }, refused('content')],
  ['errors by field', 422, { errors: { prompt: ['The prompt contains sensitive words'] } }, refused('content')],
  ['error_description beside a word', 403, { error: 'forbidden', error_description: 'Insufficient balance, please recharge' }, refused('balance')],
  ['problem details with a title alone', 403, { title: 'Insufficient funds', status: 403 }, refused('balance')],
  ['detail as an object', 403, { detail: { message: 'Not enough credits', code: 'no_credits' } }, refused('balance')],
  ['a message that holds JSON', 400, { error: { message: '{"error":{"message":"用户余额不足"}}', code: 'upstream_error' } }, refused('balance')],
  ['a sentence that holds MiniMax’ numbers', 500, { error: { message: 'upstream: {"base_resp":{"status_code":1008,"status_msg":""}}', type: 'upstream_error' } }, refused('balance')],
  ['base_resp two levels down', 200, { code: 0, data: { task_id: '', data: { base_resp: { status_code: 1008, status_msg: 'insufficient balance' } } } }, refused('balance')],
  ['success as text', 200, { success: 'false', message: '余额不足' }, refused('balance')],
  ['ok: false', 200, { ok: false, error: 'quota exceeded for this account' }, refused('balance')],
  ['an id of 0 is none', 200, { id: 0, message: 'quota not enough' }, refused('balance')],
  ['a quota of requests in a time is a matter of pace', 429, { error: { message: 'Quota exceeded for requests per minute' } }, later],
  ['Traditional Chinese: money', 403, { message: '帳戶餘額不足，請儲值' }, refused('balance')],
  ['Traditional Chinese: review', 400, { message: '內容審核不通過' }, refused('content')],
  ['Traditional Chinese: key', 403, { message: '金鑰無效' }, wrongKey],
  ['Traditional Chinese: channel', 403, { message: '無可用渠道' }, refused('invalid')],
  ['Traditional Chinese: pace', 200, { code: 'busy', message: '請求過於頻繁，請稍後再試' }, later],
  ['words blocked by a filter', 400, { error: { message: 'Your prompt was blocked by our filters' } }, refused('content')],
  ['access from a country is no content', 403, { error: { message: 'Access from China is prohibited' } }, refused('denied')],
  ['a model outside the plan', 403, { error: { message: 'Model is not in your plan' } }, refused('invalid')],
  ['a refusal in plain words', 403, 'insufficient balance', refused('balance')],
  ['plain words at a fault prove nothing', 500, 'insufficient balance', unconfirmed],
  ['XML at a fault proves nothing', 500, '<?xml version="1.0"?><Error><Code>InsufficientBalance</Code></Error>', unconfirmed],
  ['taken: names in Pascal case', 200, { Code: 200, Data: { TaskId: 't_pascal' } }, accepted('t_pascal')],
  ['taken: two wraps', 200, { code: 200, data: { code: 0, data: { task_id: 't_two' } } }, accepted('t_two')],
  ['taken: a list as the root', 200, [{ id: 't_root', status: 'queued' }], accepted('t_root')],
  ['taken: JSON within a text', 200, { code: 200, data: '{"task_id":9223372036854775807}' }, accepted('9223372036854775807')],
  ['taken: a number as data', 200, '{"code":200,"data":9223372036854775806}', accepted('9223372036854775806')],
  ['taken: a list of tasks', 200, { tasks: [{ id: 't_list' }] }, accepted('t_list')],
  ['taken: an id with slashes', 200, { id: 'projects/p1/operations/op-77' }, accepted('projects/p1/operations/op-77')],
  ['taken: a negative number', 200, { data: { task_id: -5 } }, accepted('-5')],
  ['a fraction is no id', 200, '{"data":{"task_id":12.5}}', unconfirmed],
  ['a flood in gzip', 200, `{"id":"task_fl","pad":"${' '.repeat(6_000_000)}"}`, unconfirmed, { encoding: 'gzip' }],
  // What tells of a thing done, or breaks on the way, may have been charged whatever else it names.
  ['429 beside a task', 429, { error: { message: 'rate limit' }, task_id: 'task_429' }, accepted('task_429')],
  ['503 not executed, beside a task all the same', 503, { error: { code: 'rate_limit_unavailable', message: 'later' }, task_id: 'task_503' }, accepted('task_503')],
  ['a rate limit under 200 beside a task', 200, { code: 1002, message: 'rate limit', data: { task_id: 'task_1002' } }, accepted('task_1002')],
  ['deducted from the balance, in Chinese', 500, { message: '已从余额扣除 0.28，任务提交超时' }, unconfirmed],
  ['charged, then broken', 500, { message: '扣费成功，余额 5.00 元，但上游返回异常' }, unconfirmed],
  ['charged, then broken, under 200', 200, { code: 500, message: '扣费成功，余额 5.00 元，但上游返回异常' }, unconfirmed],
  ['credits deducted, out of balance words', 500, openai(null, 'Deducted 28 credits, balance is empty now; upstream timed out'), unconfirmed],
  ['submitted, but the balance was not written', 500, { error: { message: '任务已提交，余额更新失败' } }, unconfirmed],
  ['created, but the webhook is prohibited', 500, { error: { message: 'task created but webhook prohibited' } }, unconfirmed],
  ['a refusal that says it did not charge', 500, openai(null, 'Insufficient balance. You have not been charged.'), refused('balance')],
  ['a database that speaks of violations', 500, openai(null, 'ERROR: duplicate key value violates unique constraint "tasks_pkey" (SQLSTATE 23505)'), unconfirmed],
  ['a header that is explicit content', 500, openai(null, 'missing explicit content-type'), unconfirmed],
  ['sensitive data that was taken out of a log', 502, openai(null, 'upstream error: sensitive data redacted'), unconfirmed],
  ['a broken worker under 200', 200, { error: 'Internal error, please contact support' }, unconfirmed],
  ['success false for a time-out', 200, { success: false, message: '上游超时' }, unconfirmed],
  ['success false for no reason', 200, { success: false, message: 'no' }, refused('server')],
  ['a balance that suffices is not the trouble', 403, { error: { message: '余额充足，但该分组不可用' } }, refused('denied')],
];

/** Answers to a status read. */
const statuses: readonly Row[] = [
  // Where the link is.
  ['a state in Japanese', 200, { id: 'a', status: '完了', url: link }, completed],
  ['BFL: Request Moderated', 200, { id: 'a', status: 'Request Moderated' }, failed('content')],
  ['`null` as a text', 200, { id: 'a', status: 'completed', video_url: 'null', url: link }, completed],
  ['a link without its scheme', 200, { status: 'completed', result: { data: [{ url: '//cdn.example/out/a.mp4?sig=1' }] } }, completed],
  ['a link in an answer of a chat', 200, { id: 'a', status: 'completed', choices: [{ message: { content: `Your video: ${link}` } }] }, completed],
  ['a link in `resource`', 200, { id: 'a', status: 'completed', data: { works: [{ resource: { resource: link } }] } }, completed],
  ['states, an object a line', 200, `{"status":"running"}\n{"status":"completed","url":"${link}"}\n`, completed],
  ['MiniMax: Fail with 1027, without an id', 200, { status: 'Fail', base_resp: { status_code: 1027, status_msg: 'output new_sensitive' } }, failed('content')],
  ['url at the root', 200, { id: 'a', status: 'completed', url: link }, completed],
  ['data.url', 200, { code: 200, data: { status: 'SUCCESS', url: link } }, completed],
  ['data[0].url', 200, { status: 'success', data: [{ url: link }] }, completed],
  ['metadata.url', 200, { id: 'a', object: 'video', status: 'completed', progress: 100, metadata: { url: link } }, completed],
  ['output[0]', 200, { id: 'a', status: 'succeeded', output: [link] }, completed],
  ['output as text', 200, { id: 'a', status: 'succeeded', output: link }, completed],
  ['content.video_url', 200, { id: 'cgt-1', status: 'succeeded', content: { video_url: link } }, completed],
  ['older new-api: fail_reason', 200, { code: 'success', data: { task_id: 'a', status: 'SUCCESS', progress: '100%', fail_reason: link } }, completed],
  ['Alibaba: output.video_url', 200, { output: { task_id: 'a', task_status: 'SUCCEEDED', video_url: link, orig_prompt: 'https://other.example/p' } }, completed],
  ['kling: task_result.videos', 200, { code: 0, data: { task_id: 'a', task_status: 'succeed', task_result: { videos: [{ id: 'v', url: link, duration: '6' }] } } }, completed],
  ['MiniMax: file.download_url', 200, { task_id: 'a', status: 'Success', file: { file_id: 1, download_url: link }, base_resp: { status_code: 0, status_msg: 'success' } }, completed],
  ['a cover beside it', 200, { id: 'a', status: 'completed', data: { cover_url: 'https://cdn.example/c', thumbnail: 'https://cdn.example/t.jpg', play: link } }, completed],
  ['upstream reply inside data.data', 200, { code: 'success', data: { task_id: 'a', status: 'SUCCESS', data: { creations: [{ url: link, cover: 'https://x.example/c' }] } } }, completed],
  // Words for an end.
  ['succeed', 200, { id: 'a', status: 'succeed', url: link }, completed],
  ['finished with a link', 200, { id: 'a', status: 'Finished', video_url: link }, completed],
  ['done with a link', 200, { id: 'a', status: 'done', result: { url: link } }, completed],
  ['完成 with a link', 200, { id: 'a', status: '已完成', url: link }, completed],
  ['nobody knows the word, but link and 100 % are there', 200, { id: 'a', status: 'vollbracht', progress: 100, url: link }, completed],
  ['done without a link or 100 % is a step', 200, { id: 'a', status: 'done', progress: 40 }, { is: 'running' }],
  ['an unknown word', 200, { id: 'a', status: 'warming up', progress: '12%' }, { is: 'running' }],
  ['MiniMax: Preparing', 200, { task_id: 'a', status: 'Preparing', base_resp: { status_code: 0, status_msg: 'success' } }, { is: 'queued' }],
  ['NOT_START', 200, { code: 'success', data: { task_id: 'a', status: 'NOT_START', progress: '0%' } }, { is: 'queued' }],
  ['canceled', 200, { id: 'a', status: 'canceled' }, { is: 'cancelled' }],
  ['rejected', 200, { id: 'a', status: 'rejected', message: 'no slot' }, failed('server', 'generateAgain')],
  ['timeout', 200, { id: 'a', status: 'timeout' }, failed('server', 'generateAgain')],
  ['aborted', 200, { id: 'a', state: 'aborted' }, failed('server', 'generateAgain')],
  ['render_failed', 200, { id: 'a', status: 'render_failed', reason: 'gpu lost' }, failed('server', 'generateAgain')],
  // What a failed task says of content must not lead to the same again.
  ['failed: safety system', 200, { id: 'a', status: 'failed', error: { code: 'generation_failed', message: 'Your request was rejected by our safety system' } }, failed('content')],
  ['failed: 审核不通过', 200, { code: 'success', data: { task_id: 'a', status: 'FAILURE', fail_reason: '视频审核不通过' } }, failed('content')],
  ['failed: nsfw_detected', 200, { id: 'a', status: 'failed', error: { code: 'nsfw_detected', message: '' } }, failed('content')],
  ['nsfw as the status', 200, { id: 'a', status: 'nsfw_detected', message: 'nsfw content detected' }, failed('content')],
  ['failed: 违规 beside success false', 200, { success: false, data: { id: 'a', status: 'failed', error: '内容违规' } }, failed('content')],
  ['MiniMax: Fail with 1027', 200, { task_id: 'a', status: 'Fail', base_resp: { status_code: 1027, status_msg: 'output new_sensitive' } }, failed('content')],
  ['failed: balance', 200, { id: 'a', status: 'failed', error: { code: 'insufficient_quota', message: 'no credits' } }, failed('balance')],
  ['failed: the upstream’s own key is not ours', 200, { id: 'a', status: 'failed', error: { code: 401, message: 'invalid api key' } }, failed('server', 'generateAgain')],
  ['failed: nothing told', 200, { id: 'a', status: 'failed' }, failed('server', 'generateAgain')],
  ['JSON within a text', 200, { code: 200, data: { taskId: 'a', state: 'success', resultJson: JSON.stringify({ resultUrls: [link] }) } }, completed],
  ['a link within a sentence', 200, { id: 'a', status: 'completed', content: `Your video: [download](${link})` }, completed],
  ['addresses of the task beside it', 200, { id: 'a', status: 'succeeded', urls: { get: 'https://api.example/p/a', cancel: 'https://api.example/p/a/cancel' }, status_url: 'https://api.example/s', output: link }, completed],
  ['the one with a watermark is the last choice', 200, { id: 'a', status: 'completed', data: { watermark_url: 'https://cdn.example/wm.mp4', video_url: link } }, completed],
  ['no state, but the video', 200, { id: 'a', video_url: link }, completed],
  ['a number as the state', 200, { code: 0, data: { task_id: 'a', status: 1 } }, { is: 'running' }],
  ['done: true', 200, { name: 'op/a', done: true, response: { generatedSamples: [{ video: { uri: link } }] } }, completed],
  ['done: false', 200, { name: 'op/a', done: false }, { is: 'running' }],
  ['TASK_STATUS_SUCCEED', 200, { id: 'a', status: 'TASK_STATUS_SUCCEED', url: link }, completed],
  ['TASK_STATUS_FAILED', 200, { id: 'a', status: 'TASK_STATUS_FAILED' }, failed('server', 'generateAgain')],
  ['completed_with_warnings', 200, { id: 'a', status: 'completed_with_warnings', url: link }, completed],
  ['審核不通過 as the state', 200, { id: 'a', status: '審核不通過' }, failed('content')],
  ['moderation_failed as the state', 200, { id: 'a', status: 'moderation_failed' }, failed('content')],
  ['user_cancelled', 200, { id: 'a', status: 'user_cancelled' }, { is: 'cancelled' }],
  ['stopped is a word that ends nothing', 200, { id: 'a', status: 'stopped' }, { is: 'running' }],
  ['moderation_blocked beside a word that says little', 200, { id: 'a', status: 'moderation_blocked', message: 'blocked' }, failed('content')],
  ['content_policy_violation as the state', 200, { id: 'a', status: 'content_policy_violation' }, failed('content')],
  ['another number as the state, and the video', 200, { code: 0, data: { task_id: 'a', status: 3, video_url: link } }, completed],
  ['a number as the state, a preview, and half the way', 200, { code: 0, data: { task_id: 'a', status: 2, progress: 40, video_url: link } }, { is: 'running' }],
  ['a share as the progress', 200, { id: 'a', status: 'RUNNING', progress: 0.4 }, { is: 'running' }],
  ['events', 200, `event: status\ndata: {"id":"a","status":"running"}\n\nevent: status\ndata: {"id":"a","status":"completed","url":"${link}"}\n\ndata: [DONE]\n\n`, completed, { headers: { 'content-type': 'text/event-stream' } }],
  ['a list in a list', 200, { data: [[{ task_id: 'a', status: 'completed', url: link }]] }, completed],
  ['a link escaped for a page', 200, { id: 'a', status: 'completed', url: `${link}?expires=1&amp;sig=2` }, { is: 'completed', link: `${link}?expires=1&sig=2` }],
  // What ends nothing.
  ['an error about the key that names no task', 200, { status: 'error', message: 'invalid token' }, { is: 'paused', class: 'auth' }],
  ['money is short for the call, not for a task', 200, { status: 'fail', msg: '余额不足' }, { is: 'paused', class: 'balance' }],
  ['403 page while reading', 403, html('403 Forbidden'), { is: 'paused', class: 'denied' }],
  ['quota used up while reading', 403, { code: 'quota_not_enough', message: '额度不足' }, { is: 'paused', class: 'balance' }],
  ['401 while reading', 401, openai('', '无效的令牌'), { is: 'paused', class: 'auth' }],
  ['no channel while reading', 503, openai('model_not_found', '无可用渠道'), { is: 'again', class: 'invalid' }],
  ['520 while reading', 520, html('520'), { is: 'again', class: 'server' }],
  ['the call failed, not the task', 200, { code: 500, status: 'error', message: 'database is locked' }, { is: 'again', class: 'server' }],
  ['a completed task in Brotli', 200, { id: 'a', status: 'completed', url: link }, completed, { encoding: 'br' }],
];

/** Answers to the balance call, which checks a key. */
const balances: readonly Row[] = [
  ['a balance', 200, { success: true, remain_balance: 3.5 }, { is: 'key valid' }],
  ['a balance in gzip', 200, { success: true, remain_balance: 3.5 }, { is: 'key valid' }, { encoding: 'gzip' }],
  ['balance: wrong key', 401, openai('', 'Invalid token'), { is: 'key invalid', quotes: 'Invalid token' }],
  ['balance: 403 about the key', 403, openai('', '无效的令牌'), { is: 'key invalid', quotes: '无效的令牌' }],
  ['balance: 403 page of a firewall', 403, html('Attention Required! | Cloudflare'), { is: 'key unchecked', quotes: 'Attention Required! | Cloudflare' }],
  ['balance: region', 403, openai('unsupported_country_region_territory', 'Country, region, or territory not supported'), { is: 'key unchecked', quotes: 'not supported' }],
  ['balance: IP list', 403, { success: false, message: '您的 IP 不在令牌允许访问的列表中' }, { is: 'key unchecked', quotes: '您的 IP' }],
  ['balance: nothing left proves no wrong key', 403, { code: 'quota_not_enough', message: '该令牌额度已用尽' }, { is: 'key unchecked', quotes: '该令牌额度已用尽' }],
  ['balance: no such page at a relay', 404, html('404 Not Found'), { is: 'key unchecked', quotes: '404 Not Found' }],
];

const rowsOf = (step: RelayReply['step'], rows: readonly Row[]): RelayReply[] => rows.map(([name, status, body, meaning, more]) => ({ step, name, status, body, meaning, ...more }));

/** Replies as relays, firewalls and MiniMax itself give them, each with what must come of it. */
export const relayReplies: readonly RelayReply[] = [...rowsOf('submit', submits), ...rowsOf('status', statuses), ...rowsOf('balance', balances)];
