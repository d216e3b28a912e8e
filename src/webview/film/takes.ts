import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FilmShotView, FilmTake } from '../../views/film/protocol.ts';
import { icon, iconButton, orderButton, textButton } from '../kit/controls.ts';
import type { FilmPage } from './page.ts';
import { stateWords } from './strip.ts';

/** As many as can be told apart on a screen. */
const mostCompared = 4;

function takeView(take: FilmTake, shot: FilmShotView, index: number, { posterOf, deeds, film }: FilmPage): TemplateResult {
  const isChosen = take.file === shot.chosen;
  const isNamed = isChosen && shot.named;
  const poster = posterOf(take);
  const use = isNamed ? l10n.t('Choose automatically') : l10n.t('Use {0} in the film', take.name);
  return html`<li class=${isChosen ? 'take chosen' : 'take'}>
    <div class="poster">${poster === undefined ? icon('device-camera-video') : html`<img src=${poster} alt="" decoding="async">`}
      ${isChosen ? html`<span class="number">${icon('check')}${l10n.t('in the film')}</span>` : nothing}</div>
    <div class="title" title=${take.name}>${take.name}</div>
    <div class="facts quiet">${take.words}</div>
    <div class="row">
      ${take.standsIn === true ? html`<span class="state"></span>` : html`<span class="state ${take.upToDate ? 'upToDate' : 'outOfDate'}">${icon(take.upToDate ? 'pass' : 'history')}<span>${take.upToDate ? l10n.t('up to date') : l10n.t('out of date')}</span></span>`}
      ${iconButton({ icon: 'pinned', label: use, pressed: isNamed, disabled: !film.writable, run: () => deeds.choose(index, isNamed ? undefined : take.file) })}
      ${iconButton({ icon: take.favourite ? 'star-full' : 'star-empty', label: take.favourite ? l10n.t('Unkeep {0}', take.name) : l10n.t('Keep {0}', take.name), pressed: take.favourite, run: () => deeds.take('keep', take.file) })}
      ${iconButton({ icon: 'open-preview', label: l10n.t('Open {0}', take.name), run: () => deeds.take('open', take.file) })}
    </div>
  </li>`;
}

/** The takes of the chosen shot, to choose from. */
export function takesView(page: FilmPage): TemplateResult | typeof nothing {
  const { film, selected, ordering, deeds } = page;
  const shot = film.shots[selected];
  if (!shot) return nothing;
  const files = shot.takes.slice(0, mostCompared).map(({ file }) => file);
  return html`<section class="takes" aria-labelledby="takes-title">
    <div class="head">
      <h2 id="takes-title">${l10n.t('Takes of {0}', shot.title)}</h2>
      <span class="quiet">${stateWords(shot)}</span>
      <span class="buttons">
        ${shot.state === 'gone' || (shot.state === 'other' && shot.named) ? textButton(l10n.t('Choose automatically'), () => deeds.choose(selected, undefined)) : nothing}
        ${files.length > 1 ? textButton(l10n.t('Compare'), () => deeds.compare(files), { icon: 'diff' }) : nothing}
        ${shot.asks ? html`${orderButton({ label: l10n.t('Approve…'), icon: 'shield', primary: true, busy: false, run: () => deeds.answer(selected, 'approve') })}
          ${orderButton({ label: l10n.t('Approve All of This Quote…'), icon: 'shield', busy: false, run: () => deeds.answer(selected, 'approveQuote') })}
          ${textButton(l10n.t('Refuse'), () => deeds.answer(selected, 'refuse'), { icon: 'circle-slash' })}` : nothing}
        ${orderButton({ label: ordering ? l10n.t('Starting…') : l10n.t('Generate this shot'), icon: 'play', busy: ordering, run: () => deeds.generate(selected) })}
      </span>
    </div>
    ${shot.takes.length === 0 ? html`<p class="quiet">${l10n.t('No takes yet. The film plays the camera preview of this shot.')}</p>`
      : html`<ul>${repeat(shot.takes, ({ file }) => file, (take) => takeView(take, shot, selected, page))}</ul>`}
  </section>`;
}
