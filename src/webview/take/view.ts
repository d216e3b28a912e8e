import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { TakeAction, TakeProgress, TakeView } from '../../views/take/protocol.ts';
import { iconButton, textButton } from '../kit/controls.ts';
import { promptText } from '../kit/prompt.ts';
import { timelineView } from '../player/timeline.ts';
import type { Playable, Playing } from '../player/transport.ts';
import { transportView } from '../player/transport.ts';

/** All that is drawn. */
export interface TakePage {
  readonly take: TakeView;
  readonly video: HTMLVideoElement;
  readonly player?: Playable;
  /** Why there is no picture although there is a file. */
  readonly unplayable?: string;
  readonly playing: Playing;
  readonly actualSize: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly act: (action: TakeAction) => void;
  readonly changePlaying: (playing: Playing) => void;
  readonly changeSize: (actualSize: boolean) => void;
}

function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function progressView(progress: TakeProgress, now: number): TemplateResult {
  const percent = progress.percent === undefined ? '' : ` ${Math.round(progress.percent)} %`;
  const elapsed = progress.startedAt === undefined ? undefined : clock(now - progress.startedAt);
  const times = elapsed && progress.estimatedSeconds ? l10n.t('{0} of about {1}', elapsed, clock(progress.estimatedSeconds * 1000)) : elapsed;
  return html`<div class="notice">
    <p class="state" role="status">${progress.words}${percent}</p>
    <progress aria-label=${l10n.t('Progress')} max="100" .value=${progress.percent ?? nothing}></progress>
    ${times ? html`<p class="quiet">${times}</p>` : nothing}
  </div>`;
}

function noticeView(message: string, remedy: string | undefined, buttons: TemplateResult | typeof nothing): TemplateResult {
  return html`<div class="notice" role="status"><p>${message}</p>${remedy ? html`<p class="quiet">${remedy}</p>` : nothing}${buttons}</div>`;
}

function screenView(page: TakePage): TemplateResult {
  const { take } = page;
  if (take.video && !page.unplayable) {
    return html`<div class="screen ${page.actualSize ? 'actual' : 'fitted'}">${page.video}</div>`;
  }
  const content = page.unplayable
    ? noticeView(l10n.t('{0} cannot be played here.', take.video?.name ?? ''), page.unplayable, textButton(l10n.t('Open externally'), () => page.act('openExternally'), { primary: true }))
    : take.progress ? progressView(take.progress, page.now)
    : noticeView(take.problem?.message ?? l10n.t('There is no video.'), take.problem?.remedy, nothing);
  return html`<div class="screen empty">${content}</div>`;
}

function actionButton(action: TakeAction, act: (action: TakeAction) => void): TemplateResult {
  const looks = {
    generateAgain: { label: l10n.t('Generate again'), icon: 'refresh' },
    reveal: { label: l10n.t('Reveal'), icon: 'folder-opened' },
    saveAs: { label: l10n.t('Save as…'), icon: 'save-as' },
    openExternally: { label: l10n.t('Open externally'), icon: 'link-external' },
    copyPrompt: { label: l10n.t('Copy prompt'), icon: 'copy' },
  } satisfies Record<TakeAction, { label: string; icon: string }>;
  const { label, icon } = looks[action];
  return textButton(label, () => act(action), { icon });
}

/** The whole preview. */
export function takePageView(page: TakePage): TemplateResult {
  const { take, player } = page;
  return html`<main>
    ${screenView(page)}
    ${player ? html`
      ${timelineView({ frames: player.frames, frame: player.frame, prompts: [take.prompt], seek: (frame) => void player.seek(frame) })}
      <div class="controls">
        ${transportView(player, page.playing, page.changePlaying)}
        ${iconButton({
          icon: page.actualSize ? 'screen-normal' : 'screen-full', pressed: page.actualSize,
          label: l10n.t('Actual size'), run: () => page.changeSize(!page.actualSize),
        })}
      </div>` : nothing}
    <div class="actions" role="toolbar" aria-label=${l10n.t('Take')}>${take.actions.map((action) => actionButton(action, page.act))}</div>
    <div class="story">
      <section aria-labelledby="prompt"><h2 id="prompt">${l10n.t('Prompt')}</h2>${promptText(take.prompt)}</section>
      <section aria-labelledby="facts"><h2 id="facts">${l10n.t('Facts')}</h2>
        <dl>${take.facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl></section>
    </div>
  </main>`;
}
