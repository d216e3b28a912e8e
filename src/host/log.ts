import type * as vscode from 'vscode';
import type { Log } from '../gateways/log.ts';

/** Our log lines go to the output channel *Hailuo Director*. */
export function createLog(channel: vscode.LogOutputChannel): Log {
  return {
    debug: (message) => channel.debug(message),
    info: (message) => channel.info(message),
    warn: (message) => channel.warn(message),
    error: (message) => channel.error(message),
  };
}
