import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { trustedCertificates } from '../gateways/http/certificates.ts';
import type { HttpOptions } from '../gateways/http/http.ts';

/** What VS Code knows about the way out, as plain data for our own HTTP client, which sees none of it by itself. */
export function networkSettings(): HttpOptions {
  const http = vscode.workspace.getConfiguration('http');
  const text = (name: string): string | undefined => {
    const value = http.get<unknown>(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const noProxy = http.get<string[]>('noProxy');
  const [proxy, proxyAuthorization] = [text('proxy'), text('proxyAuthorization')];
  const isOff = text('proxySupport') === 'off';
  return {
    ...(!isOff && {
      env: process.env, resolveProxy: systemProxy(),
      ...(proxy !== undefined && { proxy }), ...(proxyAuthorization !== undefined && { proxyAuthorization }),
    }),
    noProxy: Array.isArray(noProxy) ? noProxy.filter((entry) => typeof entry === 'string') : [],
    strictSSL: http.get<boolean>('proxyStrictSSL') !== false,
    ca: trustedCertificates({ system: http.get<boolean>('systemCertificates') !== false, extraFile: process.env['NODE_EXTRA_CA_CERTS'] }),
  };
}

/** How long the operating system may look for its proxy, in milliseconds: a PAC file may be on a host that does not answer. */
const resolveMs = 5000;

/**
 * The proxy of the operating system or its PAC file, as VS Code itself finds it. Extensions have no API for it. The extension host
 * keeps the function, for built-in extensions, on the module that patches `https` and `fetch`; sockets of our own pass by both.
 * Where it is not found (another build of VS Code), none is known and the messages name `http.proxy`.
 */
function systemProxy(): (url: string) => Promise<string | undefined> {
  const resolver = hostResolver();
  return async (url) => {
    const found = resolver && await Promise.race([resolver(url), new Promise((resolve) => { setTimeout(resolve, resolveMs).unref(); })]);
    return typeof found === 'string' ? found : undefined;
  };
}

/** The host's own copy: another one would not hold what the host put on it. */
function hostResolver(): ((url: string) => Promise<unknown>) | undefined {
  const load = createRequire(import.meta.url);
  for (const modules of ['node_modules.asar', 'node_modules']) {
    const place = resolved(load, path.join(vscode.env.appRoot, modules, '@vscode', 'proxy-agent'));
    const exported: unknown = place === undefined ? undefined : load.cache[place]?.exports;
    for (const found of [exported, field(exported, 'default')]) {
      const resolver = field(found, 'resolveProxyURL');
      if (typeof resolver === 'function') {
        return async (url) => (resolver as (url: string) => unknown)(url);
      }
    }
  }
  return undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function resolved(load: NodeJS.Require, place: string): string | undefined {
  try {
    return load.resolve(place);
  } catch {
    return undefined;
  }
}
