import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { CameraSegment } from '../../directives/camera.ts';
import { planCamera } from '../../directives/camera.ts';
import type { Bracket } from '../../directives/parse.ts';
import { parsePrompt } from '../../directives/parse.ts';
import { behaviourOf, directiveOf } from '../../directives/vocabulary.ts';
import type { Frames } from './frames.ts';
import { frameAt, lastFrame, timeWords } from './frames.ts';

export interface Timeline {
  readonly frames: Frames;
  readonly frame: number;
  /** Its directives are marked at the time they act; several when several takes play together. */
  readonly prompts: readonly string[];
  readonly seek: (frame: number) => void;
}

/** A stretch of the camera's way with moves, in the words of the prompt. */
interface Mark {
  readonly segment: CameraSegment;
  readonly name: string;
}

function marksOf(prompt: string, seconds: number): Mark[] {
  const brackets: readonly Bracket[] = parsePrompt(prompt);
  return planCamera(prompt, seconds).segments.filter(({ moves }) => moves.length > 0).map((segment) => {
    const words = segment.bracket === undefined ? [] : brackets[segment.bracket]?.words.filter(({ directive }) => directive) ?? [];
    // Of a bracket that says it otherwise, what is meant.
    const names = words.length === segment.moves.length ? words.map(({ text }) => text) : segment.moves.map((move) => directiveOf(move)[segment.language]);
    return { segment, name: names.join(' + ') };
  });
}

function bar({ segment, name }: Mark, { frames, frame, seek }: Timeline): TemplateResult {
  const [from, to] = [frameAt(frames, segment.startSeconds), frameAt(frames, segment.endSeconds)];
  const seconds = `${segment.startSeconds.toFixed(1)}–${segment.endSeconds.toFixed(1)}`;
  const label = l10n.t('{0}, {1} s: the camera {2}', name, seconds, segment.moves.map(behaviourOf).join(', '));
  const acting = frame >= from && (frame < to || to === lastFrame(frames));
  const place = `left:${(segment.startSeconds / frames.end) * 100}%;width:${((segment.endSeconds - segment.startSeconds) / frames.end) * 100}%`;
  return html`<button type="button" class=${acting ? 'bar acting' : 'bar'} .style=${place} title=${label} aria-label=${label} @click=${() => seek(from)}>
    <span>${name}</span></button>`;
}

function lane(prompt: string, timeline: Timeline): TemplateResult | typeof nothing {
  const marks = marksOf(prompt, timeline.frames.end);
  return marks.length > 0 ? html`<div class="lane">${marks.map((mark) => bar(mark, timeline))}</div>` : nothing;
}

/** A scrubber whose steps are frames, under the directives at the time they act. */
export function timelineView(timeline: Timeline): TemplateResult {
  const { frames, frame } = timeline;
  const last = lastFrame(frames);
  return html`<div class="timeline">
    ${timeline.prompts.map((prompt) => lane(prompt, timeline))}
    <input type="range" class="scrubber" min="0" max=${last} step="1" .value=${String(frame)} .style=${`--at:${last > 0 ? frame / last : 0}`}
      aria-label=${l10n.t('Frame')} aria-valuetext=${l10n.t('Frame {0} of {1}, {2}', frame + 1, last + 1, timeWords(frames, frame))}
      @input=${(event: InputEvent) => timeline.seek(Number((event.target as HTMLInputElement).value))}>
  </div>`;
}
