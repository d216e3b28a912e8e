import * as path from 'node:path';
import * as tls from 'node:tls';
import * as vscode from 'vscode';
import type { BaseUrl } from './gateways/baseUrl.ts';
import { readBaseUrl } from './gateways/baseUrl.ts';
import type { Http } from './gateways/http.ts';
import { loadHttp } from './gateways/http.ts';
import type { Log } from './gateways/log.ts';
import type { OpenGateways } from './gateways/open.ts';
import { openGateways } from './gateways/open.ts';
import { sites } from './gateways/sites.ts';
import { networkSettings } from './host/network.ts';
import type { Keys } from './host/secrets.ts';
import type { PaidGatewayId } from './host/settings.ts';
import { apimartFirstFrame, baseUrlSetting, directiveLanguageSetting, toapisRequestStyle } from './host/settings.ts';

/** The base URL that the settings name, or why it cannot be used. */
export function baseUrlOf(gateway: PaidGatewayId): BaseUrl {
  return readBaseUrl(baseUrlSetting(gateway), sites[gateway].name);
}

/** One HTTP client for the window, opened by the first request and opened anew after the way out changed. */
export function openHttp(): { readonly http: () => Promise<Http> } & vscode.Disposable {
  let client: Promise<Http> | undefined;
  const close = (): void => {
    void client?.then((http) => http.close());
    client = undefined;
  };
  const listening = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('http')) {
      close();
    }
  });
  return {
    http: () => (client ??= loadHttp({ ...networkSettings(), ca: tls.getCACertificates('system') })),
    dispose: () => {
      listening.dispose();
      close();
    },
  };
}

/** The three gateways, each loaded when a task first needs it. */
export function openAllGateways(storage: vscode.Uri, keys: Keys, http: () => Promise<Http>, log: Log): OpenGateways {
  return openGateways({
    keyFor: (gateway, baseUrl) => keys.get(gateway, new URL(baseUrl).origin),
    http,
    log,
    animaticFolder: path.join(storage.fsPath, 'animatic'),
    style: () => ({ directiveLanguage: directiveLanguageSetting(), apimartFirstFrame: apimartFirstFrame(), toapisRequestStyle: toapisRequestStyle() }),
  });
}
