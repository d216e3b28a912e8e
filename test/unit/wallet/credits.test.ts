import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { traditional } from '../../../scripts/traditional.ts';
import { statusOutcomeOf } from '../../../src/gateways/remote/statusOutcome.ts';
import { shownCost } from '../../../src/takes/cost.ts';
import { reportedCost } from '../../../src/wallet/outcome.ts';
import { root } from '../../support/places.ts';

const chinese = readFileSync(join(root, 'media/l10n/bundle.l10n.zh-cn.json'), 'utf8');

for (const [language, bundle, shown] of [['English', '{}', '28 credits'], ['Simplified', chinese, '28 积分'], ['Traditional', traditional(chinese), '28 積分']] as const) {
  it(`credits that a gateway charges are credits in an editor in ${language}, and are shown in its words`, () => {
    // As activation does it; a test file is a process of its own.
    l10n.config({ contents: bundle });
    const outcome = statusOutcomeOf('APIMart', { kind: 'reply', reply: { status: 200, headers: {}, text: JSON.stringify({ id: 'a', status: 'running', credits_cost: 28 }) } }, [], undefined);
    assert.ok(outcome.kind === 'reading');
    const { cost = '' } = outcome.reading;
    // A record of an earlier release has the words of its editor.
    for (const kept of [cost, shown]) assert.deepEqual(reportedCost(kept, { unit: 'USD' }), { micros: 28_000_000, unit: 'credits' }, kept);
    assert.deepEqual([cost, shownCost(cost), shownCost('0.28 USD'), shownCost(shown)], ['28 credits', shown, '0.28 USD', shown]);
  });
}
