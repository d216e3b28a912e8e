import type { Gateway } from '../gateway.ts';
import { createRemote, type RemoteConfig } from '../remote/remote.ts';
import { statusPath, submitBody } from './request.ts';

export interface ApimartConfig extends RemoteConfig {
  /** `hailuo.apimart.firstFrame`: local files are uploaded, or sent inside the body as base64. */
  readonly firstFrame: 'upload' | 'inline';
}

/** The gateway at apimart.ai. */
export function createApimart(config: ApimartConfig): Gateway {
  return createRemote({
    id: 'apimart',
    keyVariable: 'APIMART_API_KEY',
    inlineFirstFrame: config.firstFrame === 'inline',
    statusPath,
    body: submitBody,
    // Not confirmed for this model, and harmless where it is not read; where it is, a deliberate second try is not charged twice.
    submitHeaders: (idempotencyKey) => ({ 'idempotency-key': idempotencyKey }),
  }, config);
}
