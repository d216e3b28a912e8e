import type { Gateway } from '../gateway.ts';
import { createRemote, type RemoteConfig } from '../remote/remote.ts';
import { type RequestStyle, statusPath, submitBody } from './request.ts';

export interface ToapisConfig extends RemoteConfig {
  readonly requestStyle: RequestStyle;
}

/** The gateway at toapis.com. It takes no base64, so local first frames are always uploaded. */
export function createToapis(config: ToapisConfig): Gateway {
  return createRemote({
    id: 'toapis',
    keyVariable: 'TOAPIS_API_KEY',
    inlineFirstFrame: false,
    statusPath,
    body: (prompt, settings, firstFrame) => submitBody(config.requestStyle, prompt, settings, firstFrame),
    submitHeaders: () => ({}),
  }, config);
}
