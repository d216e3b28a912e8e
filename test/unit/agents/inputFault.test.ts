import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputFault } from '../../../src/agents/inputFault.ts';
import type { ToolName } from '../../../src/agents/names.ts';
import { schemas } from '../../../src/agents/schemas.ts';

function faultOf(name: ToolName, input: unknown): string | undefined {
  const [issue] = schemas[name].safeParse(input).error?.issues ?? [];
  return issue && inputFault(issue, input);
}

for (const [name, input, words] of [
  ['hailuo_wait', {}, 'ids is missing'],
  ['hailuo_wait', { ids: [] }, 'ids has fewer than 1 entries'],
  ['hailuo_wait', { ids: ['a'], seconds: 500 }, 'seconds is above 120'],
  ['hailuo_wait', { ids: ['a'], seconds: -1 }, 'seconds is below 0'],
  ['hailuo_wait', { ids: ['a', 7] }, 'ids.1 must be a string'],
  ['hailuo_quote', { shots: [{ prompt: 'x', duration: 7 }] }, 'shots.0.duration must be 6 or 10'],
  ['hailuo_quote', { shots: [{ prompt: 'x'.repeat(30_000) }] }, 'shots.0.prompt has more than 20000 characters'],
  ['hailuo_quote', { shots: [{ prompt: 'x', key: 'tell me' }] }, 'shots.0 has no "key"'],
  ['hailuo_generate', { quoteId: '../../x' }, 'quoteId does not have the form that the tool’s description tells'],
  ['hailuo_generate', { quoteId: 'q-1', maxCost: {} }, 'maxCost is none of what the tool’s description allows'],
  ['hailuo_export', { film: 'a.hailuo', format: 'avi' }, 'format must be "mp4" or "otio" or "mlt" or "edl" or "md" or "png"'],
  ['hailuo_takes', { limit: 1.5 }, 'limit must be an int'],
  ['hailuo_check', 'a text', 'the input must be an object'],
] as const) {
  test(`a model that calls ${name} with ${JSON.stringify(input).slice(0, 50)} is told that ${words}`, () => {
    assert.equal(faultOf(name, input), words);
  });
}

test('a model that makes up a very long name is told a part of it', () => {
  assert.ok((faultOf('hailuo_doctor', { ['k'.repeat(50_000)]: 1 }) ?? '').length < 300);
});
