import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inertMarkdown, plain, plainLines } from '../../../src/host/plain.ts';
import { assertProperty } from '../../support/property.ts';

/** How VS Code finds the links of a notification: `vs/base/common/linkedText.ts`, as published up to 1.105; `file:` came and went. */
const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+(?: (["']).+?\1)?\)/iu;
/** How it finds icons: `vs/base/common/iconLabels.ts`. */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/u;

/** What VS Code does to a message before it looks for links. */
function asNotified(message: string): string {
  return (message.length > 1000 ? `${message.slice(0, 1000)}...` : message).replace(/\r\n|\n|\r/gu, ' ').trim();
}

/** Words put together of what links and icons are made of, with what might hide between. */
const hostile = fc.array(fc.oneof(
  fc.constantFrom('[', ']', '(', ')', '](', '[Why?](command:hailuo.generate)', 'command:', 'https://evil.example', 'file:', '$(', '$', 'sync~spin', ' ', '"', "'", '<', '>', '\\', '\n', '\r\n', '\u0000', '\u001b[0m', '\u202e', '\u2066', '\u200f', '\u{e0041}', '\ud800', '😀'),
  fc.string({ unit: 'binary', maxLength: 6 }),
), { maxLength: 60 }).map((parts) => parts.join(''));

describe('words of strangers', () => {
  it('add no link and no icon to a message, whatever they are and wherever they stand in it', () => {
    assertProperty(fc.property(hostile, hostile, fc.integer({ min: 20, max: 900 }), (one, other, longest) => {
      const message = asNotified(plain(`There is no gateway "${one}" (${other}); write one of these.`, longest));
      assert.doesNotMatch(message, link);
      assert.doesNotMatch(message, icon);
    }), { runs: 3000 });
  });

  it('are one line of at most so many characters, without control characters, direction marks or half characters', () => {
    assertProperty(fc.property(hostile, fc.integer({ min: 10, max: 300 }), (text, longest) => {
      const line = plain(text, longest);
      assert.doesNotMatch(line, /[\p{Cc}\p{Bidi_Control}\u{e0000}-\u{e007f}]/u);
      assert.ok(line.isWellFormed());
      assert.ok([...line].length <= longest);
      assert.equal(plain(line, longest), line);
    }), { runs: 2000 });
  });

  it('that are harmless stay as they are', () => {
    for (const text of ['[Push in] A cat (at dusk) costs $5', '一只猫，【推进】', 'naïve 👩‍🚀 مرحبا', 'See https://example.com/a?b=c (again)']) {
      assert.equal(plain(text), text);
    }
    assert.equal(plainLines(['a\nb', 'c']), 'a b\nc');
  });

  it('hide nothing in characters that show nothing, and cover no other line with towers of marks', () => {
    assert.equal(plain('gen\u200ber\u00adate\u2060\ufeff\u3164 $\u200b(zap)'), 'generate $ (zap)');
    assert.equal(plain(`a${'\u0300'.repeat(200)}b`), `a${'\u0300'.repeat(6)}b`);
    for (const text of ['👩‍🚀', 'क्‍ष', 'می‌خواهم', 'ŕ̩̂', '❤️', 'ที่สุด']) assert.equal(plain(text), text);
    assert.equal(inertMarkdown(`a\u200b${'\u0489'.repeat(50)}`), `a${'\u0489'.repeat(6)}`);
  });

  it('that are long lose their middle, so that what to do is still said', () => {
    assert.equal(plain(`There is no gateway "${'x'.repeat(5000)}"; write one of animatic.`, 60), 'There is no gateway "xxxxxxxxxxxxxxxxxxx…te one of animatic.');
  });

  it('that are megabytes are cut before they are looked at', () => {
    assert.ok(plain('[](('.repeat(2_000_000)).length <= 300);
    assert.ok(inertMarkdown('$(('.repeat(2_000_000)).length < 12_000);
  });
});

describe('words of strangers in Markdown', () => {
  it('hold nothing that Markdown, HTML, a bare address or an icon begins with', () => {
    assertProperty(fc.property(hostile, (text) => {
      const rest = inertMarkdown(text).replace(/&#\d+;/gu, '');
      assert.doesNotMatch(rest, /[!#$&()*+\-./:<=>@[\\\]^_`{|}~]|[^\S\n ]|\p{Bidi_Control}|[^\n]{2}\n {4}/u);
    }), { runs: 2000 });
  });

  it('read as they were written', () => {
    const shown = inertMarkdown('a [b](command:c) <i> $(x)\nhttps://d.e').replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)));
    assert.equal(shown, 'a [b](command:c) <i> $(x)  \nhttps://d.e');
  });
});
