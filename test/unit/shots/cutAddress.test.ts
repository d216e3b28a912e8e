import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutAddress, isCutAddress } from '../../../src/shots/cutAddress.ts';

describe('an address that others may read', () => {
  it('keeps nothing of its query, and says that there was one', () => {
    const cut = cutAddress('https://files.example/a.png?X-Amz-Signature=abc?x#y');
    assert.equal(cut, 'https://files.example/a.png?…');
    assert.ok(isCutAddress(cut));
    assert.equal(cutAddress(cut), cut);
  });

  it('is whole where there was no query', () => {
    for (const address of ['https://files.example/a.png', 'https://files.example/a.png?', 'https://files.example/a.png#?part']) {
      assert.equal(cutAddress(address), 'https://files.example/a.png');
      assert.ok(!isCutAddress(address));
    }
  });
});
