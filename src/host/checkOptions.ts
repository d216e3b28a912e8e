import type * as vscode from 'vscode';
import { gatewayIds } from '../gateways/gateway.ts';
import { directiveLanguageOf, uploadLimitOf } from '../gateways/limits.ts';
import type { CheckOptions } from '../shots/checkOptions.ts';
import { firstFrameLimits } from '../shots/firstFrame.ts';
import { directiveLanguageSetting, gatewaySetting, shotSettings } from './settings.ts';

/** What shots of this scope are checked with, in the editor and when they are ordered. `firstFrame` as in `CheckOptions`. */
export function checkOptionsFor(scope: vscode.Uri | undefined, firstFrame: NonNullable<CheckOptions['firstFrame']>): CheckOptions {
  const language = directiveLanguageSetting(scope);
  const known = (gateway: string) => gatewayIds.find((id) => id === gateway);
  return {
    settings: shotSettings(scope), gateway: gatewaySetting(scope), gateways: gatewayIds, firstFrame,
    asWritten: language === 'asWritten',
    languageFor: (gateway) => {
      const id = known(gateway);
      return id && directiveLanguageOf(id, language);
    },
    uploadLimit: (gateway) => {
      const id = known(gateway);
      return id === undefined ? firstFrameLimits.bytes : uploadLimitOf(id);
    },
  };
}
