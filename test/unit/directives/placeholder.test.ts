import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeholdersIn } from '../../../src/directives/placeholder.ts';

const found = (prompt: string) => placeholdersIn(prompt).map(({ start, end }) => prompt.slice(start, end));

test('what a template left to be filled in is found', () => {
  assert.deepEqual(found('[Push in] A [SUBJECT] in {style}, by [insert city], [your name] and <subject>.'), ['[SUBJECT]', '{style}', '[insert city]', '[your name]', '<subject>']);
  assert.deepEqual(found('【主体】走过【场景】，[请填写动作]'), ['【主体】', '【场景】', '[请填写动作]']);
});

test('directives, names that are set, notes, links and markup are none', () => {
  for (const prompt of ['[Push in] {{hero}} walks', '{Push in} A fox', '{"shot": 1}', '[1] A fox [sic]', '[PUSH IN] A fox', '[Orbit] A fox', '<b>A fox</b>', '[NASA](https://example.org)', '[镜头一] 狐狸']) assert.deepEqual(found(prompt), [], prompt);
});
