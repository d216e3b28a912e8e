import { proseBrackets } from '../../directives/prose.ts';
import { partsInDocument } from '../document.ts';
import type { DocumentShot, Script, ShotDocument } from '../document.ts';
import { readScript } from '../hailuo.ts';
import { joinRuns } from '../pieces.ts';
import { linesOf } from '../span.ts';
import type { Span } from '../span.ts';
import type { Block } from './blocks.ts';
import { blocksOf, lineRuns } from './blocks.ts';
import { commentsIn } from './comments.ts';
import { judge } from './judge.ts';

/** Reads Markdown, plain text and everything else: fences named for it, and the passages that a reader takes for prompts. */
export function readProse(text: string): ShotDocument {
  const shots: DocumentShot[] = [];
  const scripts: Script[] = [];
  const mentions: Span[] = [];
  for (const block of blocksOf(text)) {
    if (block.kind === 'code') {
      const script = scriptOf(text, block);
      scripts.push(script);
      for (const shot of script.shots) shots.push(shot);
      continue;
    }
    if (!/[[【［]/.test(text.slice(block.start, block.end))) continue;
    const shot = passage(text, block);
    const verdict = judge(shot.prompt, block.kind);
    if (verdict.kind === 'shot') shots.push({ ...shot, certain: verdict.certain });
    else if (verdict.kind === 'explanation') for (const mention of mentionsIn(shot)) mentions.push(mention);
  }
  return { kind: 'prose', scripts, shots, mentions };
}

function mentionsIn(shot: DocumentShot): readonly Span[] {
  return proseBrackets(shot.prompt).flatMap(({ words }) => words).filter(({ directive }) => directive !== undefined)
    .flatMap((word) => partsInDocument(shot, word));
}

/** A fence of shots, which know what their lines begin with. */
function scriptOf(text: string, { margin, ...block }: Block): Script {
  const script = readScript(text, block.runs, block);
  return margin === undefined || margin === '' ? script : { ...script, margin, shots: script.shots.map((shot) => ({ ...shot, margin })) };
}

/** Every passage as a shot, whatever it says, with the shots of fences. */
export function passagesOf(text: string): readonly DocumentShot[] {
  return [...blocksOf(text)].flatMap((block) => (block.kind === 'code' ? scriptOf(text, block).shots : [passage(text, block)]));
}

/** The passage, or the shot of a fence, that an offset lies in; undefined on a blank line and in code that is none. */
export function passageAt(text: string, offset: number): DocumentShot | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  for (const block of blocksOf(text)) {
    if (block.end < lineStart) continue;
    const shots = block.kind === 'code' ? scriptOf(text, block).shots : [passage(text, block)];
    const found = shots.findLast(({ start, end }) => start <= offset && offset <= end) ?? (block.kind === 'cell' ? undefined : shots.find(({ start }) => lineStart <= start && offset <= start));
    if (found !== undefined || block.start > offset) return found;
  }
  return undefined;
}

/** A part of a text as a shot, whatever it says: what a person selected. Marks that are not sent stay out of its prompt. */
export function shotBetween(text: string, start: number, end: number): DocumentShot {
  const comments = commentsIn(text);
  const made = joinRuns(text, lineRuns(text, linesOf(text, start, end), comments));
  return { kind: 'prose', start, end, ...made, filled: made.prompt, settings: [], defaults: [], lets: [], comments: [] };
}

function passage(text: string, block: Block): DocumentShot {
  const made = joinRuns(text, block.runs);
  const [first, last] = [made.pieces[0], made.pieces.at(-1)];
  return { kind: 'prose', start: first?.start ?? block.start, end: last?.end ?? block.end, ...made, filled: made.prompt, settings: [], defaults: [], lets: [], comments: [] };
}
