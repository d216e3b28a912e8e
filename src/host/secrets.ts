import type { GatewayId } from '../gateways/gateway.ts';
import type { KeyNotes } from './keyNotes.ts';

/** The part of `vscode.SecretStorage` that is needed here. */
export interface SecretStore {
  get(key: string): Thenable<string | undefined>;
  store(key: string, value: string): Thenable<void>;
  delete(key: string): Thenable<void>;
}

/** API keys, one per gateway and origin: a key set for the vendor's site is not sent to another base URL. */
export interface Keys {
  /** Never rejects: a storage that cannot be read holds none; one kept for this session stands in. */
  get(gateway: GatewayId, origin: string): Promise<string | undefined>;
  /** Rejects when the storage does: no keyring, or none that is unlocked. */
  set(gateway: GatewayId, origin: string, key: string): Promise<void>;
  /** In memory alone, until the window closes. */
  keepForSession(gateway: GatewayId, origin: string, key: string): void;
  /** Told of the name under which one was kept for the session; the storage tells of its own. Returns the function that stops listening. */
  onDidKeep(listener: (name: string) => void): () => void;
  /** Resolves to whether there was one. */
  remove(gateway: GatewayId, origin: string): Promise<boolean>;
  /**
   * Whether there is none here, but one was set in another window. VS Code in a browser reads its secrets when a window opens,
   * tells no other window of a change, and writes all of them over what others wrote.
   */
  isElsewhere(gateway: GatewayId, origin: string): Promise<boolean>;
  /** The name under which a key is stored, to recognise change events. */
  nameOf(gateway: GatewayId, origin: string): string;
}

const prefix = 'hailuo.key';

/** `notes`: where windows do not hear of each other's secrets, that is in a browser. */
export function createKeys(secrets: SecretStore, notes?: KeyNotes): Keys {
  const nameOf = (gateway: GatewayId, origin: string): string => `${prefix}.${gateway}@${origin}`;
  const session = new Map<string, string>();
  const listeners = new Set<(name: string) => void>();
  const get = async (gateway: GatewayId, origin: string): Promise<string | undefined> => {
    const name = nameOf(gateway, origin);
    // A value that the operating system can no longer decrypt reads as empty: the same as no key, mended by setting it again.
    const stored = await Promise.resolve(secrets.get(name)).catch(() => undefined);
    return session.get(name) ?? (stored === '' ? undefined : stored);
  };
  return {
    nameOf,
    get,
    set: async (gateway, origin, key) => {
      await secrets.store(nameOf(gateway, origin), key);
      session.delete(nameOf(gateway, origin));
      await notes?.add(nameOf(gateway, origin));
    },
    isElsewhere: async (gateway, origin) => notes?.has(nameOf(gateway, origin)) === true && (await get(gateway, origin)) === undefined,
    keepForSession(gateway, origin, key) {
      session.set(nameOf(gateway, origin), key);
      listeners.forEach((listener) => { listener(nameOf(gateway, origin)); });
    },
    onDidKeep(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    remove: async (gateway, origin) => {
      const had = (await get(gateway, origin)) !== undefined;
      session.delete(nameOf(gateway, origin));
      await secrets.delete(nameOf(gateway, origin));
      await notes?.remove(nameOf(gateway, origin));
      return had;
    },
  };
}
