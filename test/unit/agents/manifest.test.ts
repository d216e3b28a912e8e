import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { manifestTools } from '../../../src/agents/manifest.ts';
import { toolNames } from '../../../src/agents/names.ts';
import { root } from '../../support/places.ts';

interface Tool { readonly name: string; readonly toolReferenceName: string; readonly modelDescription: string; readonly inputSchema: { readonly type: string } }
const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as { readonly enabledApiProposals?: unknown; readonly contributes: Readonly<Record<string, unknown>> & { readonly languageModelTools: readonly Tool[] } };
const tools = manifest.contributes.languageModelTools;

test('package.json says of the tools what their schemas say; `node scripts/agents.ts` writes it', () => {
  assert.deepEqual(tools, JSON.parse(JSON.stringify(manifestTools())));
});

test('tools have names that VS Code takes, and words that models search for', () => {
  assert.deepEqual(tools.map(({ name }) => name), [...toolNames]);
  for (const { name, toolReferenceName, modelDescription, inputSchema } of tools) {
    assert.match(name, /^(?!copilot_|vscode_)[\w-]+$/u);
    assert.equal(toolReferenceName, name);
    assert.equal(inputSchema.type, 'object');
    assert.match(modelDescription, /video|film/u, name);
  }
  const all = tools.map(({ modelDescription }) => modelDescription).join(' ');
  for (const word of ['video', 'film', 'camera', 'price']) assert.ok(all.includes(word), word);
});

/** Members of the manifest that only proposed API has (VS Code 1.139): their presence, or one more of a tool, breaks a real editor. */
test('nothing of the manifest is proposed API', () => {
  assert.equal(manifest.enabledApiProposals, undefined);
  assert.deepEqual(Object.keys(manifest.contributes).filter((name) => ['languageModelToolSets', 'chatParticipants', 'chatSessions', 'languageModelChatProviders', 'mcpServerDefinitionProviders'].includes(name)), []);
  const allowed = ['name', 'toolReferenceName', 'canBeReferencedInPrompt', 'displayName', 'userDescription', 'modelDescription', 'icon', 'tags', 'inputSchema', 'when'];
  assert.deepEqual(tools.flatMap((tool) => Object.keys(tool)).filter((key) => !allowed.includes(key)), []);
});

/** The server build that our tests run in lets proposed API pass, so the types alone must say no: a cast of `vscode` is the only way around them. */
test('no source reaches for API that our types do not have, but for what it looks for before it uses it', () => {
  const lookedFor = new Set(['src/agents/register.ts readonly lm?', 'src/agents/sheet.ts readonly LanguageModelDataPart?']);
  const casts = globSync('src/**/*.ts', { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/\(?\bvscode(?:\.\w+)* as (?:unknown as )?\{ (?<member>[^:]+):/gu)].map(({ groups }) => `${path.replaceAll('\\', '/')} ${groups?.['member'] ?? ''}`));
  assert.deepEqual(casts.filter((cast) => !lookedFor.has(cast)), []);
  assert.equal(casts.length, lookedFor.size);
  const any = globSync('src/**/*.ts', { cwd: root }).filter((path) => /\bvscode(?:\.\w+)* as (?:unknown|any|never)\b|Reflect\.get\(vscode|vscode\[/u.test(readFileSync(join(root, path), 'utf8')));
  assert.deepEqual(any, []);
});
