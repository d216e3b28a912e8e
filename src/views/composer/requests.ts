import * as l10n from '@vscode/l10n';
import { basename } from 'node:path';
import { translatePrompt } from '../../directives/translate.ts';
import { submitBody as apimartBody } from '../../gateways/apimart/request.ts';
import { curlCommand, type Shell } from '../../gateways/remote/curl.ts';
import type { GatewayId, Json } from '../../gateways/gateway.ts';
import { directiveLanguageOf } from '../../gateways/limits.ts';
import type { GatewayStyle } from '../../gateways/style.ts';
import { submitBody as toapisBody } from '../../gateways/toapis/request.ts';
import type { Shot } from '../../shots/shot.ts';
import type { RequestView } from './protocol.ts';

type Paid = Exclude<GatewayId, 'animatic'>;

/** What of the user's settings shapes a request. */
export interface RequestSettings extends GatewayStyle {
  /** As `readBaseUrl` gives it; the vendor's own where the setting is refused. */
  readonly baseUrl: (gateway: Paid) => string;
}

/**
 * What each paid gateway would be sent for this shot, the chosen one first. A local first frame gets its address only when
 * it is uploaded, so words stand in its place.
 */
export function requestsOf(shot: Shot, chosen: GatewayId, settings: RequestSettings): readonly RequestView[] {
  const order: readonly Paid[] = chosen === 'toapis' ? ['toapis', 'apimart'] : ['apimart', 'toapis'];
  return order.map((gateway) => ({
    gateway, url: urlOf(gateway, settings), body: JSON.stringify(bodyOf(shot, gateway, settings), undefined, 2),
  }));
}

/** The same request as a cURL command line with a variable in the key's place. */
export function curlOf(shot: Shot, gateway: Paid, settings: RequestSettings, shell: Shell): string {
  return curlCommand(urlOf(gateway, settings), `${gateway.toUpperCase()}_API_KEY`, bodyOf(shot, gateway, settings), shell);
}

function urlOf(gateway: Paid, { baseUrl }: RequestSettings): string {
  return `${baseUrl(gateway)}/v1/videos/generations`;
}

function bodyOf(shot: Shot, gateway: Paid, settings: RequestSettings): Json {
  const language = directiveLanguageOf(gateway, settings.directiveLanguage);
  const prompt = language === undefined ? shot.prompt : translatePrompt(shot.prompt, language);
  const firstFrame = firstFrameWords(shot.settings.firstFrame, gateway === 'apimart' && settings.apimartFirstFrame === 'inline');
  return gateway === 'apimart' ? apimartBody(prompt, shot.settings, firstFrame) : toapisBody(settings.toapisRequestStyle, prompt, shot.settings, firstFrame);
}

function firstFrameWords(firstFrame: string | undefined, inline: boolean): string | undefined {
  if (firstFrame === undefined || /^https?:/iu.test(firstFrame)) return firstFrame;
  return inline ? l10n.t('(the bytes of {0}, as base64)', basename(firstFrame)) : l10n.t('(the address of {0} after its upload)', basename(firstFrame));
}
