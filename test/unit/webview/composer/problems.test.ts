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
  it('counts the characters as they are sent, by code points', () => {
    assert.equal(sentLength('[Push in] 🐈', undefined), 11);
    assert.equal(sentLength('[Push in] 🐈', 'zh'), 6);
  });
  it('marks what is too much', () => {
    const findings = findingsIn(`[Push in] ${'x'.repeat(2000)}`, { seconds: 6 }, 'en');
    const long = findings.find(({ problem }) => problem.code === 'prompt-too-long');
    assert.deepEqual([long?.problem.start, long?.problem.end, long?.problem.severity], [2000, 2010, 'error']);
  });
});
