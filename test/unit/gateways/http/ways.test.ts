import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { generate } from 'selfsigned';
import { createApimart } from '../../../../src/gateways/apimart/gateway.ts';
import type { HttpOptions } from '../../../../src/gateways/http/http.ts';
import { createHttp } from '../../../../src/gateways/http/undiciHttp.ts';
import { linkPolicyOf } from '../../../../src/gateways/remote/resultLink.ts';
import { closedPort, publicName, serveProxy, serveRaw, serveSecurely, testLookup } from '../../../support/loopback.ts';
import { runAside } from '../../../support/outside.ts';
import { serveSocks } from '../../../support/socksProxy.ts';

/** A gateway behind TLS that counts what it is asked to pay for. */
async function gateway(t: TestContext, host?: string): Promise<{ url: string; certificate: string; posts: () => number }> {
  let posts = 0;
  const { port, certificate } = await serveSecurely(t, (request, response) => {
    posts++;
    request.resume().on('end', () => { response.writeHead(200, { 'content-type': 'application/json' }).end(`{"id":"task_${posts}"}`); });
  }, host);
  return { url: `https://${publicName}:${port}`, certificate, posts: () => posts };
}

/** One submission over this way out: what became of it, and in which words it was refused. */
async function order(t: TestContext, baseUrl: string, options: HttpOptions): Promise<{ outcome: string; words: string }> {
  const http = createHttp({ limits: { connectMs: 60_000, headersMs: 60_000, bodyMs: 60_000 }, ...options });
  t.after(() => http.close());
  const adapter = createApimart({ baseUrl, key: () => Promise.resolve('sk-the-key-0001'), http: () => Promise.resolve(http), directiveLanguage: 'auto', firstFrame: 'upload' });
  const outcome = await adapter.submit({ sentPrompt: 'x', body: { prompt: 'x' } }, { idempotencyKey: 'one', signal: new AbortController().signal });
  const failure = outcome.kind === 'accepted' ? undefined : outcome.failure;
  assert.doesNotMatch(JSON.stringify(outcome), /the-key-0001|secret/);
  return { outcome: `${outcome.kind}${outcome.kind === 'refused' && outcome.retry ? ', again' : ''}`, words: `${failure?.message ?? ''} ${failure?.remedy ?? ''}` };
}

const basic = `Basic ${Buffer.from('user:secret!').toString('base64')}`;

interface Way {
  readonly name: string;
  /** What the way is made of, for a gateway with this certificate. */
  readonly set: (t: TestContext, ca: readonly string[]) => Promise<HttpOptions>;
  readonly outcome: 'accepted' | 'refused, again';
  /** In the words that the person reads when nothing left. */
  readonly says?: RegExp;
}

const proxyWords = /through the proxy.*http\.proxy/s;
const loginWords = /requires a user name and password.*http\.proxyAuthorization/s;

const ways: readonly Way[] = [
  { name: 'straight', outcome: 'accepted', set: async (_, ca) => ({ ca, lookup: testLookup() }) },
  { name: 'a proxy by the setting', outcome: 'accepted', set: async (t, ca) => ({ ca, proxy: (await serveProxy(t)).url }) },
  { name: 'a proxy by HTTPS_PROXY without a scheme', outcome: 'accepted', set: async (t, ca) => ({ ca, env: { HTTPS_PROXY: (await serveProxy(t)).url.replace('http://', '') } }) },
  { name: 'a proxy with a password in its address', outcome: 'accepted', set: async (t, ca) => ({ ca, proxy: (await serveProxy(t, { wants: basic })).url.replace('//', '//user:secret%21@') }) },
  { name: 'a proxy with http.proxyAuthorization', outcome: 'accepted', set: async (t, ca) => ({ ca, proxy: (await serveProxy(t, { wants: 'Negotiate abc' })).url, proxyAuthorization: 'Negotiate abc' }) },
  { name: 'a proxy that wants a password nobody gave', outcome: 'refused, again', says: loginWords, set: async (t, ca) => ({ ca, proxy: (await serveProxy(t, { wants: basic })).url }) },
  { name: 'a proxy that lets nobody through', outcome: 'refused, again', says: proxyWords, set: async (t, ca) => ({ ca, proxy: (await serveProxy(t, { refuse: 503 })).url }) },
  { name: 'a proxy that is not there', outcome: 'refused, again', says: proxyWords, set: async (_, ca) => ({ ca, proxy: await closedPort() }) },
  {
    name: 'a proxy behind TLS that is trusted', outcome: 'accepted', set: async (t, ca) => {
      const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], { extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }] });
      return { ca: [...ca, cert], proxy: (await serveProxy(t, { secure: { key, cert } })).url };
    },
  },
  {
    name: 'a proxy behind TLS that nobody vouches for', outcome: 'refused, again', says: proxyWords, set: async (t, ca) => {
      const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
      return { ca, proxy: (await serveProxy(t, { secure: { key, cert } })).url };
    },
  },
  { name: 'a plain proxy that is said to speak TLS', outcome: 'refused, again', says: proxyWords, set: async (t, ca) => ({ ca, proxy: (await serveProxy(t)).url.replace('http:', 'https:') }) },
  { name: 'SOCKS 5', outcome: 'accepted', set: async (t, ca) => ({ ca, proxy: `socks5://${(await serveSocks(t)).host}` }) },
  { name: 'SOCKS 5 with a password', outcome: 'accepted', set: async (t, ca) => ({ ca, proxy: `socks5h://user:secret%21@${(await serveSocks(t, { login: 'user:secret!' })).host}` }) },
  { name: 'SOCKS 5 with the wrong password', outcome: 'refused, again', says: loginWords, set: async (t, ca) => ({ ca, proxy: `socks://user:no@${(await serveSocks(t, { login: 'user:secret!' })).host}` }) },
  { name: 'SOCKS 4a', outcome: 'accepted', set: async (t, ca) => ({ ca, proxy: `socks4a://${(await serveSocks(t)).host}` }) },
  { name: 'SOCKS that refuses', outcome: 'refused, again', says: proxyWords, set: async (t, ca) => ({ ca, proxy: `socks5://${(await serveSocks(t, { refuse: true })).host}` }) },
  { name: 'SOCKS that is not there', outcome: 'refused, again', says: proxyWords, set: async (_, ca) => ({ ca, proxy: (await closedPort()).replace('http:', 'socks5:') }) },
  { name: 'an HTTP proxy that is said to be SOCKS', outcome: 'refused, again', says: proxyWords, set: async (t, ca) => ({ ca, proxy: (await serveProxy(t)).url.replace('http:', 'socks5:') }) },
  { name: 'a SOCKS proxy that never answers', outcome: 'refused, again', set: async (t, ca) => ({ ca, proxy: (await serveRaw(t, () => undefined)).replace('http:', 'socks5:'), limits: { connectMs: 200 } }) },
  { name: 'a proxy that the system or its PAC file names', outcome: 'accepted', set: async (t, ca) => { const { url } = await serveProxy(t); return { ca, resolveProxy: () => Promise.resolve(url) }; } },
  { name: 'SOCKS that the PAC file names', outcome: 'accepted', set: async (t, ca) => { const { host } = await serveSocks(t); return { ca, resolveProxy: () => Promise.resolve(`socks://${host}`) }; } },
  { name: 'a PAC file that nobody could ask', outcome: 'refused, again', says: /name wasn’t found.*needs a proxy, set it in http\.proxy/s, set: async (_, ca) => ({ ca, resolveProxy: () => Promise.reject(new Error('timeout')) }) },
  { name: 'a PAC file as the setting', outcome: 'refused, again', says: proxyWords, set: async (_, ca) => ({ ca, proxy: 'pac+https://corp.example/proxy.pac' }) },
  { name: 'an exception in http.noProxy', outcome: 'accepted', set: async (_, ca) => ({ ca, proxy: await closedPort(), noProxy: ['.test'], lookup: testLookup() }) },
  { name: 'a certificate of one\'s own that nobody trusts', outcome: 'refused, again', says: /certificate is self-signed/, set: async () => ({ lookup: testLookup() }) },
  { name: 'no network', outcome: 'refused, again', says: /connection was refused|name wasn’t found|connection timed out/, set: async (_, ca) => ({ ca, lookup: testLookup(() => '127.0.0.2') }) },
];

for (const { name, set, outcome, says } of ways) {
  test(`way out: ${name}`, async (t) => {
    const { url, certificate, posts } = await gateway(t);
    const done = await order(t, url, await set(t, [certificate]));
    assert.equal(done.outcome, outcome, done.words);
    assert.match(done.words, says ?? /./s);
    assert.equal(posts(), outcome === 'accepted' ? 1 : 0);
  });
}

test('way out: IPv6', async (t) => {
  const { url, certificate, posts } = await gateway(t, '::1');
  const done = await order(t, url, { ca: [certificate], lookup: testLookup(() => '::1') });
  assert.deepEqual([done.outcome, posts()], ['accepted', 1]);
});

test('way out: SOCKS is given the name, so that its network resolves it', async (t) => {
  const { url, certificate } = await gateway(t);
  const proxy = await serveSocks(t);
  await order(t, url, { ca: [certificate], proxy: `socks5://${proxy.host}` });
  assert.deepEqual(proxy.tunnels, [new URL(url).host]);
});

test('way out: fake addresses switched on later are no private network, and the gateway is judged anew', async (t) => {
  let address = '127.0.0.1';
  const http = createHttp({ lookup: testLookup(() => address), limits: { connectMs: 100 } });
  t.after(() => http.close());
  const reasonOf = async (): Promise<string> => {
    const outcome = await http.request({ method: 'GET', url: `https://${publicName}:9/a.mp4`, publicOnly: true });
    return outcome.kind === 'fault' ? outcome.fault.reason : 'reply';
  };
  assert.equal(await reasonOf(), 'private');
  address = '198.18.0.7';
  assert.notEqual(await reasonOf(), 'private');
  assert.equal((await linkPolicyOf(`https://${publicName}`, testLookup(() => address))).mayBePrivate, false);
});

for (const [name, variable] of [['by NODE_EXTRA_CA_CERTS', 'NODE_EXTRA_CA_CERTS'], ['of the system', 'SSL_CERT_FILE']] as const) {
  test(`way out: a certificate of one's own ${name}`, async (t) => {
    const { url, certificate, posts } = await gateway(t);
    const folder = await mkdtemp(join(tmpdir(), 'hailuo-ca-'));
    t.after(() => rm(folder, { recursive: true }));
    const file = join(folder, 'own.pem');
    await writeFile(file, `# of this company\n${certificate}`);
    const script = `
      const { createHttp } = await import(${JSON.stringify(new URL('../../../../src/gateways/http/undiciHttp.ts', import.meta.url).href)});
      const { trustedCertificates } = await import(${JSON.stringify(new URL('../../../../src/gateways/http/certificates.ts', import.meta.url).href)});
      const http = createHttp({ ca: trustedCertificates({ system: true, extraFile: process.env.NODE_EXTRA_CA_CERTS }), lookup: (host, options, done) => options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4) });
      const outcome = await http.request({ method: 'POST', url: ${JSON.stringify(url)}, body: '{}', fresh: true });
      console.log(outcome.kind, outcome.fault?.reason ?? outcome.reply.status);
      await http.close();`;
    const { out } = await runAside(process.execPath, ['--input-type=module', '--eval', script], { environment: { ...process.env, [variable]: file } });
    assert.equal(out.toString().trim(), 'reply 200');
    assert.equal(posts(), 1);
  });
}
