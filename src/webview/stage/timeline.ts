import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { CameraPlan, CameraSegment } from '../../directives/camera.ts';
import { languageOf } from '../../directives/language.ts';
import { actingIndex, actingTimes } from '../../directives/timelineEdit.ts';
import type { TextEdit } from '../../directives/textEdit.ts';
import { behaviourOf, directiveOf } from '../../directives/vocabulary.ts';

/** What is being dragged: a bar to another place, or the edge where it begins. */
export type Drag =
  | { readonly kind: 'order'; readonly index: number; readonly to: number; readonly offset: number }
  | { readonly kind: 'edge'; readonly index: number };

export interface TimelineDeeds {
  readonly seek: (seconds: number) => void;
  /** A bar was clicked or entered: `bracket` as in the plan. */
  readonly choose: (bracket: number) => void;
  /** Absent where the bars only show. */
  readonly edit?: TimelineEdits;
}

/** What changes the prompt. */
export interface TimelineEdits {
  readonly reorder: (index: number, to: number) => void;
  /** Moves where a bar begins by some seconds, from the keyboard. */
  readonly shift: (index: number, seconds: number) => void;
  readonly remove: (index: number) => void;
  /** Turns the prompt round. */
  readonly turn: (edits: readonly TextEdit[]) => void;
  /** A press on a bar or on the edge before it. */
  readonly grab: (event: PointerEvent, kind: Drag['kind'], index: number) => void;
}

export interface Timeline {
  readonly prompt: string;
  readonly plan: CameraPlan;
  readonly time: number;
  /** The bracket at the text cursor. */
  readonly selected: number | undefined;
  readonly drag: Drag | undefined;
  readonly deeds: TimelineDeeds;
}

/** How far Shift and an arrow key move a bar's beginning, seconds. */
const keyStep = 0.5;

function nameOf(segment: CameraSegment, prompt: string): string {
  const language = languageOf(prompt);
  return segment.moves.map((move) => directiveOf(move)[language]).join(language === 'en' ? ' + ' : '＋');
}

function percent(part: number): string {
  return `${(100 * part).toFixed(3)}%`;
}

/** The next or previous bar gets the keyboard. */
function focusBeside(event: KeyboardEvent, by: number): void {
  const bars = [...(event.currentTarget as HTMLElement).closest('.bars')!.querySelectorAll<HTMLElement>('.bar')];
  bars[bars.indexOf(event.currentTarget as HTMLElement) + by]?.focus();
}

function barKey(event: KeyboardEvent, index: number, { edit }: TimelineDeeds): void {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (edit && (event.key === 'Delete' || event.key === 'Backspace')) edit.remove(index);
  else if (by === 0) return;
  else if (edit && event.altKey) edit.reorder(index, index + by);
  else if (edit && event.shiftKey) edit.shift(index, by * keyStep);
  else focusBeside(event, by);
  event.preventDefault();
}

function hold({ startSeconds, endSeconds }: CameraSegment, seconds: number): TemplateResult {
  const label = l10n.t('No move, {0}–{1} s', startSeconds.toFixed(1), endSeconds.toFixed(1));
  return html`<span class="hold" role="img" aria-label=${label} title=${label} .style=${`left:${percent(startSeconds / seconds)};width:${percent((endSeconds - startSeconds) / seconds)}`}></span>`;
}

function bar(segment: CameraSegment, timeline: Timeline): TemplateResult {
  const { prompt, plan, time, selected, drag, deeds } = timeline;
  const { bracket, startSeconds, endSeconds } = segment;
  if (bracket === undefined) return hold(segment, plan.seconds);
  const index = actingIndex(prompt, bracket);
  const name = nameOf(segment, prompt);
  const times = `${startSeconds.toFixed(1)}–${endSeconds.toFixed(1)}`;
  const behaviour = segment.moves.map((move) => behaviourOf(move)).join(', ');
  const label = l10n.t('{0}, {1} s: the camera {2}', name, times, behaviour);
  const dragged = drag?.kind === 'order' && drag.index === index;
  const look = ['bar', `kind-${directiveOf(segment.moves[0]!).kind}`, time >= startSeconds && time < endSeconds ? 'acting' : '', bracket === selected ? 'selected' : '', dragged ? 'dragged' : ''];
  const place = `left:${percent(startSeconds / plan.seconds)};width:${percent((endSeconds - startSeconds) / plan.seconds)}${dragged ? `;transform:translateX(${drag.offset}px)` : ''}`;
  return html`<button type="button" class=${look.join(' ')} .style=${place} title=${label} aria-describedby=${deeds.edit ? 'timeline-keys' : nothing} aria-pressed=${bracket === selected}
      @click=${() => deeds.choose(bracket)} @keydown=${(event: KeyboardEvent) => barKey(event, index, deeds)}
      @pointerdown=${(event: PointerEvent) => deeds.edit?.grab(event, 'order', index)}>
      <span class="bar-name">${name}</span><span class="bar-time">${l10n.t('{0} s', (endSeconds - startSeconds).toFixed(1))}</span><span class="unseen">${l10n.t('{0} s: the camera {1}', times, behaviour)}</span>
    </button>
    ${startSeconds > 0 && deeds.edit ? html`<span class="edge" aria-hidden="true" .style=${`left:${percent(startSeconds / plan.seconds)}`} title=${l10n.t('Drag to start earlier or later')}
      @pointerdown=${(event: PointerEvent) => deeds.edit?.grab(event, 'edge', index)}></span>` : nothing}`;
}

/** The moves over the clip's length, each as long as it acts, over a scrubber. */
export function timelineView(timeline: Timeline): TemplateResult {
  const { plan, time, drag, deeds } = timeline;
  const marker = drag?.kind === 'order' && drag.to !== drag.index ? markerAt(timeline, drag) : undefined;
  return html`<div class="timeline">
    <div class=${drag ? 'bars dragging' : deeds.edit ? 'bars' : 'bars shown-only'} role="group" aria-label=${l10n.t('Camera moves over time')}>
      ${plan.segments.map((segment) => bar(segment, timeline))}
      ${marker === undefined ? nothing : html`<span class="drop-marker" .style=${`left:${percent(marker / plan.seconds)}`}></span>`}
      <span class="playhead" aria-hidden="true" .style=${`left:${percent(time / plan.seconds)}`}></span>
    </div>
    <input class="scrubber" type="range" min="0" max=${plan.seconds} step=${1 / 24} .value=${String(time)} .style=${`--at:${time / plan.seconds}`}
      aria-label=${l10n.t('Time')} aria-valuetext=${l10n.t('{0} of {1} s', time.toFixed(1), plan.seconds)}
      @input=${(event: InputEvent) => deeds.seek(Number((event.target as HTMLInputElement).value))}>
    ${deeds.edit ? html`<span id="timeline-keys" hidden>${l10n.t('Enter selects it in the prompt, Alt+Arrow reorders it, Shift+Arrow moves its start, Delete removes it.')}</span>` : nothing}
  </div>`;
}

/** Where the dragged bar would go in, seconds. */
function markerAt({ plan }: Timeline, { index, to }: Drag & { kind: 'order' }): number {
  const bars = actingTimes(plan);
  return (to > index ? bars[to]?.endSeconds : bars[to]?.startSeconds) ?? 0;
}
