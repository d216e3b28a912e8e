import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { StageShot, StageVideo } from '../../views/stage/protocol.ts';
import { icon, orderButton, textButton } from '../kit/controls.ts';
import type { Timeline } from './timeline.ts';
import type { Transport } from './transport.ts';
import { transportView } from './transport.ts';

/** Everything that is seen beside the text. */
export interface StagePage extends Transport {
  readonly shot: StageShot | undefined;
  /** The extension said whether there is a shot. */
  readonly told: boolean;
  readonly video: StageVideo;
  readonly ordering: boolean;
  readonly timeline: Timeline;
  readonly deeds: Transport['deeds'] & {
    readonly generate: () => void;
    readonly save: () => void;
    readonly compose: () => void;
  };
}

function saveWords(video: StageVideo): string {
  switch (video.kind) {
    case 'none': return l10n.t('Save as Video');
    case 'making': return l10n.t('Saving… {0}%', Math.round(video.progress));
    case 'made': return l10n.t('Open Video');
  }
}

/** The stage with its bars, and what can be done with the shot. */
export function pageView(page: StagePage): TemplateResult {
  const { shot, told, video, ordering, deeds } = page;
  if (!shot) {
    return html`<main class="stage-page">${told ? html`<p class="empty">${icon('device-camera-video')}<span>${l10n.t('Put the cursor in a shot to see its camera move.')}</span></p>` : nothing}</main>`;
  }
  const { name, paid } = shot.gateway;
  return html`<main class="stage-page" aria-labelledby="page-title">
    <h1 id="page-title">${shot.title}</h1>
    ${transportView(page)}
    <div class="deeds">
      ${paid ? orderButton({ label: ordering ? l10n.t('Starting…') : l10n.t('Generate · {0}', name), run: deeds.generate, primary: true, icon: 'play', busy: ordering }) : nothing}
      ${orderButton({ label: saveWords(video), run: deeds.save, primary: false, icon: video.kind === 'made' ? 'play-circle' : 'save', busy: ordering })}
      ${textButton(l10n.t('Open Composer'), deeds.compose, { icon: 'edit' })}
    </div>
    ${shot.trouble === undefined ? nothing : html`<p class="warning">${icon('warning')}<span>${shot.trouble}</span></p>`}
    <p class="quiet">${paid ? l10n.t('The preview is free. Generating with {0} costs money.', name) : l10n.t('Free, on this computer. Nothing is uploaded.')}</p>
  </main>`;
}
