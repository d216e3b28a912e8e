/** What went wrong, as data. No control flow reads the message. */
export type FailureClass =
  | 'auth' | 'balance' | 'rate' | 'content' | 'invalid' | 'server' | 'network'
  /** Nobody is let through from here, or not to this: firewall, region, list of addresses, closed account. The key may be good. */
  | 'denied'
  /** The money question: the request may or may not have been accepted. */
  | 'unknown-outcome'
  /** The gateway says completed but gives no link, or the link is dead, unsafe or not a video. */
  | 'result'
  /** Full disk, missing folder, no permission. */
  | 'storage'
  /** Our own renderer failed. */
  | 'render'
  /** The gateway gave the task up, nobody here did. */
  | 'cancelled';

export interface Failure {
  readonly class: FailureClass;
  /** One localized sentence for the user, redacted: what happened and which limit. */
  readonly message: string;
  /** What to do next, localized, when there is something to do. */
  readonly remedy?: string;
  /** The command that mends it, when there is one. */
  readonly command?: 'setApiKey' | 'resolveUnconfirmed' | 'checkNow' | 'generateAgain' | 'openLink' | 'startWithout';
  /** The gateway's own code, as reported. */
  readonly code?: string;
  /** Redacted technical detail for the log, never shown as it is. */
  readonly detail?: string;
}
