import assert from 'node:assert/strict';
import { join } from 'node:path/posix';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../../src/directives/textEdit.ts';
import { settingsOf, valuesIn } from '../../../../src/shots/document.ts';
import { writePrompt, writeSetting } from '../../../../src/shots/edit.ts';
import { wordsOf } from '../../../../src/shots/lets.ts';
import type { Desk, LocateFirstFrame, Opening } from '../../../../src/views/composer/desk.ts';
import { createDesk } from '../../../../src/views/composer/desk.ts';
import type { LinkPlace, ShotLink } from '../../../../src/views/composer/link.ts';
import { placeAt } from '../../../../src/views/composer/place.ts';
import type { Choices } from '../../../../src/views/composer/protocol.ts';

const defaults: Choices = { gateway: 'animatic', duration: 6, resolution: '768p', promptOptimizer: true, fastPretreatment: false, watermark: false, takes: 1 };
const uriOf = (fsPath: string): ShotLink['uri'] => ({ fsPath, toString: () => `file://${fsPath}` }) as unknown as ShotLink['uri'];

/** A document as VS Code has it, without VS Code. */
function documentOf(text: string) {
  const document = { text, state: 'together' as LinkPlace['state'], uri: uriOf('/film/a.hailuo') };
  const place = () => placeAt(document.text, 'hailuo', document.text.length)!;
  const apply = (edits: Parameters<typeof applyEdits>[1]): Promise<boolean> => {
    document.text = applyEdits(document.text, [...edits].sort((a, b) => a.start - b.start));
    return Promise.resolve(true);
  };
  const link: ShotLink = {
    get uri() { return document.uri; }, line: 0, takesSettings: true, holds: () => true, reads: () => true,
    get view() { return { file: 'a.hailuo', line: 1, state: document.state, dirty: false }; },
    get prompt() { return place().shot.prompt; },
    get words() { return wordsOf(place().document.scripts[0]?.lets ?? [], place().shot.lets); },
    get written() { return settingsOf(place().shot); },
    get withoutFrame() { return valuesIn(place().shot.defaults).firstFrame === undefined ? undefined : 'none'; },
    refresh: () => Promise.resolve(true),
    write: (prompt) => apply(writePrompt(document.text, place().shot, prompt)),
    writeSettings: (values) => apply(values.flatMap(([name, value]) => writeSetting(document.text, place().shot, name, value))),
    save: () => Promise.resolve(true), dispose: () => undefined,
  };
  return { document, link };
}

function open(text: string, opening: Partial<Opening> = {}, locate: LocateFirstFrame = (written) => written) {
  const { document, link } = documentOf(text);
  /** What the settings of the editor say. */
  const settings = { now: defaults };
  const desk = createDesk({ text: link.prompt ?? '', choices: {}, ...opening }, link, { locate, defaults: () => settings.now, folder: undefined });
  const set = (changed: Partial<Choices>): void => {
    settings.now = { ...settings.now, ...changed };
    desk.readDefaults();
  };
  return { document, desk, set };
}

/** What a person types into the page. */
function type(desk: Desk, find: string, put: string, version = desk.text.version): Promise<void> {
  const start = desk.text.text.indexOf(find);
  return desk.push(version, [{ client: 'page', changes: [{ start, end: start + find.length, text: put }] }]);
}

describe('a prompt that its document would read as something else', () => {
  for (const typed of ['A cat // runs', '@takes', 'A cat\n### Two\nA dog']) {
    it(`stays in the field and out of the document: ${JSON.stringify(typed)}`, async () => {
      const { document, desk } = open('### One\nA cat\n');
      await type(desk, 'A cat', typed);
      assert.equal(desk.text.text, typed);
      assert.equal(document.text, '### One\nA cat\n');
      assert.equal(desk.linkView?.state, 'unwritable');
      await desk.readDocument();
      assert.equal(desk.text.text, typed);
      assert.equal(await desk.writeDocument(), 'unwritable');
    });
  }
  it('is written as soon as it reads otherwise', async () => {
    const { document, desk } = open('### One\nA cat\n');
    await type(desk, 'A cat', '@takes');
    await type(desk, '@takes', '@takes place at sea');
    assert.equal(document.text, '### One\n@takes place at sea\n');
    assert.equal(desk.linkView?.state, 'together');
  });
});

describe('a first frame that the file has for all', () => {
  it('is taken from one shot by `none`, and comes back', async () => {
    const { document, desk } = open('@firstFrame = ./all.png\n### One\nA cat\n');
    await desk.setFirstFrame(undefined);
    assert.equal(document.text, '@firstFrame = ./all.png\n### One\n@firstFrame = none\nA cat\n');
    assert.equal(desk.firstFrame, undefined);
    await desk.setFirstFrame('./own.png');
    assert.equal(document.text, '@firstFrame = ./all.png\n### One\n@firstFrame = ./own.png\nA cat\n');
  });
});

describe('a first frame that is written as a path from its document', () => {
  const opened = (text: string) => open(text, {}, (written, from) => join(from?.fsPath ?? '', '..', written));
  it('moves with the document, and is written as it was', async () => {
    const { document, desk } = opened('### One\n@firstFrame = ./pic.png\nA cat\n');
    assert.equal(desk.firstFrame, '/film/pic.png');
    for (const folder of ['/later', '/latest']) {
      document.uri = uriOf(`${folder}/a.hailuo`);
      await desk.readDocument();
      assert.equal(desk.firstFrame, `${folder}/pic.png`);
    }
    assert.equal(await desk.writeDocument(), 'written');
    assert.equal(document.text, '### One\n@firstFrame = ./pic.png\nA cat\n');
    await desk.setFirstFrame('/latest/other.png');
    document.uri = uriOf('/last/a.hailuo');
    await desk.readDocument();
    assert.equal(desk.firstFrame, '/last/other.png');
  });
  it('stays where the person chose another that the document has not got yet', async () => {
    const { document, desk } = opened('### One\n@firstFrame = ./pic.png\nA cat\n');
    document.state = 'apart';
    await desk.setFirstFrame('/elsewhere/own.png');
    document.uri = uriOf('/later/a.hailuo');
    await desk.readDocument();
    assert.equal(desk.firstFrame, '/elsewhere/own.png');
  });
});

describe('a document that changed as well', () => {
  it('is heard before an edit of the page that was made on the older text', async () => {
    const { document, desk } = open('### One\nA cat runs\n');
    document.text = '### One\nA big cat runs\n';
    await type(desk, 'runs', 'sleeps');
    assert.equal(document.text, '### One\nA big cat runs\n');
    assert.equal(desk.text.text, 'A big cat runs');
  });
  it('keeps what it says when it is opened again, and so does the composer', async () => {
    const { document, desk } = open('### One\nA cat\n');
    document.state = 'apart';
    await type(desk, 'cat', 'dog');
    document.text = '### One\nA bird\n';
    document.state = 'together';
    await desk.readDocument();
    assert.equal(document.text, '### One\nA bird\n');
    assert.equal(desk.text.text, 'A dog');
    assert.equal(desk.linkView?.state, 'parted');
    await type(desk, 'dog', 'horse');
    assert.equal(document.text, '### One\nA bird\n');
    await desk.writeDocument();
    assert.equal(document.text, '### One\nA horse\n');
    assert.equal(desk.linkView.state, 'together');
  });
  it('is taken in the composer’s place when the person says so', async () => {
    const { document, desk } = open('### One\nA cat\n');
    document.state = 'apart';
    await type(desk, 'cat', 'dog');
    document.text = '### One\nA bird\n';
    await desk.takeDocument();
    assert.equal(desk.text.text, 'A bird');
    assert.equal(desk.linkView?.state, 'apart');
  });
  it('is not written over unseen by Update while it is closed', async () => {
    const { document, desk } = open('### One\nA cat\n');
    document.state = 'apart';
    await type(desk, 'cat', 'dog');
    const link = desk.link!;
    const changed = '### One\nA bird\n';
    Object.assign(link, { refresh: () => { document.text = changed; return Promise.resolve(true); } });
    assert.equal(await desk.writeDocument(), 'parted');
    assert.equal(document.text, changed);
    Object.assign(link, { refresh: () => Promise.resolve(true) });
    assert.equal(await desk.writeDocument(), 'written');
    assert.equal(document.text, '### One\nA dog\n');
  });
  it('gets what the composer went on with while only the composer changed', async () => {
    const { document, desk } = open('### One\nA cat\n');
    document.state = 'apart';
    await type(desk, 'cat', 'dog');
    document.state = 'together';
    await desk.readDocument();
    assert.equal(document.text, '### One\nA dog\n');
  });
});

describe('words set with @let', () => {
  const text = '@let hero = a courier\n### One\n[Push in] {{hero}} runs\n';
  it('are in what is sent, while the text stays as it is written', async () => {
    const { document, desk } = open(text);
    assert.equal(desk.filledShot.prompt, '[Push in] a courier runs');
    assert.equal(desk.shot.prompt, '[Push in] {{hero}} runs');
    await type(desk, 'runs', 'sleeps');
    assert.equal(document.text, text.replace('runs', 'sleeps'));
    assert.equal(desk.filledShot.prompt, '[Push in] a courier sleeps');
  });
  it('are those of the document as it reads now', () => {
    const { document, desk } = open(text);
    document.text = text.replace('a courier', 'two sisters');
    assert.equal(desk.filledShot.prompt, '[Push in] two sisters runs');
  });
});

describe('settings of the editor that change', () => {
  it('count at once for a shot that says nothing else, and no file says what nobody chose', async () => {
    const { document, desk, set } = open('### One\nA cat\n');
    set({ gateway: 'apimart' });
    assert.equal(desk.choices.gateway, 'apimart');
    await desk.choose({ ...desk.choices, duration: 10 });
    assert.equal(document.text, '### One\n@duration = 10\nA cat\n');
    set({ gateway: 'animatic', duration: 6, watermark: true });
    assert.deepEqual(desk.choices, { ...defaults, duration: 10, watermark: true });
    await desk.setFirstFrame('./a.png');
    assert.equal(document.text, '### One\n@duration = 10\n@firstFrame = ./a.png\nA cat\n');
    assert.deepEqual(desk.chosen, ['firstFrame']);
  });
  it('do not count for what the document says or the person chose', async () => {
    const { document, desk, set } = open('### One\n@gateway = animatic\nA cat\n');
    document.state = 'apart';
    await desk.choose({ ...desk.choices, duration: 10 });
    await desk.choose({ ...desk.choices, duration: 6 });
    set({ gateway: 'apimart', duration: 10, takes: 1 });
    assert.deepEqual(desk.choices, defaults);
    document.state = 'together';
    await desk.readDocument();
    assert.equal(document.text, '### One\n@gateway = animatic\n@duration = 6\nA cat\n');
  });
  it('count for what the document no longer says', async () => {
    const { document, desk, set } = open('### One\n@gateway = toapis\nA cat\n');
    set({ gateway: 'apimart' });
    document.text = '### One\nA cat\n';
    await desk.readDocument();
    assert.equal(desk.choices.gateway, 'apimart');
  });
  it('leave a choice that was sent by a page which had not heard of them', async () => {
    const { document, desk, set } = open('### One\nA cat\n');
    const before = desk.choices;
    set({ gateway: 'apimart' });
    await desk.choose({ ...before, watermark: true }, ['watermark']);
    assert.equal(desk.choices.gateway, 'apimart');
    assert.equal(document.text, '### One\n@watermark = on\nA cat\n');
  });
  it('count after a restart, for what was as they were before it', () => {
    const before: Choices = { ...defaults, gateway: 'apimart', watermark: true };
    const { desk } = open('### One\nA cat\n', { choices: { ...before, duration: 10 }, usual: before });
    assert.deepEqual(desk.choices, { ...defaults, duration: 10 });
  });
  it('count for a shot in no document, but for what the person chose there', async () => {
    let now = defaults;
    const desk = createDesk({ text: 'A cat', choices: {} }, undefined, { locate: (written) => written, defaults: () => now, folder: undefined });
    await desk.choose({ ...desk.choices, gateway: 'toapis' });
    await desk.choose({ ...desk.choices, gateway: 'animatic' });
    now = { ...defaults, gateway: 'apimart', resolution: '1080p' };
    desk.readDefaults();
    assert.deepEqual(desk.choices, { ...defaults, resolution: '1080p' });
  });
});

describe('settings after a restart', () => {
  it('are the document’s where it changed meanwhile, and the kept ones elsewhere', async () => {
    const { document, desk } = open('### One\n@duration = 10\nA cat\n', {
      base: 'A cat', read: { duration: 6 }, choices: { ...defaults, watermark: true }, unwritten: ['watermark'],
    });
    await desk.readDocument();
    assert.equal(desk.choices.duration, 10);
    assert.equal(desk.choices.watermark, true);
    assert.equal(document.text, '### One\n@duration = 10\n@watermark = on\nA cat\n');
  });
  it('are not written back by the next choice', async () => {
    const { document, desk } = open('### One\n@duration = 10\nA cat\n', { base: 'A cat', read: {}, choices: defaults });
    await desk.readDocument();
    await desk.choose({ ...desk.choices, takes: 2 });
    assert.equal(document.text, '### One\n@duration = 10\n@takes = 2\nA cat\n');
  });
});
