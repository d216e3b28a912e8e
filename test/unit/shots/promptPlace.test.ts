import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { promptPlace } from '../../../src/shots/promptPlace.ts';
import { readDocument } from '../../../src/shots/readDocument.ts';

/** The text with `[*]` where words would go, from the place of `|`. */
function placed(marked: string, kind: 'hailuo' | 'prose' = 'hailuo'): string {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { offset, lead } = promptPlace(text, readDocument(text, kind), at);
  return `${text.slice(0, offset)}${lead}[*]${text.slice(offset)}`;
}

describe('promptPlace', () => {
  it('is where the cursor stands in a prompt or on a blank line', () => {
    assert.equal(placed('### One\nA fox | runs.\n'), '### One\nA fox [*] runs.\n');
    assert.equal(placed('A |fox'), 'A [*]fox');
    assert.equal(placed('### One\n|\n'), '### One\n[*]\n');
  });

  it('is the beginning of the prompt from a title, a setting or a line of words above it', () => {
    for (const head of ['### O|ne\n@duration = 10\n', '### One|\n@duration = 10\n', '### One\n@dur|ation = 10\n', '### One\n@let hero = a |fox\n']) {
      const bare = head.replace('|', '');
      assert.equal(placed(`${head}A fox runs.\n`), `${bare}[*]A fox runs.\n`);
    }
    assert.equal(placed('@duration = 10|\n### One\nA fox\n'), '@duration = 10\n### One\n[*]A fox\n');
  });

  it('is in front of a comment, and behind the prompt from a setting below it', () => {
    assert.equal(placed('### One\nA fox runs. // no|te\nA hen.\n'), '### One\nA fox runs.[*] // note\nA hen.\n');
    assert.equal(placed('### One\n// no|te\nA hen.\n'), '### One\n// note\n[*]A hen.\n');
    assert.equal(placed('### One\nA fox.\n@take|s = 2\n### Two\nA hen.'), '### One\nA fox.[*]\n@takes = 2\n### Two\nA hen.');
  });

  it('is a line of its own where the shot has no prompt yet', () => {
    assert.equal(placed('### O|ne\n@duration = 10\n\n### Two\nA hen.'), '### One\n@duration = 10\n[*]\n\n### Two\nA hen.');
    assert.equal(placed('### One|'), '### One\n[*]');
    assert.equal(placed('@duration = 1|0'), '@duration = 10\n[*]');
    assert.equal(placed('### O|ne\r\n'), '### One\r\n[*]\r\n');
  });

  it('knows fences in Markdown, and leaves other text alone', () => {
    assert.equal(placed('1. First:\n\n   ```hailuo\n   ### O|ne\n   ```\n', 'prose'), '1. First:\n\n   ```hailuo\n   ### One\n   [*]\n   ```\n');
    assert.equal(placed('> ```hailuo\n> @takes |= 2\n> ```\n', 'prose'), '> ```hailuo\n> @takes = 2\n> [*]\n> ```\n');
    assert.equal(placed('# Film\n```hailuo\n### O|ne\nA fox.\n```\n', 'prose'), '# Film\n```hailuo\n### One\n[*]A fox.\n```\n');
    assert.equal(placed('# Fi|lm\n', 'prose'), '# Fi[*]lm\n');
  });
});
