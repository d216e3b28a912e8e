import * as l10n from '@vscode/l10n';
import { isLoopbackHost } from './http/loopback.ts';

/** A base URL ready for use: no trailing slash, no `/v1`. `message` is one localized sentence that names the remedy. */
export type BaseUrl = { readonly kind: 'base'; readonly url: string } | { readonly kind: 'refused'; readonly message: string };

/**
 * Reads a base URL as people type it. A trailing `/` and `/v1` are fine, as is a path before them (a relay);
 * the key would travel in the clear over plain `http:`, so that is for loopback alone.
 */
export function readBaseUrl(text: string, gatewayName: string): BaseUrl {
  const typed = text.trim();
  let url: URL;
  try {
    url = new URL(typed);
  } catch {
    return refused(l10n.t('The base URL of {0}, “{1}”, isn’t a valid address. Write it like https://host.example in the settings.', gatewayName, shorten(typed)));
  }
  if (url.username || url.password) {
    return refused(l10n.t('The base URL of {0} can’t contain a user name or password. Remove them in the settings and use “Set API Key”.', gatewayName));
  }
  if (url.search || url.hash) {
    return refused(l10n.t('The base URL of {0} can’t contain “?” or “#”. Remove that part in the settings.', gatewayName));
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    return refused(l10n.t('The base URL of {0}, {1}, isn’t encrypted and would expose your key. Use https in the settings; http is only for this computer.', gatewayName, shorten(url.origin)));
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refused(l10n.t('The base URL of {0} must start with https://, not “{1}”. Correct it in the settings.', gatewayName, shorten(url.protocol)));
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/v1$/i, '').replace(/\/+$/, '');
  return { kind: 'base', url: url.origin + path };
}

function refused(message: string): BaseUrl {
  return { kind: 'refused', message };
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
