import type { GatewayId } from '../gateways/gateway.ts';

/** The part of `vscode.SecretStorage` that is needed here. */
export interface SecretStore {
  get(key: string): Thenable<string | undefined>;
  store(key: string, value: string): Thenable<void>;
  delete(key: string): Thenable<void>;
}

/** API keys, one per gateway and origin: a key set for the vendor's site is not sent to another base URL. */
export interface Keys {
  get(gateway: GatewayId, origin: string): Promise<string | undefined>;
  set(gateway: GatewayId, origin: string, key: string): Promise<void>;
  /** Resolves to whether there was one. */
  remove(gateway: GatewayId, origin: string): Promise<boolean>;
  /** The name under which a key is stored, to recognise change events. */
  nameOf(gateway: GatewayId, origin: string): string;
}

const prefix = 'hailuo.key';

export function createKeys(secrets: SecretStore): Keys {
  const nameOf = (gateway: GatewayId, origin: string): string => `${prefix}.${gateway}@${origin}`;
  const get = async (gateway: GatewayId, origin: string): Promise<string | undefined> => {
    // A value that the operating system can no longer decrypt reads as empty: the same as no key, mended by setting it again.
    const key = await secrets.get(nameOf(gateway, origin));
    return key === '' ? undefined : key;
  };
  return {
    nameOf,
    get,
    set: async (gateway, origin, key) => secrets.store(nameOf(gateway, origin), key),
    remove: async (gateway, origin) => {
      const had = (await get(gateway, origin)) !== undefined;
      await secrets.delete(nameOf(gateway, origin));
      return had;
    },
  };
}
