import { createInterface } from 'node:readline';
import { ensureCodeServer } from './code-server.ts';
import { startGroup } from './processGroup.ts';

/** Far above the seconds that it takes on a machine that is busy. */
const patienceMs = 180_000;

export interface ServerOptions {
  /** Where the server keeps machine settings and extension state: the "home" of this VS Code. */
  readonly serverDataDir: string;
  readonly extensionsDir: string;
  /** Restricted Mode can be met only with workspace trust left on. */
  readonly workspaceTrust?: boolean;
  /** Honours `extensionDevelopmentPath` and `extensionTestsPath`, but shows no notifications and refuses dialogs. */
  readonly automation?: boolean;
  /** A browser profile that is to keep its secrets needs the same origin again. Default: a free one. */
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Gets what the server prints, line by line. */
  readonly onLine?: (line: string) => void;
}

export interface Server {
  /** `127.0.0.1:PORT`. */
  readonly authority: string;
  readonly port: number;
  /** Ends the server and its extension hosts; resolves when they are gone. */
  stop(): Promise<void>;
  /** Ends them without notice, as a crash or power cut does. */
  kill(): Promise<void>;
}

/** Starts VS Code's server on loopback. Rejects with what it printed when it ends before it listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { main } = await ensureCodeServer();
  const { child, end } = startGroup([main,
    '--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token', '--accept-server-license-terms',
    '--disable-telemetry', '--server-data-dir', options.serverDataDir, '--extensions-dir', options.extensionsDir,
    ...(options.automation === true ? ['--enable-smoke-test-driver'] : []),
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    // Started "from a command line", it does not ask a login shell for its environment first, which takes seconds.
  ], { ...process.env, VSCODE_CLI: '1', ...options.environment });

  const printed: string[] = [];
  const saying = (): string => printed.join('\n');
  const listens = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => { reject(new Error(`VS Code's server did not listen within ${String(patienceMs / 1000)} s:\n${saying()}`)); }, patienceMs);
    const read = (line: string): void => {
      printed.push(line);
      options.onLine?.(line);
      const listening = /Web UI available at http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
      if (listening === undefined) return;
      clearTimeout(timer);
      resolve(Number(listening));
    };
    for (const stream of [child.stdout, child.stderr]) if (stream !== null) createInterface(stream).on('line', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ended with ${String(code)} before it listened:\n${saying()}`));
    });
  });
  const port = await listens.catch(async (error: unknown) => {
    await end('SIGKILL');
    throw error;
  });
  return { authority: `127.0.0.1:${String(port)}`, port, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
