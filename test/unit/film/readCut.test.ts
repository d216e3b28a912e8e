import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { filmOf } from '../../../src/film/film.ts';
import { readCut } from '../../../src/film/readCut.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';
import { defaultSettings } from '../../../src/shots/shot.ts';
import type { Take } from '../../../src/takes/take.ts';
import { countingClip } from '../../support/countingClip.ts';

const folder = mkdtempSync(join(tmpdir(), 'hailuo-cut-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });
const file = join(folder, 'a.mp4');
const uri = 'file:///film/courier.hailuo';
const text = '@let hero = a courier in red\n\n### Door\n@take = a.mp4\n[Push in] {{hero}} at a door.\n';

async function promptOf(take: Take): Promise<string | undefined> {
  const outcome = await readCut('courier', filmOf({ text, document: readDocument(text, 'hailuo'), uri, folder }, [take], () => false));
  return outcome.kind === 'cut' ? outcome.cut.shots[0]?.prompt : assert.fail(JSON.stringify(outcome));
}

describe('a film that is handed on', () => {
  test('tells of each take what it was made from, with the words of @let in it, whatever its text says by now', async () => {
    writeFileSync(file, await countingClip({ frames: 6 }));
    const take = (prompt: string): Take => ({ file, shot: { prompt, settings: defaultSettings }, favourite: false, source: { uri, line: 4 } });
    assert.equal(await promptOf(take('[Pan left] a courier in blue at a gate.')), '[Pan left] a courier in blue at a gate.');
    assert.equal(await promptOf(take('')), '[Push in] a courier in red at a door.');
  });
});
