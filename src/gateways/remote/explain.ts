import * as l10n from '@vscode/l10n';
import type { Failure, FailureClass } from '../failure.ts';
import type { Cause } from './causes.ts';
import { classOfCause, judge } from './failureClass.ts';
import type { HttpFault } from '../http/http.ts';
import type { Reported } from './reply.ts';

/** What the gateway says, in its own words or at least its number. */
function said({ text, code, type, status }: Reported): string {
  return text ?? code ?? type ?? `HTTP ${status}`;
}

function detailOf({ status, code, type, text }: Reported): string {
  return [`HTTP ${status}`, code, type, text].filter(Boolean).join(' · ');
}

/** A reported error as a failure. `name` is the gateway's; `cause` overrides what words and codes say. */
export function explain(name: string, reported: Reported, cause: Cause | 'unknown-outcome' = judge(reported).cause): Failure {
  const failureClass: FailureClass = cause === 'unknown-outcome' ? cause : classOfCause(cause);
  return {
    class: failureClass, ...sentences(name, said(reported), cause), detail: detailOf(reported),
    ...(reported.code === undefined ? {} : { code: reported.code }),
  };
}

function sentences(name: string, words: string, cause: Cause | 'unknown-outcome'): Pick<Failure, 'message' | 'remedy' | 'command'> {
  switch (cause) {
    case 'auth': return {
      message: l10n.t('{0} didn’t accept the API key ({1}).', name, words), remedy: l10n.t('Set a valid key for {0}.', name), command: 'setApiKey',
    };
    case 'balance': return {
      message: l10n.t('Your {0} balance is too low ({1}).', name, words), remedy: l10n.t('Top up on {0}’s website, then try again.', name),
    };
    case 'access': return {
      message: l10n.t('{0} denied access ({1}).', name, words),
      remedy: l10n.t('The key itself may be fine. Try another network, or ask {0} about regions, allowed IP addresses and the key’s permissions.', name),
    };
    case 'model': return {
      message: l10n.t('{0} doesn’t offer this model for this key ({1}).', name, words),
      remedy: l10n.t('Nothing was charged. Use a key whose group includes the model, or the other gateway.'),
    };
    case 'rate': return { message: l10n.t('{0} is rate-limiting requests ({1}).', name, words), remedy: l10n.t('Wait a moment, then try again.') };
    case 'content': return {
      message: l10n.t('{0} rejected the content of this shot ({1}).', name, words), remedy: l10n.t('Change the prompt or the first frame, then generate again.'),
    };
    case 'invalid': return {
      message: l10n.t('{0} rejected the request ({1}).', name, words), remedy: l10n.t('Check the shot’s settings and the base URL, then try again.'),
    };
    case 'unknown-outcome': return {
      message: l10n.t('{0} gave no clear reply ({1}), so the request may have been charged.', name, words),
      remedy: l10n.t('Check your task list on {0}’s website, then choose Resolve Unconfirmed.', name), command: 'resolveUnconfirmed',
    };
    default: return { message: l10n.t('{0} is having problems ({1}).', name, words), remedy: l10n.t('Try again later.') };
  }
}

/** Why a task that the gateway gave up has no video. */
export function explainFailedTask(name: string, reported: Reported): Failure {
  const failure = explain(name, { ...reported, text: reported.text ?? reported.code ?? l10n.t('no reason given') });
  // The same again would end the same. Words about keys and models are those of whoever the gateway asked in turn.
  if (failure.class === 'content' || failure.class === 'balance') { return failure; }
  return {
    ...failure, class: failure.class === 'rate' ? 'rate' : 'server', message: l10n.t('{0} couldn’t generate this video ({1}).', name, said({ ...reported, text: reported.text ?? l10n.t('no reason given') })),
    remedy: l10n.t('Generate it again, or change the shot.'), command: 'generateAgain',
  };
}

/** Why the gateway could not be talked to. */
export function explainFault(name: string, fault: HttpFault): Failure {
  return { class: 'network', ...faultSentences(name, fault.reason), detail: `${fault.reason} · ${fault.detail}` };
}

/** Why it is not known whether a submission was taken: the request may have arrived, its answer did not. */
export function explainLostReply(name: string, fault: HttpFault): Failure {
  const words = fault.reason === 'timeout' ? l10n.t('no reply in time') : fault.reason === 'reset' ? l10n.t('the connection was lost') : l10n.t('its reply was lost');
  return { ...explain(name, { status: 0, text: words }, 'unknown-outcome'), detail: `${fault.reason} · ${fault.detail}` };
}

function faultSentences(name: string, reason: HttpFault['reason']): Pick<Failure, 'message' | 'remedy'> {
  const remedy = l10n.t('Check your network connection and the base URL. If your network needs a proxy, set it in {0}.', 'http.proxy');
  switch (reason) {
    case 'name': return { message: l10n.t('Can’t reach {0}: its domain name wasn’t found.', name), remedy };
    case 'refused': return { message: l10n.t('Can’t reach {0}: the connection was refused.', name), remedy };
    case 'connect-timeout': return { message: l10n.t('Can’t reach {0}: the connection timed out.', name), remedy };
    case 'tls': return {
      message: l10n.t('The connection to {0} isn’t secure: its certificate isn’t trusted.', name),
      remedy: l10n.t('Add your network’s certificate to the system, or check the setting {0}.', 'http.proxyStrictSSL'),
    };
    case 'tls-own': return {
      message: l10n.t('The connection to {0} isn’t secure: its certificate is self-signed.', name),
      remedy: l10n.t('Add your network’s certificate to the system, or check the setting {0}.', 'http.proxyStrictSSL'),
    };
    case 'tls-expired': return {
      message: l10n.t('The connection to {0} isn’t secure: its certificate has expired or isn’t valid yet.', name),
      remedy: l10n.t('Check this computer’s date and time. If they’re right, {0} has to renew its certificate.', name),
    };
    case 'tls-name': return {
      message: l10n.t('The connection to {0} isn’t secure: its certificate is for another name.', name),
      remedy: l10n.t('Check the base URL, and whether your network first wants you to sign in.'),
    };
    case 'handshake': return {
      message: l10n.t('A secure connection to {0} couldn’t be set up; something else may be answering in its place.', name),
      remedy: l10n.t('Check the base URL and the setting {0}, and whether your network first wants you to sign in.', 'http.proxy'),
    };
    case 'http2': return {
      message: l10n.t('Can’t talk to {0}: its server accepts only HTTP/2.', name),
      remedy: l10n.t('Use a base URL that also accepts HTTP/1.1, or ask its operator to allow it.'),
    };
    case 'proxy': return { message: l10n.t('Can’t reach {0} through the proxy.', name), remedy: l10n.t('Check the setting {0} and the proxy environment variables.', 'http.proxy') };
    case 'proxy-login': return {
      message: l10n.t('Can’t reach {0}: the proxy requires a user name and password.', name),
      remedy: l10n.t('Enter them in {0} as http://user:password@host:port, or set {1}.', 'http.proxy', 'http.proxyAuthorization'),
    };
    case 'timeout': return { message: l10n.t('{0} didn’t reply in time.', name), remedy: l10n.t('Try again later.') };
    case 'reset': return { message: l10n.t('The connection to {0} was lost.', name), remedy };
    case 'too-large': return { message: l10n.t('{0}’s reply is too large.', name), remedy };
    default: return { message: l10n.t('The connection to {0} failed.', name), remedy };
  }
}

/** There is no key to send. `isElsewhere`: one was set in another window, which this one sees after a reload. */
export function explainMissingKey(name: string, isElsewhere: boolean): Failure {
  if (isElsewhere) {
    return {
      class: 'auth', message: l10n.t('The API key for {0} was set in another window of this browser.', name),
      remedy: l10n.t('Reload this window to use it, or set it again.'), command: 'setApiKey',
    };
  }
  return { class: 'auth', message: l10n.t('No API key is set for {0}.', name), remedy: l10n.t('Set one; it’s stored securely in VS Code.'), command: 'setApiKey' };
}

/** The stored key cannot be sent in a header. */
export function explainBrokenKey(name: string): Failure {
  return {
    class: 'auth', message: l10n.t('The {0} API key contains spaces or invalid characters.', name),
    remedy: l10n.t('Copy it again from the key page and set it again.'), command: 'setApiKey',
  };
}
