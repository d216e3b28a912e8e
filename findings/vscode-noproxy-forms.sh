#!/bin/sh
# @vscode/proxy-agent 0.45.0 (VS Code 1.139: decides which proxy `https` and `fetch` of the extension host use).
#
# One would guess: `http.noProxy`, NO_PROXY and HTTPS_PROXY take the forms that other tools take: `*.example.com` covers
# api.example.com (undici, Go), `2606:4700::1` or `[2606:4700::1]` covers that host (curl, Go), `10.0.0.0/8` its range
# (curl, Go), and `HTTPS_PROXY=127.0.0.1:7890`, a proxy without a scheme, is one over HTTP (curl, Go, Python).
# What happens: none of them is an error, and none has any effect. An entry is split at its first two colons, so an IPv6
# address becomes host "2606" with port "4700"; `*.` and `/8` are compared letter by letter; a proxy without "://" is
# dropped in silence and the request goes straight.
# Why it matters: an extension with sockets of its own that reads the same settings the usual way takes another way out
# than VS Code. Who writes for both must write `.example.com` and `http://127.0.0.1:7890`; IPv6 cannot be excepted at all.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @vscode/proxy-agent@0.45.0
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { createProxyResolver } from '@vscode/proxy-agent';

const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
async function way(url, { proxy = 'http://corp:3128', noProxy = [], env = {} }) {
  const { resolveProxyURL } = createProxyResolver({
    getProxyURL: () => proxy, getNoProxyConfig: () => noProxy, env, log: quiet, isUseHostProxyEnabled: () => false,
    resolveProxy: async () => undefined, getNetworkInterfaceCheckInterval: () => -1, proxyResolveTelemetry() {},
  });
  return await resolveProxyURL(url) ?? 'straight';
}

const cases = [
  ['https://api.example.com/', { noProxy: ['.example.com'] }, 'straight'],
  ['https://api.example.com/', { noProxy: ['*.example.com'] }, 'http://corp:3128'],
  ['https://api.example.com/', { env: { NO_PROXY: '*.example.com' } }, 'http://corp:3128'],
  ['https://[2606:4700::1]/', { noProxy: ['2606:4700::1'] }, 'http://corp:3128'],
  ['https://[2606:4700::1]/', { noProxy: ['[2606:4700::1]'] }, 'http://corp:3128'],
  ['https://10.1.2.3/', { noProxy: ['10.1.2.3'] }, 'straight'],
  ['https://10.1.2.3/', { noProxy: ['10.0.0.0/8'] }, 'http://corp:3128'],
  ['https://api.example.com/', { proxy: '', env: { HTTPS_PROXY: 'http://127.0.0.1:7890' } }, 'http://127.0.0.1:7890'],
  ['https://api.example.com/', { proxy: '', env: { HTTPS_PROXY: '127.0.0.1:7890' } }, 'straight'],
];
for (const [url, settings, expected] of cases) {
  const seen = await way(url, settings);
  console.log(`${url.padEnd(27)} ${JSON.stringify(settings).padEnd(62)} ${seen}`);
  assert.equal(seen, expected);
}
console.log('Forms that other tools read have no effect in VS Code.');
// Its telemetry timer would keep the process for ten minutes.
process.exit(0);
SCRIPT
node see.mjs
