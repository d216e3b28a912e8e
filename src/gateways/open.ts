import type { Gateway, GatewayId } from './gateway.ts';
import type { Http } from './http/http.ts';
import type { Log } from './log.ts';
import { createUploads } from './remote/uploads.ts';
import type { GatewayStyle } from './style.ts';

export interface OpenGatewaysDependencies {
  readonly keyFor: (gateway: GatewayId, baseUrl: string) => Promise<string | undefined>;
  /** Whether the key was set in another window that does not tell this one. */
  readonly isKeyElsewhere?: (gateway: GatewayId, baseUrl: string) => Promise<boolean>;
  readonly http: () => Promise<Http>;
  /** The settings of this window, for what was written down without a style of its own. Read at every use. */
  readonly style: () => GatewayStyle;
  /** Where the animatic keeps clips that no task has taken over yet. */
  readonly animaticFolder: string;
  readonly log: Log;
  /** Whether first frames are sent upright and without personal data. Read at every use. */
  readonly cleanFirstFrame: () => boolean;
  /** Absolute path of the file that keeps the addresses of uploads. */
  readonly uploadsFile: string;
}

export interface OpenGateways {
  /** The adapter for a task, loaded on first use. One instance serves all tasks of a base URL and a style, so that rate limits are kept together. */
  gatewayFor(task: { readonly gateway: GatewayId; readonly baseUrl?: string; readonly style?: GatewayStyle }): Promise<Gateway>;
  /** An adapter that uses this key instead of the stored one, to check it before it is stored. */
  withKey(gateway: Exclude<GatewayId, 'animatic'>, baseUrl: string, key: string): Promise<Gateway>;
}

/** The adapters, loaded and kept. */
export function openGateways(deps: OpenGatewaysDependencies): OpenGateways {
  const open = new Map<string, Promise<Gateway>>();
  const uploads = createUploads(deps.uploadsFile);

  async function load(gateway: GatewayId, baseUrl: string, style: GatewayStyle, key: () => Promise<string | undefined>): Promise<Gateway> {
    const remote = { baseUrl, key, http: deps.http, directiveLanguage: style.directiveLanguage, cleanFirstFrame: deps.cleanFirstFrame, uploads, isKeyElsewhere: async () => await deps.isKeyElsewhere?.(gateway, baseUrl) ?? false };
    switch (gateway) {
      case 'animatic': {
        const { createAnimaticGateway } = await import('./animatic/gateway.ts');
        return createAnimaticGateway({ folder: deps.animaticFolder, log: deps.log });
      }
      case 'apimart': {
        const { createApimart } = await import('./apimart/gateway.ts');
        return createApimart({ ...remote, firstFrame: style.apimartFirstFrame });
      }
      case 'toapis': {
        const { createToapis } = await import('./toapis/gateway.ts');
        return createToapis({ ...remote, requestStyle: style.toapisRequestStyle });
      }
    }
  }

  return {
    gatewayFor({ gateway, baseUrl = '', style = deps.style() }) {
      const name = gateway === 'animatic' ? gateway : JSON.stringify([gateway, baseUrl, style.directiveLanguage, style.apimartFirstFrame, style.toapisRequestStyle]);
      const found = open.get(name);
      if (found) { return found; }
      const loading = load(gateway, baseUrl, style, () => deps.keyFor(gateway, baseUrl));
      open.set(name, loading);
      // What could not be loaded is tried again at the next use.
      loading.catch(() => open.delete(name));
      return loading;
    },
    withKey: (gateway, baseUrl, key) => load(gateway, baseUrl, deps.style(), () => Promise.resolve(key)),
  };
}
