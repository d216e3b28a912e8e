import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { agreedTo, inForce, loosened, remembered } from '../../../src/wallet/agreed.ts';
import { agreedFile } from '../../../src/wallet/agreedFile.ts';
import type { Caps } from '../../../src/wallet/cap.ts';
import { loosenedWords } from '../../../src/wallet/loosenedWords.ts';
import type { Wallet } from '../../../src/wallet/wallet.ts';
import { createWallet } from '../../../src/wallet/wallet.ts';
import { assertProperty } from '../../support/property.ts';
import { silent, temporaryFolder } from '../tasks/support/world.ts';

const units = (count: number): number => count * 1_000_000;
const name = 'apimart 768p 6 s';
const kind = { gateway: 'apimart', seconds: 6, resolution: '768p' } as const;
const order = (task: string) => ({ ...kind, task, shot: 'Gulls' });

/** Settings that a test writes, as any extension could, and windows that read them. */
function settingsOf(t: TestContext, folder: string): { set: { prices: unknown; caps: Caps }; open: () => Wallet } {
  const world = {
    set: { prices: { [name]: '1 USD' } as unknown, caps: {} as Caps },
    open: () => {
      const wallet = createWallet({ folder, log: silent, language: 'en', settings: () => world.set });
      t.after(() => { wallet.dispose(); });
      return wallet;
    },
  };
  return world;
}

describe('a limit in the settings', () => {
  it('counts at once when it is made stricter, and asks nothing, the first one too', async (t) => {
    const world = settingsOf(t, await temporaryFolder(t));
    const wallet = world.open();
    for (const day of [undefined, 20, 10, 3]) {
      world.set = { ...world.set, caps: day === undefined ? {} : { day: units(day) } };
      await wallet.refresh();
      assert.deepEqual([wallet.loosened(), wallet.limits()], [[], world.set.caps]);
    }
  });

  it('that was raised, whoever wrote it, lets nothing more go before the person agrees, in no window and after no restart', async (t) => {
    const folder = await temporaryFolder(t);
    const world = settingsOf(t, folder);
    const [wallet, other] = [world.open(), world.open()];
    world.set = { ...world.set, caps: { day: units(2) } };
    await Promise.all([wallet.refresh(), other.refresh()]);
    assert.equal((await wallet.reserve([order('a'), order('b')])).kind, 'reserved');
    world.set = { ...world.set, caps: { day: units(100) } };
    for (const window of [wallet, other, world.open()]) {
      await window.refresh();
      assert.deepEqual(window.loosened().map(loosenedWords), ['Your daily limit was raised from 2 to 100. Use the new limit?']);
      assert.equal((await window.reserve([order('c')])).kind, 'over');
      assert.deepEqual([window.over([kind])?.cap.micros, window.over([kind], true)], [units(2), undefined]);
    }
    assert.equal(await other.agree(other.loosened()), true);
    await wallet.refresh();
    assert.deepEqual([wallet.loosened(), wallet.limits()], [[], { day: units(100) }]);
    assert.equal((await wallet.reserve([order('c')])).kind, 'reserved');
  });

  it('that was taken away counts on, and is asked about once', async (t) => {
    const world = settingsOf(t, await temporaryFolder(t));
    world.set = { ...world.set, caps: { day: units(1), month: units(9) } };
    const wallet = world.open();
    await wallet.refresh();
    world.set = { ...world.set, caps: { month: units(9) } };
    await wallet.refresh();
    assert.deepEqual(wallet.loosened().map(loosenedWords), ['Your daily limit of 1 was removed. Go on without it?']);
    assert.equal((await wallet.reserve([order('a'), order('b')])).kind, 'over');
    await wallet.agree(wallet.loosened());
    assert.deepEqual([wallet.loosened(), (await wallet.reserve([order('a'), order('b')])).kind], [[], 'reserved']);
  });

  it('is not got round by a price of next to nothing, one in another unit, or one where there was none', async (t) => {
    const world = settingsOf(t, await temporaryFolder(t));
    world.set = { ...world.set, caps: { day: units(1) } };
    const wallet = world.open();
    await wallet.refresh();
    for (const price of ['0', '0.01 USD', '1 lei']) {
      world.set = { ...world.set, prices: { [name]: price } };
      await wallet.refresh();
      assert.equal((await wallet.reserve([order('a'), order('b')])).kind, 'over', price);
      assert.match(wallet.loosened().map(loosenedWords).join(), /was changed from 1 USD to .*, so your limits would let more through/u);
    }
    world.set = { ...world.set, prices: { [name]: '1 USD', 'toapis 768p 6 s': '0.001' } };
    await wallet.refresh();
    assert.deepEqual([wallet.quote({ ...kind, gateway: 'toapis' }), wallet.loosened().length], [undefined, 1]);
    world.set = { ...world.set, prices: { [name]: '2 USD' } };
    await wallet.refresh();
    assert.deepEqual([wallet.loosened(), wallet.quote(kind)?.micros], [[], units(2)], 'a dearer one counts at once');
  });

  it('is agreed to as it was shown, and not as it was set while the question stood', async (t) => {
    const world = settingsOf(t, await temporaryFolder(t));
    world.set = { ...world.set, caps: { day: units(5) } };
    const wallet = world.open();
    await wallet.refresh();
    world.set = { ...world.set, caps: { day: units(6) } };
    await wallet.refresh();
    const shown = wallet.loosened();
    for (const meanwhile of [{ caps: { day: units(100) } }, { caps: {} }, { caps: { day: units(6) }, prices: { [name]: '0.01 USD' } }]) {
      world.set = { ...world.set, prices: { [name]: '1 USD' }, ...meanwhile };
      assert.deepEqual([await wallet.agree(shown), wallet.limits()], [false, { day: units(5) }], JSON.stringify(meanwhile));
    }
    world.set = { prices: { [name]: '1 USD' }, caps: { day: units(6) } };
    assert.deepEqual([await wallet.agree(shown), wallet.limits(), wallet.loosened()], [true, { day: units(6) }, []]);
    world.set = { ...world.set, caps: { day: units(4) } };
    assert.deepEqual([await wallet.agree(shown), wallet.limits()], [true, { day: units(4) }], 'what became stricter asks nothing');
  });

  it('counts as it is set where what was agreed to cannot be read any more', async (t) => {
    const folder = await temporaryFolder(t);
    const world = settingsOf(t, folder);
    world.set = { ...world.set, caps: { day: units(1) } };
    const wallet = world.open();
    await wallet.refresh();
    await rm(agreedFile(folder));
    world.set = { ...world.set, caps: { day: units(5) } };
    await wallet.refresh();
    assert.deepEqual([wallet.loosened(), wallet.limits()], [[], { day: units(5) }]);
  });

  it('is never above the least that stood since the person last agreed, whatever is written', () => {
    const cap = fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined });
    const caps = fc.record({ day: cap, month: cap }).map(({ day, month }): Caps => ({ ...(day !== undefined && { day }), ...(month !== undefined && { month }) }));
    assertProperty(fc.property(fc.array(fc.record({ caps, agrees: fc.boolean() }), { maxLength: 20 }), (history) => {
      let agreed = remembered({ caps: {}, prices: {} }, undefined);
      let least: { day: number; month: number } = { day: Infinity, month: Infinity };
      for (const { caps: now, agrees } of history) {
        const set = { caps: now, prices: {} };
        agreed = agrees ? agreedTo(set) : remembered(set, agreed);
        const written = { day: now.day ?? Infinity, month: now.month ?? Infinity };
        least = agrees ? written : { day: Math.min(least.day, written.day), month: Math.min(least.month, written.month) };
        const force = inForce(set, agreed).caps;
        assert.deepEqual({ day: force.day ?? Infinity, month: force.month ?? Infinity }, least);
        assert.equal(loosened(set, agreed).length > 0, written.day > least.day || written.month > least.month);
      }
    }));
  });
});
