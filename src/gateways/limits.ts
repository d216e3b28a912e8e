import type { DirectiveLanguageSetting } from '../directives/translate.ts';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import { firstFrameLimits, toapisUploadLimit } from '../shots/firstFrame.ts';
import type { GatewayId } from './gateway.ts';

/** The vocabulary in which each gateway documents its directives (submit pages). The animatic reads both. */
const documented: Readonly<Partial<Record<GatewayId, DirectiveLanguage>>> = { apimart: 'zh', toapis: 'en' };

/** The vocabulary a prompt is sent in; undefined when it goes out as written. */
export function directiveLanguageOf(gateway: GatewayId, setting: DirectiveLanguageSetting): DirectiveLanguage | undefined {
  if (setting === 'asWritten' || gateway === 'animatic') { return undefined; }
  return setting === 'auto' ? documented[gateway] : setting;
}

/** Heaviest first frame that the gateway takes, in bytes (upload pages). */
export function uploadLimitOf(gateway: GatewayId): number {
  return gateway === 'toapis' ? toapisUploadLimit : firstFrameLimits.bytes;
}
