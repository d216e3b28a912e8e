import type { FailureClass } from '../failure.ts';
import type { Reported } from './reply.ts';

/** HTTP statuses and the model's own codes by class (error pages of both gateways and of MiniMax). */
const codes: readonly (readonly [FailureClass, ReadonlySet<string>])[] = [
  ['auth', new Set(['401', '403', '1004', '2049'])],
  ['balance', new Set(['402', '1008'])],
  ['rate', new Set(['429', '1002'])],
  ['content', new Set(['422', '451', '1026', '1027'])],
  ['invalid', new Set(['400', '404', '405', '406', '410', '411', '413', '414', '415', '2013'])],
];

/** Words in a code or type. `invalid…` is not among them: both gateways put it on refusals of every kind. */
const words: readonly (readonly [FailureClass, RegExp])[] = [
  ['content', /sensitive|content_policy/i],
  ['auth', /^(authentication|permission)_|invalid_api_key|unauthorized/i],
  ['balance', /insufficient|payment_required/i],
  ['rate', /^rate_limit/i],
];
const plainStatuses = new Set(['401', '402', '403', '429']);

/**
 * What kind of trouble a gateway reports: by its code, by an HTTP status that says it all, by its type, by what the text says of
 * content (a failed task often bears no code of its own), then by any number. What nobody knows is the server's.
 */
export function classOf({ status, code, type, text }: Reported): FailureClass {
  const http = String(status);
  return classOfWord(code) ?? (plainStatuses.has(http) ? classOfCode(http) : undefined) ?? classOfWord(type)
    ?? (/sensitive|content policy|违规|敏感/i.test(text ?? '') ? 'content' : undefined)
    ?? classOfCode(code) ?? (/^invalid_|not_found/i.test(code ?? type ?? '') ? 'invalid' : undefined) ?? classOfCode(http)
    // A redirect is not followed, with the key on board: it means that the base URL is not quite right.
    ?? (status >= 300 && status <= 399 ? 'invalid' : 'server');
}

function classOfWord(word: string | undefined): FailureClass | undefined {
  return word === undefined ? undefined : words.find(([, pattern]) => pattern.test(word))?.[0];
}

function classOfCode(code: string | undefined): FailureClass | undefined {
  return code === undefined ? undefined : codes.find(([, known]) => known.has(code))?.[0];
}
