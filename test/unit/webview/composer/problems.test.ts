import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../../src/directives/textEdit.ts';
import { findingsIn, sentLength } from '../../../../src/webview/composer/problems.ts';

describe('what is wrong with a prompt in the composer', () => {
  it('is what the text editor says, with its mends', () => {
    const prompt = '[Pan left, Pan right] A cat walks home in the rain';
    const [finding] = findingsIn(prompt, { seconds: 6 }, undefined);
    assert.equal(finding?.problem.code, 'opposite-moves');
    const [fix] = finding.fixes;
    assert.deepEqual(findingsIn(applyEdits(prompt, fix?.edits ?? []), { seconds: 6 }, undefined), []);
  });
  it('says that the optimizer may rewrite camera moves, and offers to switch it off', () => {
    const codes = (promptOptimizer: boolean) => findingsIn('A cat [Push in] walks home in the rain', { seconds: 6, promptOptimizer }, undefined).map(({ problem }) => problem.code);
    assert.deepEqual(codes(false), []);
    assert.deepEqual(codes(true), ['optimizer-with-directives']);
    const [finding] = findingsIn('A cat [Push in] walks home in the rain', { seconds: 6, promptOptimizer: true }, undefined);
    assert.deepEqual(finding?.fixes.map(({ promptOptimizer, edits }) => [promptOptimizer, edits]), [[false, []]]);
  });
  it('counts the characters as they are sent, by code points', () => {
    assert.equal(sentLength('[Push in] 🐈', undefined), 11);
    assert.equal(sentLength('[Push in] 🐈', 'zh'), 6);
  });
  it('is that of the prompt with its words put in, marked at their names', () => {
    const words = new Map([['hero', `${'x'.repeat(300)} `], ['move', '[Pan left, Pan right]']]);
    const found = (prompt: string) => findingsIn(prompt, { seconds: 6 }, 'en', words);
    const long = found(`${'y'.repeat(1900)} {{hero}}`);
    assert.deepEqual(long.map(({ problem }) => [problem.code, problem.start, problem.end]), [['prompt-too-long', 1901, 1909]]);
    assert.deepEqual(long[0]?.fixes[0]?.edits, [{ start: 1900, end: 1909, text: '' }]);
    const [opposite] = found('{{move}} A cat walks home in the rain');
    assert.deepEqual([opposite?.problem.code, opposite?.problem.start, opposite?.problem.end], ['opposite-moves', 0, 8]);
    // The words are mended where they are set, once for all shots.
    assert.deepEqual(opposite?.fixes, []);
    const own = '{{hero}} [Zoom in, Zoom out] walks home in the rain';
    const [fix] = found(own).find(({ problem }) => problem.code === 'opposite-moves')?.fixes ?? [];
    assert.match(applyEdits(own, fix?.edits ?? []), /^\{\{hero\}\} \[Zoom in\]/u);
  });
  it('names what no @let sets, where the file may have one', () => {
    const codes = (words?: ReadonlyMap<string, string>) => findingsIn('[Push in] {{hero}} runs home', { seconds: 6 }, 'en', words).map(({ problem }) => problem.code);
    assert.deepEqual(codes(new Map()), ['unknown-word']);
    assert.deepEqual(codes(new Map([['hero', 'a cat']])), []);
    assert.deepEqual(codes(), []);
  });
  it('marks what is too much', () => {
    const findings = findingsIn(`[Push in] ${'x'.repeat(2000)}`, { seconds: 6 }, 'en');
    const long = findings.find(({ problem }) => problem.code === 'prompt-too-long');
    assert.deepEqual([long?.problem.start, long?.problem.end, long?.problem.severity], [2000, 2010, 'error']);
    const words = `[Push in] ${'word '.repeat(420)}`;
    const [fix] = findingsIn(words, { seconds: 6 }, 'en').find(({ problem }) => problem.code === 'prompt-too-long')?.fixes ?? [];
    assert.ok(fix);
    const cut = applyEdits(words, fix.edits);
    assert.ok(sentLength(cut, 'en') <= 2000 && cut.endsWith('word'));
    assert.deepEqual(findingsIn(cut, { seconds: 6 }, 'en'), []);
  });
});
