import type { BaseUrl } from '../gateways/baseUrl.ts';
import { readBaseUrl } from '../gateways/baseUrl.ts';
import { sites } from '../gateways/sites.ts';
import type { PaidGatewayId } from './settings.ts';
import { baseUrlSetting } from './settings.ts';

/** The base URL that the settings name, or why it cannot be used. */
export function baseUrlOf(gateway: PaidGatewayId): BaseUrl {
  return readBaseUrl(baseUrlSetting(gateway), sites[gateway].name);
}
