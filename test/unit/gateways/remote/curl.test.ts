import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curlCommand } from '../../../../src/gateways/remote/curl.ts';
import { run } from '../../../support/outside.ts';

const body = { prompt: '[推进] It\'s "100%" <now> & then | ^ ! `$x` \\ end\n😀' };
const make = (shell: 'posix' | 'cmd' | 'powershell'): string => curlCommand('https://api.example/v1/videos/generations', 'APIMART_API_KEY', body, shell);

test('a POSIX shell hands the body on as it is', { skip: process.platform === 'win32' }, () => {
  const words = run('sh', ['-c', make('posix').replace(/^curl/u, 'printf "%s\\0"')], { environment: { APIMART_API_KEY: 'sk-1' } }).out.toString().split('\0');
  assert.deepEqual(JSON.parse(words[words.indexOf('--data') + 1]!), body);
  assert.ok(words.includes('Authorization: Bearer sk-1'));
});

test('the Command Prompt sees one line with nothing in it that it would read itself', () => {
  const line = make('cmd');
  assert.doesNotMatch(line, /[\n&|<>^!]|[^\x20-\x7e]/u);
  assert.deepEqual(line.match(/%[^%]*%/gu), ['%APIMART_API_KEY%']);
  // As the C runtime of curl.exe takes its command line apart: a quote after one backslash is a letter, other backslashes are themselves.
  const data = /--data "(.*)"$/u.exec(line)?.[1];
  assert.doesNotMatch(data!, /\\\\"/u);
  assert.deepEqual(JSON.parse(data!.replaceAll('\\"', '"')), body);
});

test('PowerShell passes the body by its pipe, in letters that every code page has', () => {
  const [first, json, rest] = make('powershell').split('\n');
  assert.equal(first, "@'");
  assert.match(json!, /^[\x20-\x7e]+$/u);
  assert.deepEqual(JSON.parse(json!), body);
  assert.match(rest!, /^'@ \| curl\.exe .*"Authorization: Bearer \$env:APIMART_API_KEY".* --data-binary "@-"$/u);
});
