import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { directiveIds, directives } from '../../../src/directives/vocabulary.ts';
import { directivePicture } from '../../support/directivePicture.ts';
import { root } from '../../support/places.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('media/directives', () => {
  it('shows every directive as the camera of today moves; `node test/support/drawDirectives.ts` draws them anew', () => {
    for (const id of directiveIds) assert.equal(read(`media/directives/${id}.svg`), directivePicture(id), id);
  });

  it('shows 15 different pictures', () => {
    assert.equal(new Set(directiveIds.map((id) => directivePicture(id).replace(/<title>.*<\/title>/, ''))).size, 15);
  });

  it('tells the 15 apart at rest too, by the pose and by the sign of the stage', () => {
    const still = (id: (typeof directiveIds)[number]) => directivePicture(id).replace(/<title>.*<\/title>|<style>.*<\/style>/g, '');
    assert.equal(new Set(directiveIds.map((id) => still(id).replace(/<g class="sign">.*<\/g>/, ''))).size, 15);
    assert.equal(new Set(directiveIds.map((id) => /<g class="sign">.*<\/g>/.exec(still(id))?.[0])).size, 15);
  });
});

describe('the grammar', () => {
  it('knows every directive in both languages', () => {
    const grammar = JSON.parse(read('media/grammar/hailuo.tmLanguage.json')) as { repository: { bracket: { patterns: { match: string }[] } } };
    const known = grammar.repository.bracket.patterns.at(-1)!.match;
    // TextMate's inline flag is not one of JavaScript's.
    const pattern = new RegExp(known.replace('(?i:', '(?:'), 'i');
    for (const { en, zh } of directives) for (const name of [en, zh]) assert.match(`[${name}]`, pattern);
    assert.doesNotMatch('[Orbit]', pattern);
  });
});
