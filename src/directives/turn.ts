import { cutOf, pasteAt } from './bracketMove.ts';
import { planCamera } from './camera.ts';
import { languageOf } from './language.ts';
import { applyEdits } from './textEdit.ts';
import type { TextEdit } from './textEdit.ts';
import { directiveOf } from './vocabulary.ts';
import { readWay } from './way.ts';
import type { Run, Way } from './way.ts';

/**
 * How a prompt may be turned round, when a person wants its brackets on the other side, or when it was read the wrong way round:
 * - `in-front`: the brackets go before the words that they were read to govern; the camera moves as before
 * - `behind`: the same the other way round
 * - `were-behind`: it was read as documented, but each bracket means the words before it; it goes before them
 * - `were-in-front`: it was read with the brackets behind, but the first words are meant to have no move; they get a static shot
 */
export interface Turning {
  readonly kind: 'in-front' | 'behind' | 'were-behind' | 'were-in-front';
  readonly edits: readonly TextEdit[];
}

/** What can be done about the side on which a prompt's brackets stand, the correction of a wrong reading last. */
export function turnings(prompt: string): readonly Turning[] {
  const way = readWay(prompt);
  if (way.runs.length === 0) return [];
  const found: readonly Turning[] = way.side === 'behind'
    ? [{ kind: 'in-front', edits: inFront(prompt, way.runs) }, { kind: 'were-in-front', edits: stillFirst(prompt, way) }]
    : way.head === 0
      ? [{ kind: 'behind', edits: behind(prompt, way.runs) }]
      : [{ kind: 'were-behind', edits: wereBehind(prompt, way) }];
  return found.filter((turning) => turning.edits.length > 0 && turns(prompt, way, turning));
}

/** Turned round it must be read the other way, with the same moves in the same order. */
function turns(prompt: string, way: Way, { kind, edits }: Turning): boolean {
  const turned = applyEdits(prompt, edits);
  const moves = (text: string) => planCamera(text, 10).segments.flatMap((segment) => (segment.bracket === undefined ? [] : [segment.moves.join('+')])).join();
  const now = readWay(turned);
  if (kind === 'were-in-front') return now.side === 'before';
  return moves(turned) === moves(prompt) && (kind === 'behind' ? now.side === 'behind' : now.side === 'before' && now.head === 0)
    && (kind === 'were-behind' || String(now.runs.map(({ letters }) => letters)) === String(way.runs.map(({ letters }) => letters)));
}

const spanOf = ({ brackets }: Run) => ({ start: brackets[0]!.start, end: brackets.at(-1)!.end });

function moveRun(prompt: string, run: Run, at: number): readonly TextEdit[] {
  const span = spanOf(run);
  return [cutOf(prompt, span), pasteAt(prompt, prompt.slice(span.start, span.end), at)];
}

function inFront(prompt: string, runs: readonly Run[]): readonly TextEdit[] {
  return runs.flatMap((run) => moveRun(prompt, run, run.start));
}

function behind(prompt: string, runs: readonly Run[]): readonly TextEdit[] {
  return runs.every(({ letters }) => letters > 0) ? runs.flatMap((run) => moveRun(prompt, run, run.end)) : [];
}

/** The text that each run would govern is what the one before it was read to govern, the first one's the head. */
function wereBehind(prompt: string, { runs }: Way): readonly TextEdit[] {
  const head = /[\p{L}\p{N}]/u.exec(prompt)?.index;
  if (head === undefined) return [];
  return runs.flatMap((run, index) => moveRun(prompt, run, index === 0 ? head : runs[index - 1]!.start));
}

function stillFirst(prompt: string, { runs }: Way): readonly TextEdit[] {
  const at = runs[0]?.start ?? 0;
  return [pasteAt(prompt, `[${directiveOf('static-shot')[languageOf(prompt)]}]`, at)];
}
