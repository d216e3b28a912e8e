import type { KeyOutcome } from '../gateways/gateway.ts';

/** Whether a gateway answered when it was asked about a key: one that is busy, broken or lets nobody through is there all the same. */
export function isReachable(key: KeyOutcome): boolean {
  return key.kind === 'valid' || key.failure.class !== 'network';
}
