import assert from 'node:assert/strict';
import { promisify } from 'node:util';
import { test } from 'node:test';
import { isLoopbackHost } from '../../../../src/gateways/http/loopback.ts';
import { isPrivateAnswer, isPrivateHost, PrivateAddressError, publicLookup } from '../../../../src/gateways/http/privateNetwork.ts';
import { checkLink, linkPolicyOf } from '../../../../src/gateways/remote/resultLink.ts';

const publicGateway = { mayBePrivate: false };
const ownGateway = { mayBePrivate: true };

test('an https link of a public gateway may be fetched, its name to be judged at connect time', () => {
  assert.deepEqual(checkLink('https://cdn.example/a.mp4?sig=1', publicGateway), { kind: 'link', url: 'https://cdn.example/a.mp4?sig=1', publicOnly: true });
});

test('plain http, odd schemes, credentials and nonsense are refused', () => {
  for (const link of ['http://cdn.example/a.mp4', 'ftp://cdn.example/a', 'file:///etc/passwd', 'data:video/mp4;base64,AAAA', 'https://user:pw@cdn.example/a', '//cdn.example/a', '', 'a.mp4']) {
    assert.equal(checkLink(link, ownGateway).kind, 'refused', link);
  }
});

test('a link into a private network is refused unless the gateway is on one', () => {
  const hosts = [
    'localhost', 'x.localhost', 'localhost.', '127.0.0.1', '127.1', '2130706433', '0x7f.1', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1',
    '[::1]', '[::]', '[fe80::1]', '[fd00::1]', '[::ffff:10.0.0.1]', '[64:ff9b::a00:1]', '[2002:a00:1::]', '224.0.0.1', '255.255.255.255',
  ];
  for (const host of hosts) {
    assert.equal(checkLink(`https://${host}/a.mp4`, publicGateway).kind, 'refused', host);
    assert.equal(checkLink(`https://${host}/a.mp4`, ownGateway).kind, 'link', host);
  }
  for (const host of ['8.8.8.8', '[2606:4700::1111]', '[64:ff9b::808:808]', 'cdn.example', '10.example.com']) {
    assert.equal(checkLink(`https://${host}/a.mp4`, publicGateway).kind, 'link', host);
  }
});

test('http is for loopback, and only of a gateway that is at home there', () => {
  assert.equal(checkLink('http://127.0.0.1:8080/a.mp4', ownGateway).kind, 'link');
  assert.equal(checkLink('http://127.0.0.1:8080/a.mp4', publicGateway).kind, 'refused');
  assert.equal(checkLink('http://192.168.1.1/a.mp4', ownGateway).kind, 'refused');
});

test('a refusal names no signature and offers another look', () => {
  const checked = checkLink('http://cdn.example/a.mp4?signature=secret', publicGateway);
  assert.ok(checked.kind === 'refused');
  assert.doesNotMatch(JSON.stringify(checked), /secret/);
  assert.deepEqual([checked.failure.class, checked.failure.command], ['result', 'openLink']);
});

test('the policy follows from where the gateway is', async () => {
  assert.deepEqual(await linkPolicyOf('http://127.0.0.1:3000'), ownGateway);
  assert.deepEqual(await linkPolicyOf('https://10.0.0.5/relay'), ownGateway);
  assert.deepEqual(await linkPolicyOf('https://8.8.8.8'), publicGateway);
  assert.deepEqual(await linkPolicyOf('no address'), publicGateway);
  assert.deepEqual(await linkPolicyOf('https://no-such-host.invalid'), publicGateway);
});

test('a name that resolves to a private address fails the look-up of a public connection', async () => {
  const lookup = promisify(publicLookup);
  // The look-up does not know this name from any other: it goes by the addresses that come back.
  await assert.rejects(lookup('localhost', { all: true }), PrivateAddressError);
  await assert.rejects(lookup('localhost', {}), PrivateAddressError);
  await assert.rejects(lookup('no-such-host.invalid', { all: true }), { code: /ENOTFOUND|EAI_AGAIN/ });
  assert.deepEqual(await lookup('8.8.8.8', { all: true }), [{ address: '8.8.8.8', family: 4 }]);
});

test('a stand-in address of Clash, Surge or sing-box that a resolver gives is no private network, one written in a link is none to go to', () => {
  for (const address of ['198.18.0.7', '198.19.255.254', 'fc00::12']) {
    assert.equal(isPrivateAnswer(address), false, address);
    assert.equal(checkLink(`https://${address.includes(':') ? `[${address}]` : address}/a.mp4`, publicGateway).kind, 'refused', address);
  }
  for (const address of ['198.17.0.1', '8.8.8.8', '2606:4700::1']) { assert.equal(isPrivateAnswer(address), false, address); }
  for (const address of ['10.0.0.1', '127.0.0.1', 'fd00::1', '::1', '192.168.0.1', '169.254.169.254']) { assert.equal(isPrivateAnswer(address), true, address); }
});

test('loopback is less than private', () => {
  for (const host of ['localhost', 'relay.localhost', '127.0.0.1', '127.8.9.1', '[::1]', '[::ffff:7f00:1]']) { assert.equal(isLoopbackHost(host), true, host); }
  for (const host of ['[::2]', '[::ffff:a00:1]', '128.0.0.1', 'localhost.example', '']) { assert.equal(isLoopbackHost(host), false, host); }
  assert.equal(isLoopbackHost('192.168.0.1'), false);
  assert.equal(isPrivateHost('192.168.0.1'), true);
  assert.equal(isPrivateHost('example.com'), false);
});
