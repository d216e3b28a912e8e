import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { iconButton } from '../kit/controls.ts';
import type { Frames } from './frames.ts';
import { lastFrame, timeWords } from './frames.ts';

/** Slower than life, to see what a frame holds. */
export const rates = [1, 0.5, 0.25, 0.1] as const;

/** What can be played: one video, or several in lock-step. */
export interface Playable {
  readonly frames: Frames;
  readonly frame: number;
  readonly playing: boolean;
  play(): Promise<void>;
  pause(): void;
  seek(frame: number): Promise<void>;
  step(by: number): Promise<void>;
}

export interface Playing {
  readonly rate: number;
  readonly loop: boolean;
}

/** Play, step, loop, speed, and the time to the frame. */
export function transportView(playable: Playable, playing: Playing, change: (playing: Playing) => void): TemplateResult {
  const { frames, frame } = playable;
  return html`<div class="transport" role="group" aria-label=${l10n.t('Playback')}>
    ${iconButton({ icon: 'chevron-left', label: l10n.t('Previous frame (,)'), run: () => void playable.step(-1) })}
    ${iconButton(playable.playing
      ? { icon: 'debug-pause', label: l10n.t('Pause (K)'), run: () => playable.pause() }
      : { icon: 'play', label: l10n.t('Play (K)'), run: () => void playable.play() })}
    ${iconButton({ icon: 'chevron-right', label: l10n.t('Next frame (.)'), run: () => void playable.step(1) })}
    ${iconButton({ icon: 'loop', label: l10n.t('Loop (L)'), pressed: playing.loop, run: () => change({ ...playing, loop: !playing.loop }) })}
    <select aria-label=${l10n.t('Speed')} title=${l10n.t('Speed (Shift+, and Shift+.)')}
      @change=${(event: Event) => change({ ...playing, rate: Number((event.target as HTMLSelectElement).value) })}>
      ${rates.map((rate) => html`<option value=${rate} ?selected=${rate === playing.rate}>${rate}×</option>`)}
    </select>
    <output class="time" aria-live="off">${timeWords(frames, frame)}<span class="frame-number"> ${l10n.t('frame {0} of {1}', frame + 1, lastFrame(frames) + 1)}</span></output>
  </div>`;
}

/**
 * The keys of players: comma and full stop step, K and Space play, Home and End go to the ends, L loops, Shift with comma and
 * full stop changes the speed. Left alone where the focused control has a use for the key.
 */
export function playerKey(event: KeyboardEvent, playable: Playable, playing: Playing, change: (playing: Playing) => void): void {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || target instanceof HTMLSelectElement) {
    return;
  }
  const typing = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'range');
  const presses = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
  const act = typing ? undefined : actionOf(event, presses, playable, playing, change);
  if (act) {
    event.preventDefault();
    act();
  }
}

function actionOf(event: KeyboardEvent, presses: boolean, playable: Playable, playing: Playing, change: (playing: Playing) => void): (() => void) | undefined {
  const speed = (by: number): void => {
    const at = rates.findIndex((rate) => rate === playing.rate) + by;
    change({ ...playing, rate: rates[Math.min(rates.length - 1, Math.max(0, at))]! });
  };
  switch (event.key) {
    case ',': return () => void playable.step(-1);
    case '.': return () => void playable.step(1);
    case '<': return () => speed(1);
    case '>': return () => speed(-1);
    case 'Home': return () => void playable.seek(0);
    case 'End': return () => void playable.seek(lastFrame(playable.frames));
    case 'l': case 'L': return () => change({ ...playing, loop: !playing.loop });
    case 'k': case 'K': return () => (playable.playing ? playable.pause() : void playable.play());
    case ' ': return presses ? undefined : () => (playable.playing ? playable.pause() : void playable.play());
    default: return undefined;
  }
}
