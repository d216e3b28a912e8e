import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { networkSettings } from '../../src/host/network.ts';

describe('the way out', () => {
  const http = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('http');
  const set = async (name: string, value: unknown): Promise<void> => http().update(name, value, vscode.ConfigurationTarget.Global);

  afterEach(async () => {
    for (const name of ['proxy', 'noProxy', 'proxySupport', 'proxyAuthorization']) {
      await set(name, undefined);
    }
  });

  it('what VS Code itself would use for an address is asked of VS Code', async () => {
    await set('proxy', 'socks5://127.0.0.1:9');
    // It answers from its own settings here; without them it asks the operating system.
    assert.equal(await networkSettings().resolveProxy?.('https://api.example'), 'socks://127.0.0.1:9');
    await set('noProxy', ['api.example']);
    assert.equal(await networkSettings().resolveProxy?.('https://api.example'), undefined);
  });

  it('the settings of VS Code are handed on, and none when its proxy support is off', async () => {
    await set('proxy', ' http://127.0.0.1:9 ');
    await set('proxyAuthorization', 'Negotiate abc');
    const { proxy, proxyAuthorization, ca = [], strictSSL } = networkSettings();
    assert.deepEqual([proxy, proxyAuthorization, strictSSL], ['http://127.0.0.1:9', 'Negotiate abc', true]);
    assert.ok(ca.length > 50, 'the certificates that this machine trusts');
    await set('proxySupport', 'off');
    const off = networkSettings();
    assert.deepEqual([off.proxy, off.env, off.resolveProxy, off.proxyAuthorization], [undefined, undefined, undefined, undefined]);
  });
});
