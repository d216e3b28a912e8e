import * as vscode from 'vscode';

/** What VS Code knows about the way out, as plain data for our own HTTP client, which sees none of it by itself. */
export interface NetworkSettings {
  readonly proxy?: string;
  readonly noProxy: readonly string[];
  readonly strictSSL: boolean;
  /** Where the conventional proxy variables are looked up when the setting is empty. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export function networkSettings(): NetworkSettings {
  const http = vscode.workspace.getConfiguration('http');
  const support = http.get<string>('proxySupport');
  const proxy = support === 'off' ? undefined : http.get<string>('proxy')?.trim();
  const noProxy = http.get<string[]>('noProxy');
  return {
    ...(proxy ? { proxy } : {}),
    ...(support === 'off' ? {} : { env: process.env }),
    noProxy: Array.isArray(noProxy) ? noProxy.filter((entry) => typeof entry === 'string') : [],
    strictSSL: http.get<boolean>('proxyStrictSSL') !== false,
  };
}
