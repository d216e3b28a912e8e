import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { iconButton } from '../kit/controls.ts';
import { sideLine } from './sideLine.ts';
import type { Timeline } from './timeline.ts';
import { timelineView } from './timeline.ts';

export interface Transport {
  readonly canvas: HTMLCanvasElement;
  readonly playing: boolean;
  readonly loop: boolean;
  readonly timeline: Timeline;
  readonly deeds: { readonly play: () => void; readonly loop: () => void };
}

/** The picture over its buttons, clock and bars. */
export function transportView({ canvas, playing, loop, timeline, deeds }: Transport): TemplateResult {
  return html`<section class="stage" aria-label=${l10n.t('Camera preview')}>
    <div class="screen" @click=${deeds.play}>${canvas}</div>
    <div class="transport">
      ${iconButton({ icon: playing ? 'debug-pause' : 'play', label: playing ? l10n.t('Pause the preview') : l10n.t('Play the preview'), run: deeds.play })}
      ${iconButton({ icon: 'loop', label: l10n.t('Loop'), pressed: loop, run: deeds.loop })}
      <output class="clock" aria-hidden="true" aria-live="off">${l10n.t('{0} / {1} s', timeline.time.toFixed(1), timeline.plan.seconds)}</output>
      ${timelineView(timeline)}
    </div>
    ${timeline.deeds.edit ? sideLine(timeline.prompt, timeline.deeds.edit.turn) : nothing}
  </section>`;
}
