import * as l10n from '@vscode/l10n';
import type { Failure } from '../../gateways/failure.ts';
import type { Http, HttpFault, HttpStream } from '../../gateways/http/http.ts';
import type { LinkPolicy } from '../../gateways/remote/resultLink.ts';
import { checkLink, privateWords } from '../../gateways/remote/resultLink.ts';

const maxRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export type OpenedLink =
  | { readonly kind: 'stream'; readonly stream: HttpStream }
  /** The link must not be followed; another one may be. */
  | { readonly kind: 'unfit'; readonly failure: Failure }
  | { readonly kind: 'fault'; readonly fault: HttpFault };

/** What a link that is no good means to the user, with the way out. */
export function unfitLink(message: string, detail?: string): { readonly kind: 'unfit'; readonly failure: Failure } {
  return { kind: 'unfit', failure: { class: 'result', message, remedy: l10n.t('Choose Check Now to get a new link.'), command: 'checkNow', ...(detail !== undefined && { detail }) } };
}

/** The headers that carry the gateway's key to this address; undefined for every address but those on the gateway's own origin. */
export type KeyFor = (url: string) => Promise<Readonly<Record<string, string>> | undefined>;

/**
 * Opens a link to a video and follows at most 5 redirects, each checked like the first. No credentials go along, to
 * whatever origin: signed links carry their own. But a link on the gateway's own origin that answers 401 (relays serve the
 * files themselves) is asked once more with the key; where that is redirected to, the key stays behind.
 */
export async function openLink(
  http: Http, link: string, policy: LinkPolicy, headers: Readonly<Record<string, string>>, signal: AbortSignal, keyFor?: KeyFor,
): Promise<OpenedLink> {
  let next = link;
  let key: Readonly<Record<string, string>> | undefined;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const checked = checkLink(next, policy);
    if (checked.kind === 'refused') {
      return { kind: 'unfit', failure: checked.failure };
    }
    const outcome = await http.stream({ method: 'GET', url: checked.url, headers: { ...headers, ...key }, signal, publicOnly: checked.publicOnly });
    if (outcome.kind === 'fault') {
      return outcome.fault.reason === 'private' ? unfitLink(privateWords(new URL(checked.url).hostname), outcome.fault.detail) : outcome;
    }
    const { stream } = outcome;
    if (stream.status === 401 && hop === 0 && key === undefined) {
      key = await keyFor?.(checked.url);
      if (key) {
        stream.cancel();
        hop--;
        continue;
      }
    }
    key = undefined;
    if (!redirects.has(stream.status)) {
      return outcome;
    }
    stream.cancel();
    const { location } = stream.headers;
    if (!location || !URL.canParse(location, checked.url)) {
      return unfitLink(l10n.t('The video link doesn’t work.'));
    }
    next = new URL(location, checked.url).href;
  }
  return unfitLink(l10n.t('The video link was redirected more than {0} times.', maxRedirects));
}
