import { plainWords } from './plainForm.ts';

/**
 * What a refusal is about. `access`: the gateway or something before it lets this caller through nowhere or not to this (firewall,
 * region, list of IP addresses, closed account); the key itself may be good. `model`: nobody behind the gateway serves the model.
 */
export type Cause = 'balance' | 'access' | 'model' | 'content' | 'auth' | 'rate' | 'invalid' | 'server';

interface Rule {
  readonly cause: Cause;
  /** Seen in a code, a type or a text. */
  readonly words: RegExp;
  /** Only with one of these HTTP statuses. */
  readonly statuses?: ReadonlySet<number>;
}

const closed: ReadonlySet<number> = new Set([401, 403]);
const hundreds = (...from: readonly number[]): ReadonlySet<number> => new Set(from.flatMap((first) => Array.from({ length: 100 }, (_, at) => first + at)));
/** Where words alone make a reply a refusal; a 4xx is one by itself. */
const openToWords = hundreds(200, 500);
const faults = hundreds(500);

/**
 * Words of refusals, the first that fits counts. Sources: both gateways' and MiniMax's error pages, one-api's and new-api's messages,
 * Cloudflare's and nginx' pages. Order: money over everything (relays send it under 401, 403, 429 and 500); where one stands and
 * which model before the key, for their texts name the key too.
 */
const rules: readonly Rule[] = [
  // What tells of a thing done, or of a fault within, is no refusal whatever else it names: it may have been charged.
  { cause: 'server', words: /(?<!(not|never|n['’]t)( been| be)? )\b(charged|deducted|debited|billed)\b|\b(task|job|request|video)( \w+){0,2} (created|submitted|accepted|enqueued)\b|扣(费|款)成功|已经?(从[^，。]{0,8})?(扣除|扣费|扣款|提交|创建|受理|入队)/i, statuses: openToWords },
  { cause: 'server', words: /duplicate key|unique constraint|sqlstate|deadlock|database|nil pointer|goroutine|stack ?trace|broken pipe|content-(type|length|encoding)|(thread|type|memory)[- ]safety|sensitive (data|information|fields?)( \w+)? (redacted|removed|masked|hidden)/i, statuses: faults },
  { cause: 'balance', words: /quota_not_enough|insufficient_?(user_|token_)?(quota|balance|funds?|credits?)|pre_consume|payment_required|billing_(hard_limit|not_active)|arrear/i },
  { cause: 'balance', words: /(insufficient|not enough|inadequate|low|exhausted|no|run out of|out of|used up( all)?|lack of|exceed(s|ed)?)( \w+){0,3} (balance|credits?|funds|money|quota, please check)/i },
  { cause: 'balance', words: /(balance|credits?|wallet|funds|(user|token|account|key|total) quota|quota of [^.]{0,40})( \w+){0,3}? (is|are|was|were|has been|have been)?( \w+){0,2}? ?(insufficient|not enough|too low|exhausted|used up|depleted|negative|empty|zero|run out|expired)/i },
  { cause: 'balance', words: /recharge|top[ -]?up|payment required|overdue|billing details|余额(?!充足|正常|更新|同步|查询|记录)|欠费|充值(?!记录|成功|日志)|余量不足|(额度|配额|点数|积分|资源包|套餐)[^，。,.]{0,12}(不足|不够|用尽|用完|耗尽|已用|超出|失败|为 ?0)|(预扣|扣).{0,4}(费|额度)|(令牌|用户|账户|账号|剩余)[^，。,.]{0,6}额度|欠款/i },
  { cause: 'balance', words: /\benough( \w+){0,2} (balance|credits?|funds|money|points|coins|quota)\b|(insufficient|not enough|negative|zero|\b(0|no))( \w+){0,3} (points|coins|quota|balance|credits?)\b( \w+)?( (left|remaining))?|(spend(ing)?|credit|billing|budget)( \w+)? (limit|cap)( \w+){0,3} (reached|exceeded|hit)|(reached|exceeded|hit)( \w+){0,3} (spend(ing)?|credit|billing|budget) (limit|cap)|(add|purchase|buy)( \w+){0,2} (funds|credits?)|credits? (required|needed)|(trial|subscription|membership)( \w+)? (expired|ended|over)|upgrade your (plan|subscription)|quota( is| was)? (not enough|insufficient|too low)/i },
  // A quota of requests in a time is a matter of pace.
  { cause: 'balance', words: /(?<!(rate|request|rpm|tpm)s?[ \w]{0,12})quota( has been| is| was)? (exceeded|exhausted|reached|used up|depleted)(?![^.]{0,80}(per |requests?|minute|second|rate))/i },
  { cause: 'balance', words: /(资金|算力|钻石|金币|点券|星币|豆|次数|余量)[^，。,.]{0,6}(不足|不够|用完|耗尽|为 ?0)|不足以(支付|扣)|(会员|订阅|套餐|试用)[^，。]{0,6}(到期|过期|失效)|(购买|升级|开通|续费)[^，。]{0,4}(套餐|会员|额度|积分|点数)|储值/ },
  // Where the caller stands.
  { cause: 'access', words: /access( \w+)? (from|in) [^.]{1,40}(prohibited|denied|blocked|not allowed|restricted|forbidden)|\bvpn\b|network policy/i },
  { cause: 'access', words: /unsupported_country|(country|region|territory|location)[^.]{0,40}(not (supported|allowed|available|served)|unsupported|restricted|blocked|forbidden)|(not|un)[ -]?(available|supported|allowed|offered)[^.]{0,20} (in|for|from) (your|this) (country|region|area|location)|(geo|region)[ -]?(block|restrict|lock)|(所在|当前|您的|该)?(地区|区域|国家)[^，。]{0,10}(不支持|不可用|受限|限制|禁止|不提供)|不支持[^，。]{0,8}(地区|区域|国家)/i },
  { cause: 'access', words: /\bip(v[46])?\b[^.]{0,40}(not (in|on|allowed)|white-?list|allow-?list|block|bann|denied|forbidden|restrict|reject)|(block|bann|denied|forbidden|reject|not allow)[^.]{0,30}\bip\b|ip[^，。]{0,20}(不在|不允许|白名单|禁止|封|限制|拒绝)|白名单|white-?list|allow-?list|black-?list/i },
  { cause: 'access', words: /cloudflare|attention required|just a moment|\bwaf\b|web application firewall|firewall|captcha|you have been blocked|bot (detection|protection)|防火墙|拦截/i, statuses: new Set([401, 403, 405, 406, 429, 503]) },
  { cause: 'access', words: /(account|user|organi[sz]ation)( \w+){0,3} (suspended|banned|deactivated|blocked|frozen|locked)|(账号|账户|用户|帐号)[^，。]{0,8}(封禁|冻结|禁用|停用|注销|锁定)/i },
  // What is offered.
  { cause: 'model', words: /model_not_(found|available|supported|allowed)|no_available_(channel|provider)|get_channel_failed|(no|without) (available |healthy )?(channel|distributor|provider|upstream)s?\b|无可用渠道|没有可用(的)?(渠道|通道)/i },
  { cause: 'model', words: /\bmodel\b[^.\n]{0,80}(not (found|exist|supported|allowed|enabled|offered|served|available|open|activated|included|in your plan)|unsupported|access denied|isn't (supported|available)|does(n't| not) exist|no longer|deprecated|retired|disabled|unavailable)|(unknown|unsupported|invalid|no such) model\b|model[._ ]?access[._ ]?denied|channels? not found|permission to (use|access|call) (this|the|that) model|((no|not have|lacks?|without) (access|permission)|not (allowed|permitted|authori[sz]ed|entitled))[^.]{0,40} model/i },
  { cause: 'model', words: /(无权|不允许|没有权限|没有该|暂不支持|未开通|未启用|不支持|不存在|未找到|找不到|已下架|已下线|未配置)[^，。]{0,16}模型|模型[^，。]{0,60}(无权|未上线|访问权限|不存在|未找到|不支持|未开通|未启用|不可用|已下架|已下线|未配置|未定价|价格)/i },
  // The reviewer that failed is no review.
  { cause: 'server', words: /(moderation|safety|审核|审查)[^.，。]{0,24}(time ?out|timed out|unavailable|error|超时|繁忙|异常|不可用)/i },
  { cause: 'content', words: /content_?(policy|filter|violation|moderat|block|risk)|policy_violation|moderation|moderated|nsfw|safety|unsafe|flagged|(?<!case[- ])sensitive|inappropriate|harmful|sexual|violen(t|ce)|nudity|explicit content|prohibited|(usage|content|community|use) (polic|guideline)|violat(e|es|ed|ing|ion)|copyright|intellectual property|celebrit|public figure|real person|risk[ _]control|(banned|blocked|forbidden|restricted) words?|blocked by( \w+)? (content )?filter|content[ _](check|filtered|blocked)|moderator|\bminors\b|responsible ai|against (our|the|their)( \w+){0,3} (polic|guideline|rule|standard)|(real|human) faces?|ポリシー(に)?違反|不適切|規約|부적절|정책[^.]{0,8}위반/i },
  { cause: 'content', words: /(审核|审查)(?!中|通过|员)|敏感|违规|违禁|违反|不合规|不合法|涉(黄|政|暴|恐|毒)|色情|暴力|低俗|内容安全|安全(策略|检查|检测|过滤|系统)|风控|风险内容|侵权|版权|肖像|公众人物|不当内容|不适当|人脸|真人|内容[^，。]{0,6}无法生成|无法生成[^。]{0,12}修改/ },
  { cause: 'auth', words: /invalid_?api_?key|incorrect api key|(invalid|expired|revoked|wrong|malformed|missing|no)( \w+){0,2} (api[ -]?key|access[ -]?token|token|credentials?)|auth(entication)?_?(error|fail(ed|ure))|unauthori[sz]ed|unauthenticated|(api[ -]?key|token)( \w+){0,3} (invalid|incorrect|expired|revoked|disabled|not (found|valid|recogni[sz]ed))|无效的?(令牌|密钥|token|api ?key)|(令牌|密钥|api ?key)[^，。]{0,8}(无效|错误|过期|不正确|不可用|已?禁用|不存在)|鉴权失败|认证失败|身份验证|未登录|未提供/i },
  { cause: 'auth', words: /\b(api[ -]?)?keys?\b|\btokens?\b|credential|authenticat|authori[sz]ation header|bearer|log ?in|sign ?in|令牌|密钥|鉴权|认证|登录|凭证/i, statuses: closed },
  { cause: 'rate', words: /rate[ _-]?limit|too many requests|requests? per (second|minute|hour|day)|\b[rt]p[md]\b|throttl|(concurren(t|cy)|parallel tasks?)[^.]{0,40}(limit|exceed|max)|(请求|调用|访问)[^，。]{0,8}(频繁|频率|过快|过多|限流|上限)|限流|并发[^，。]{0,10}(超|上限|限制)|负载[^，。]{0,6}饱和/i },
];

/** The cause by its words; undefined when they name none. */
export function causeOfWords(words: string, status: number): Cause | undefined {
  const plain = plainWords(words);
  return rules.find((rule) => (rule.statuses?.has(status) ?? true) && rule.words.test(plain))?.cause;
}

const of = (cause: Cause, ...codes: readonly number[]): readonly (readonly [string, Cause])[] => codes.map((code) => [String(code), cause]);

/** Numbers of HTTP and of MiniMax's own `base_resp` (its error page); relays put either into `code`. */
const numbers: ReadonlyMap<string, Cause> = new Map([
  ...of('auth', 401, 1004, 2049),
  ...of('balance', 402, 1008),
  ...of('access', 403),
  ...of('rate', 429, 1002, 1039, 1041, 2045, 2056),
  ...of('content', 422, 451, 1026, 1027),
  ...of('model', 2061),
  ...of('invalid', 400, 404, 405, 406, 410, 411, 413, 414, 415, 431, 1042, 2013, 20132),
]);

/** The cause by a number that says it all by itself; undefined when it says nothing or everything. */
export function causeOfNumber(code: string | undefined): Cause | undefined {
  return code === undefined ? undefined : numbers.get(code);
}
