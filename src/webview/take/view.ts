import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { TakeView } from '../../views/take/protocol.ts';
import { icon, iconButton } from '../kit/controls.ts';
import { promptText } from '../kit/prompt.ts';
import { timelineView } from '../player/timeline.ts';
import type { Playable } from '../player/transport.ts';
import { transportView } from '../player/transport.ts';
import { actionsView } from './actions.ts';
import type { TakePage } from './page.ts';
import { screenView } from './screen.ts';

function playerView(page: TakePage, player: Playable): TemplateResult {
  return html`
    ${timelineView({ frames: player.frames, frame: player.frame, prompts: [page.take.prompt], seek: (frame) => void player.seek(frame) })}
    <div class="controls">
      ${transportView(player, page.playing, page.changePlaying)}
      <div class="picture" role="group" aria-label=${l10n.t('Picture')}>
        ${iconButton({ icon: 'device-camera', label: l10n.t('Save this frame as PNG'), run: () => page.takeFrame(false) })}
        ${iconButton({ icon: 'new-file', label: l10n.t('Start the next shot with this frame'), run: () => page.takeFrame(true) })}
        ${iconButton({ icon: page.actualSize ? 'screen-normal' : 'screen-full', pressed: page.actualSize, label: l10n.t('Actual size'), run: () => page.changeSize(!page.actualSize) })}
      </div>
    </div>`;
}

function storyView({ prompt, facts, warning }: TakeView): TemplateResult {
  return html`<div class="story">
    <section aria-labelledby="prompt"><h2 id="prompt">${l10n.t('Prompt')}</h2>
      ${warning ? html`<p class="warning" role="status">${icon('warning')}${warning}</p>` : nothing}
      ${prompt === '' ? nothing : promptText(prompt)}</section>
    ${facts.length === 0 ? nothing : html`<section aria-labelledby="facts"><h2 id="facts">${l10n.t('Facts')}</h2>
      <dl>${facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl></section>`}
  </div>`;
}

/** The whole preview. */
export function takePageView(page: TakePage): TemplateResult {
  const { take, player } = page;
  return html`<main>
    <h1 class="unseen">${take.title}</h1>
    ${screenView(page)}
    ${player && page.unplayable === undefined ? playerView(page, player) : nothing}
    ${actionsView(take, page.ordering, page.act)}
    ${storyView(take)}
  </main>`;
}
