import type * as vscode from 'vscode';
import type { Log } from '../gateways/log.ts';

/**
 * Our log lines go to the output channel *Hailuo Director*. Never throws: VS Code closes what an extension subscribed as soon as it
 * has called `deactivate`, and a closed channel throws ("Channel has been closed"), while what is being paid for is still written down.
 */
export function createLog(channel: Pick<vscode.LogOutputChannel, keyof Log>): Log {
  const lines = (level: keyof Log) => (message: string): void => {
    try {
      channel[level](message);
    } catch {
      // Closed: there is no place left for the line, and nobody to read it.
    }
  };
  return { debug: lines('debug'), info: lines('info'), warn: lines('warn'), error: lines('error') };
}
