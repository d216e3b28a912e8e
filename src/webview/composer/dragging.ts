import type { CameraPlan } from '../../directives/camera.ts';
import { actingTimes, moveBracketStart, reorderBrackets } from '../../directives/timelineEdit.ts';
import type { TextEdit } from '../../directives/textEdit.ts';
import type { Drag } from '../stage/timeline.ts';

/** A press that moves less than this is a click, pixels. */
const slack = 4;

export interface DragContext {
  readonly prompt: string;
  readonly plan: CameraPlan;
  /** How wide the whole clip is on screen, pixels. */
  readonly width: number;
}

/** Shows what would happen, then does it; `edits` are of the prompt that the drag began with, which may be another one by now. */
export interface DragEvents {
  readonly during: (drag: Drag, edits: readonly TextEdit[]) => void;
  readonly done: (edits: readonly TextEdit[]) => void;
  readonly cancelled: () => void;
}

/** Follows a press on a bar or an edge until it is let go. Escape gives up. Only a real drag calls anything. */
export function followDrag(event: PointerEvent, kind: Drag['kind'], index: number, context: DragContext, events: DragEvents): void {
  if (event.button !== 0) return;
  const target = event.currentTarget as HTMLElement;
  const from = event.clientX;
  let moving = false;
  let edits: readonly TextEdit[] = [];
  const move = ({ clientX }: PointerEvent): void => {
    const offset = clientX - from;
    if (!moving && Math.abs(offset) < slack) return;
    moving = true;
    const drag = dragAt(kind, index, offset, context);
    edits = drag.kind === 'order' ? reorderBrackets(context.prompt, index, drag.to) : moveBracketStart(context.prompt, context.plan.seconds, index, startAt(index, offset, context));
    events.during(drag, edits);
  };
  const end = (keep: boolean): void => {
    target.removeEventListener('pointermove', move);
    target.removeEventListener('pointerup', up);
    target.removeEventListener('pointercancel', cancel);
    window.removeEventListener('keydown', key, true);
    if (!moving) return;
    // The click that the browser makes of letting go is not meant as one.
    target.addEventListener('click', (click) => { click.stopImmediatePropagation(); }, { once: true, capture: true });
    if (keep) events.done(edits);
    else events.cancelled();
  };
  const up = (): void => { end(true); };
  const cancel = (): void => { end(false); };
  const key = (pressed: KeyboardEvent): void => {
    if (pressed.key !== 'Escape' || !moving) return;
    pressed.preventDefault();
    end(false);
  };
  // From the first moment: an edge is so narrow that the next move may be outside of it.
  target.setPointerCapture(event.pointerId);
  target.addEventListener('pointermove', move);
  target.addEventListener('pointerup', up);
  target.addEventListener('pointercancel', cancel);
  window.addEventListener('keydown', key, true);
}

function startAt(index: number, offset: number, context: DragContext): number {
  return (actingTimes(context.plan)[index]?.startSeconds ?? 0) + (offset / context.width) * context.plan.seconds;
}

/** The bar takes the place of the one under its middle. */
function dragAt(kind: Drag['kind'], index: number, offset: number, context: DragContext): Drag {
  if (kind === 'edge') return { kind, index };
  const bars = actingTimes(context.plan);
  const own = bars[index];
  const middle = own === undefined ? 0 : (own.startSeconds + own.endSeconds) / 2 + (offset / context.width) * context.plan.seconds;
  const over = bars.findIndex(({ startSeconds, endSeconds }) => middle >= startSeconds && middle < endSeconds);
  const to = over >= 0 ? over : middle < 0 ? 0 : middle >= context.plan.seconds ? bars.length - 1 : index;
  // The bar stays on the timeline, wherever the hand goes.
  const pixels = (seconds: number): number => seconds / context.plan.seconds * context.width;
  const [least, most] = own === undefined ? [0, 0] : [-pixels(own.startSeconds), pixels(context.plan.seconds - own.endSeconds)];
  return { kind, index, to, offset: Math.min(Math.max(offset, least), most) };
}
