import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { clockText } from '../../shots/clockText.ts';
import type { TakeProgress } from '../../views/take/protocol.ts';
import { textButton } from '../kit/controls.ts';
import { largeView, noticeView } from '../player/large.ts';
import type { TakePage } from './page.ts';

function progressView(progress: TakeProgress, now: number): TemplateResult {
  const percent = progress.percent === undefined ? '' : ` ${Math.round(progress.percent)}%`;
  const elapsed = progress.startedAt === undefined ? undefined : clockText(Math.max(0, now - progress.startedAt) / 1000);
  const times = elapsed && progress.estimatedSeconds ? l10n.t('{0} of about {1}', elapsed, clockText(progress.estimatedSeconds)) : elapsed;
  return html`<div class="notice">
    <p class="state" role="status">${progress.words}${percent}</p>
    ${progress.percent === undefined
      ? html`<progress aria-label=${l10n.t('Progress')}></progress>`
      : html`<progress aria-label=${l10n.t('Progress')} max="100" .value=${progress.percent}></progress>`}
    ${times ? html`<p class="quiet">${times}</p>` : nothing}
  </div>`;
}

/** The picture, or what stands in its place. */
export function screenView(page: TakePage): TemplateResult {
  const { take } = page;
  if (page.early) {
    return html`<div class="screen fitted">${page.early}</div>`;
  }
  if (page.player && page.unplayable === undefined) {
    return html`<div class="screen ${page.actualSize ? 'actual' : 'fitted'}">${page.video}</div>`;
  }
  return html`<div class="screen empty">${insteadOfVideo(page, take)}</div>`;
}

function insteadOfVideo(page: TakePage, { video, progress, problem }: TakePage['take']): TemplateResult | typeof nothing {
  if (video && page.unplayable !== undefined) {
    return noticeView(l10n.t('{0} can’t be played here.', video.name), page.unplayable, [textButton(l10n.t('Open externally'), () => page.act('openExternally'), { icon: 'link-external', primary: true })]);
  }
  if (video) {
    return page.tooLarge ? largeView(video.bytes, () => page.act('openExternally'), page.loadAnyway) : nothing;
  }
  return progress ? progressView(progress, page.now) : noticeView(problem?.message ?? l10n.t('There is no video.'), problem?.remedy, (problem?.verbs ?? []).map(({ verb, label }, index) => textButton(label, () => page.help(verb), { primary: index === 0 })));
}
