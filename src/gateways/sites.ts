import * as l10n from '@vscode/l10n';
import type { GatewayId } from './gateway.ts';

export interface Site {
  readonly name: string;
  readonly defaultBaseUrl: string;
  /** Where a person makes a key: the "API Key Management Page" of the vendor's submit page. */
  readonly keyPage: string;
  /** Where a person who is logged in finds what became of a request. */
  readonly taskPage: string;
}

/** The vendors' own sites, as their submit pages give them. */
export const sites: Readonly<Record<Exclude<GatewayId, 'animatic'>, Site>> = {
  apimart: { name: 'APIMart', defaultBaseUrl: 'https://api.apimart.ai', keyPage: 'https://apimart.ai/keys', taskPage: 'https://apimart.ai/' },
  toapis: { name: 'ToAPIs', defaultBaseUrl: 'https://toapis.com', keyPage: 'https://toapis.com/console/token', taskPage: 'https://toapis.com/' },
};

/** A brand name is the same in every language; the animatic is called as people call it. */
export function gatewayName(gateway: GatewayId): string {
  return gateway === 'animatic' ? l10n.t('Animatic') : sites[gateway].name;
}

/** Where a person sees what became of a request: the vendor's site, or that of the relay at whose address it was sent. `name`: what the site is called. */
export function taskSiteOf({ gateway, baseUrl }: { readonly gateway: GatewayId; readonly baseUrl?: string }): { readonly name: string; readonly page: string } {
  const site = sites[gateway === 'toapis' ? 'toapis' : 'apimart'];
  if (baseUrl === undefined || !URL.canParse(baseUrl) || new URL(baseUrl).origin === new URL(site.defaultBaseUrl).origin) {
    return { name: site.name, page: site.taskPage };
  }
  const { origin, host } = new URL(baseUrl);
  return { name: host, page: `${origin}/` };
}
