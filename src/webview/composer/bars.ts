import { planCamera } from '../../directives/camera.ts';
import { parsePrompt } from '../../directives/parse.ts';
import { applyEdits } from '../../directives/textEdit.ts';
import type { TextEdit } from '../../directives/textEdit.ts';
import { actingTimes, moveBracketStart, removeBracket, reorderBrackets } from '../../directives/timelineEdit.ts';
import type { FilledPrompt } from '../../shots/filledPrompt.ts';
import type { Drag, Timeline, TimelineDeeds } from '../stage/timeline.ts';
import { followDrag } from './dragging.ts';
import type { PromptField } from './prompt/field.ts';

/** The prompt's brackets as bars on the timeline: dragged, moved by keys, chosen. */
export interface Bars {
  /** The prompt as written; while something is dragged, what it would become. */
  readonly shownPrompt: string;
  /** As the page shows them at `time`, seconds. */
  at(time: number): Timeline;
}

export interface BarsDependencies {
  readonly field: Pick<PromptField, 'text' | 'cursor' | 'edit' | 'select' | 'focus'>;
  /** Puts the words of `@let` in: the bars are those of what is sent. */
  readonly filled: (written: string) => FilledPrompt;
  /** How long the clip is, seconds. */
  readonly seconds: () => number;
  readonly seek: TimelineDeeds['seek'];
  /** What is shown changed, but no text yet. */
  readonly onDrag: () => void;
  /** Shows the bars anew at once. */
  readonly draw: () => void;
}

export function createBars({ field, filled, seconds, seek, onDrag, draw }: BarsDependencies): Bars {
  /** What is dragged, and what comes of it for the prompt that it began with. */
  let drag: { readonly drag: Drag; readonly edits: readonly TextEdit[]; readonly of: string } | undefined;
  const shownPrompt = (): string => (drag?.of === field.text ? applyEdits(field.text, drag.edits) : field.text);

  /** Focus stays on the bar that was moved. A move in words that other shots share stays. */
  const edit = (edits: readonly TextEdit[] = [], focus?: number): void => {
    if (edits.length === 0) return;
    field.edit(edits);
    draw();
    if (focus === undefined) field.focus();
    else document.querySelectorAll<HTMLElement>('.bars .bar')[focus]?.focus();
  };

  const grab = (event: PointerEvent, kind: Drag['kind'], index: number): void => {
    const width = (event.currentTarget as HTMLElement).closest('.bars')!.getBoundingClientRect().width;
    const show = (next: typeof drag): void => {
      drag = next;
      onDrag();
    };
    const of = field.text;
    const { text: prompt, movesOf } = filled(of);
    followDrag(event, kind, index, { prompt, plan: planCamera(prompt, seconds()), width }, {
      during: (now, edits) => show({ drag: now, edits: movesOf(edits) ?? [], of }),
      done: (edits) => {
        show(undefined);
        // The document may have made it another text meanwhile.
        if (field.text === of) field.edit(movesOf(edits) ?? []);
      },
      cancelled: () => show(undefined),
    });
  };

  /** The bracket at the cursor, as the camera's plan counts. */
  const selected = (): number | undefined => {
    const { text, spanOf } = filled(field.text);
    const at = parsePrompt(text).map(spanOf).findIndex(({ start, end }) => start <= field.cursor && field.cursor <= end);
    return at < 0 ? undefined : at;
  };

  return {
    get shownPrompt() { return shownPrompt(); },
    at: (time) => {
      // A bar that is dragged over others stays under the hand; only an edge shows at once what it does.
      const { text: prompt, spanOf, movesOf } = filled(drag?.drag.kind === 'edge' ? shownPrompt() : field.text);
      const plan = planCamera(prompt, seconds());
      return {
        prompt, plan, time, selected: selected(), drag: drag?.drag,
        deeds: {
          seek,
          choose: (bracket) => {
            const chosen = parsePrompt(prompt)[bracket];
            if (!chosen) return;
            const { start, end } = spanOf(chosen);
            field.select(start, end, true);
          },
          edit: {
            reorder: (index, to) => edit(movesOf(reorderBrackets(prompt, index, to)), to),
            shift: (index, by) => edit(movesOf(moveBracketStart(prompt, seconds(), index, (actingTimes(plan)[index]?.startSeconds ?? 0) + by)), index),
            turn: (edits) => edit(movesOf(edits)),
            remove: (index) => edit(movesOf(removeBracket(prompt, index)), Math.max(0, index - 1)),
            grab,
          },
        },
      };
    },
  };
}
