import type { DirectiveLanguageSetting } from '../directives/translate.ts';

/** How requests are written: what of the settings changes the words or the body that leave. */
export interface GatewayStyle {
  readonly directiveLanguage: DirectiveLanguageSetting;
  readonly apimartFirstFrame: 'upload' | 'inline';
  readonly toapisRequestStyle: 'metadata' | 'topLevel';
}
