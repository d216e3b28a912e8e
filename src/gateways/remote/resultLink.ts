import * as l10n from '@vscode/l10n';
import type { Failure } from '../failure.ts';
import { isLoopbackHost } from '../http/loopback.ts';
import { isPrivateHost, type Lookup, resolvesPrivately } from '../http/privateNetwork.ts';
import { quotable } from '../http/redact.ts';

/** What a gateway's links may point at. */
export interface LinkPolicy {
  /** The gateway itself is on a private network (an emulator, a relay of one's own), so its files may be too. */
  readonly mayBePrivate: boolean;
}

export type CheckedLink = { readonly kind: 'link'; readonly url: string; readonly publicOnly: boolean } | { readonly kind: 'refused'; readonly failure: Failure };

/** The policy for links that this gateway hands out, judged anew for each: networks change under a running window. Never rejects. */
export async function linkPolicyOf(baseUrl: string, lookup?: Lookup): Promise<LinkPolicy> {
  return { mayBePrivate: URL.canParse(baseUrl) && await resolvesPrivately(new URL(baseUrl).hostname, lookup) };
}

/**
 * Whether a result link, or a redirect from one, may be fetched: https only (http on loopback alone), no credentials, and not into a
 * private network unless the gateway is on one. Names are judged at connect time: pass `publicOnly` on to the request.
 */
export function checkLink(link: string, policy: LinkPolicy): CheckedLink {
  let url: URL;
  try {
    url = new URL(link);
  } catch {
    return refused(l10n.t('The gateway didn’t send a valid link to the video.'), link);
  }
  const loopback = isLoopbackHost(url.hostname);
  if (url.protocol === 'http:' && !loopback) {
    // The video is paid for: whoever wants it all the same gets the link.
    const message = l10n.t('The video link on {0} isn’t encrypted, so the video isn’t downloaded here.', quotable(url.host));
    return { kind: 'refused', failure: { class: 'result', message, remedy: l10n.t('Open the link to save the video yourself.'), command: 'openLink', detail: quotable(link) } };
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    return refused(l10n.t('The video link isn’t encrypted (it starts with “{0}”), so the video isn’t downloaded.', url.protocol.slice(0, 20)), link);
  }
  if (url.username || url.password) {
    return refused(l10n.t('The video link contains a user name or password, so the video isn’t downloaded.'), link);
  }
  if (!policy.mayBePrivate && isPrivateHost(url.hostname)) { return refused(privateWords(url.hostname), link); }
  return { kind: 'link', url: url.href, publicOnly: !policy.mayBePrivate };
}

/** The sentence for a link into a private network, also for the `private` fault of a request. */
export function privateWords(host: string): string {
  return l10n.t('The video link points to a private network ({0}) that the gateway isn’t part of, so the video isn’t downloaded.', host.slice(0, 80));
}

function refused(message: string, link: string): CheckedLink {
  return {
    kind: 'refused',
    failure: { class: 'result', message, remedy: l10n.t('Choose Check Now to get a new link.'), command: 'checkNow', detail: quotable(link) },
  };
}
