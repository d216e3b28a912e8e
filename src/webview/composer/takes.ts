import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TakeView } from '../../views/composer/protocol.ts';
import { icon } from '../kit/controls.ts';

function picture({ video, running, failed }: TakeView): TemplateResult {
  if (video !== undefined) return html`<video class="take-picture" src=${video} muted preload="metadata" tabindex="-1" aria-hidden="true"></video>`;
  return html`<span class="take-picture">${icon(running ? 'sync' : failed ? 'error' : 'device-camera-video')}</span>`;
}

/** Running tasks of this shot and their takes; a click shows one. */
export function takesView(takes: readonly TakeView[], open: (id: string) => void): TemplateResult | typeof nothing {
  if (takes.length === 0) return nothing;
  return html`<section class="takes" aria-labelledby="takes-title">
    <h2 id="takes-title">${l10n.t('Takes of this shot')}</h2>
    <ul class="strip">${repeat(takes, ({ id }) => id, (take) => html`<li><button type="button" class=${take.running ? 'take running' : 'take'} title=${take.title} @click=${() => open(take.id)}
      aria-label=${`${take.title}. ${take.words}`}>
      ${picture(take)}
      ${take.running ? html`<progress max="100" .value=${take.progress > 0 ? take.progress : 3} aria-hidden="true"></progress>` : nothing}
      <span class="take-name">${take.title}</span>
      <span class="take-words">${take.words}</span></button></li>`)}
    </ul>
  </section>`;
}
