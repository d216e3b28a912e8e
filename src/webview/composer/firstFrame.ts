import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { meaningOf } from '../../shots/settings.ts';
import type { FrameWish } from '../../views/composer/protocol.ts';
import { icon, iconButton, textButton } from '../kit/controls.ts';
import type { Fit } from './fit.ts';
import type { FrameState } from './frameDesk.ts';

export interface FirstFramePart {
  readonly state: FrameState;
  /** Something is being dragged over the page that may be dropped here. */
  readonly inviting: boolean;
  readonly wish: (wish: FrameWish) => void;
  readonly fit: (fit: Fit) => void;
  /** Puts the one back that was there before this one, which is refused. */
  readonly keep?: () => void;
}

function removeButton(wish: FirstFramePart['wish']): TemplateResult {
  return iconButton({ icon: 'close', label: l10n.t('Remove the first frame'), run: () => wish({ kind: 'remove' }) });
}

function weight(bytes: number): string {
  return bytes < 1_048_576 ? l10n.t('{0} kB', Math.max(1, Math.round(bytes / 1024))) : l10n.t('{0} MB', (bytes / 1_048_576).toFixed(1));
}

function imageView(state: FrameState & { kind: 'image' }, { wish, fit, keep }: FirstFramePart): TemplateResult {
  const { name, bitmap: { width, height }, link, bytes, refusals, fits } = state;
  return html`<div class="frame-card">
      <img class="frame-thumb" src=${link} alt=${l10n.t('First frame: {0}', name)}>
      <div class="frame-facts"><span class="frame-name" title=${name}>${name}</span><span class="quiet">${width} × ${height} · ${weight(bytes)}</span></div>
      ${removeButton(wish)}
    </div>
    ${state.cleaned && refusals.length === 0 ? html`<p class="quiet">${l10n.t('Sent upright, without location, time or device data, unless hailuo.cleanFirstFrame is off.')}</p>` : nothing}
    ${state.clear && refusals.length === 0 ? html`<p class="quiet">${l10n.t('Transparent areas are sent gray, as in the preview, unless hailuo.cleanFirstFrame is off.')}</p>` : nothing}
    ${refusals.map((message) => html`<p class="frame-problem" role="alert">${icon('warning')} ${message}</p>`)}
    ${fits.length === 0 && !keep ? nothing : html`<div class="row frame-offers">${fits.map((each, index) => textButton(each.title, () => fit(each), { primary: index === 0 }))}${keepButton(keep)}</div>`}`;
}

function keepButton(keep: FirstFramePart['keep']): TemplateResult | typeof nothing {
  return keep ? textButton(l10n.t('Keep the previous one'), keep) : nothing;
}

function problemView(message: string, { wish, keep }: FirstFramePart): TemplateResult {
  return html`<div class="frame-card"><p class="frame-problem frame-facts" role="alert">${icon('warning')} ${message}</p>${removeButton(wish)}</div>
    ${keep ? html`<div class="row frame-offers">${keepButton(keep)}</div>` : nothing}`;
}

function addressView({ wish }: FirstFramePart): TemplateResult {
  const use = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const url = input.value.trim();
    if (!/^https?:\/\/\S+$/iu.test(url)) {
      if (url !== '') input.setCustomValidity(l10n.t('Enter a public address that starts with https://'));
      input.reportValidity();
      return;
    }
    input.value = '';
    wish({ kind: 'url', url });
  };
  return html`<input class="frame-address" type="text" inputmode="url" placeholder=${l10n.t('or https://…')} aria-label=${l10n.t('Public address of the first frame')}
    @input=${(event: Event) => { (event.target as HTMLInputElement).setCustomValidity(''); }} @change=${use}>`;
}

/** The image that the video starts with: dropped, pasted, picked or an address. */
export function firstFrameView(part: FirstFramePart): TemplateResult {
  const { state, inviting, wish } = part;
  return html`<section class=${inviting ? 'first-frame inviting' : 'first-frame'} aria-labelledby="frame-title">
    <h2 id="frame-title" title=${meaningOf('firstFrame')}>${l10n.t('First frame')}</h2>
    ${state.kind === 'image' ? imageView(state, part) : nothing}
    ${state.kind === 'url' ? html`<div class="frame-card"><span class="frame-facts"><span class="frame-name" title=${state.url}>${state.url}</span>
        <span class="quiet">${l10n.t('Sent as is; not loaded here.')}</span></span>
        ${removeButton(wish)}</div>` : nothing}
    ${state.kind === 'problem' ? problemView(state.message, part) : nothing}
    ${state.kind === 'none' || state.kind === 'problem' ? html`<p class="drop-hint quiet">${l10n.t('Drop or paste an image or a take here. From the Explorer, hold Shift.')}</p>` : nothing}
    <div class="row">
      ${textButton(state.kind === 'image' ? l10n.t('Choose another…') : l10n.t('Choose…'), () => wish({ kind: 'pick' }), { icon: 'file-media' })}
      ${addressView(part)}
    </div>
  </section>`;
}
