import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { icon, iconButton, orderButton, textButton } from '../kit/controls.ts';
import { lastFrame, timeWords } from '../player/frames.ts';
import { isLarge } from '../player/large.ts';
import { transportView } from '../player/transport.ts';
import type { FilmPage } from './page.ts';
import { playedTake } from './page.ts';
import { stripView } from './strip.ts';
import { takesView } from './takes.ts';

function headView({ film, ordering, kept, deeds }: FilmPage): TemplateResult {
  const starting = ordering ? l10n.t('Starting…') : undefined;
  return html`<header>
    <div><h1>${film.name}</h1><p class="quiet" id="film-facts">${film.facts}</p></div>
    <div class="buttons">
      <span class="quiet place">${film.place}</span>
      ${film.missing > 0 ? orderButton({ label: starting ?? l10n.t('Generate missing ({0})', film.missing), icon: 'play', primary: true, busy: ordering, run: () => deeds.act('generateMissing') }) : nothing}
      ${orderButton({ label: starting ?? l10n.t('Generate all'), icon: 'run-all', busy: ordering, run: () => deeds.act('generateAll') })}
      ${film.running > 0 ? textButton(l10n.t('Stop all ({0})', film.running), () => deeds.act('stopAll'), { icon: 'debug-stop' }) : nothing}
      ${textButton(l10n.t('Export…'), () => deeds.act('export'), { icon: 'export' })}
    </div>
    <label class="choice"><input type="checkbox" .checked=${kept.freshOnly} @change=${(event: Event) => deeds.change({ freshOnly: (event.target as HTMLInputElement).checked })}>${l10n.t('Camera preview for shots that are out of date')}</label>
  </header>`;
}

/** What is on screen now, in words. */
function nowView({ playing, reel, kept }: FilmPage): TemplateResult | typeof nothing {
  if (!playing) return nothing;
  const take = reel.trouble === undefined ? playedTake(playing, kept.freshOnly) : undefined;
  const large = take !== undefined && isLarge(take.bytes);
  const what = take && !large ? take.words : l10n.t('Camera preview, free');
  return html`<p class="now"><strong>${playing.number} · ${playing.title}</strong> <span class="quiet">${[playing.moves, what].filter((words) => words !== '').join(' · ')}</span></p>
    ${large ? html`<p class="warning" role="status">${icon('warning')}<span>${l10n.t('The take of “{0}” is {1} MB, too large to play here, so its camera preview plays. Open the take to watch it.', playing.title, Math.round(take.bytes / 1e6))}</span></p>` : nothing}
    ${reel.trouble === undefined ? nothing : html`<p class="warning" role="status">${icon('warning')}<span>${l10n.t('The take of “{0}” can’t be played here, so its camera preview plays: {1}', playing.title, reel.trouble)}</span></p>`}`;
}

function timelineView({ reel }: FilmPage): TemplateResult {
  const { list: { offsets, counts, frames }, frame, shot } = reel;
  const last = lastFrame(frames);
  const all = last + 1;
  return html`<div class="timeline">
    <div class="cuts" aria-hidden="true">${guard([offsets, shot], () => offsets.map((offset, index) => html`<span class=${index === shot ? 'cut acting' : 'cut'} .style=${`left:${offset / all * 100}%;width:${(counts[index] ?? 0) / all * 100}%`}></span>`))}</div>
    <input type="range" class="scrubber" min="0" max=${last} step="1" .value=${String(frame)} .style=${`--at:${last > 0 ? frame / last : 0}`}
      aria-label=${l10n.t('Frame')} aria-valuetext=${l10n.t('Frame {0} of {1}, {2}', frame + 1, all, timeWords(frames, frame))}
      @input=${(event: InputEvent) => void reel.seek(Number((event.target as HTMLInputElement).value))}>
  </div>`;
}

/** The whole film: what plays, its shots, and the takes of the chosen one. */
export function filmPageView(page: FilmPage): TemplateResult {
  const { film, reel, kept, deeds, said } = page;
  if (film.shots.length === 0) {
    return html`<main class="film"><h1>${film.name}</h1><p class="empty">${icon('device-camera-video')}<span>${l10n.t('This file has no shots yet.')}</span></p>
      ${textButton(l10n.t('Go to Text'), () => deeds.act('text'), { primary: true })}</main>`;
  }
  const playing = page.playing;
  return html`<main class="film">
    ${headView(page)}
    <section aria-label=${l10n.t('Film')}>
      <div class="screen" role="img" aria-label=${playing ? l10n.t('Shot {0}: {1}', playing.number, playing.title) : film.name} @click=${() => (reel.playing ? reel.pause() : void reel.play())}>${reel.elements}</div>
      ${nowView(page)}
      ${timelineView(page)}
      <div class="controls">
        ${transportView(reel, kept, deeds.change)}
        <div class="picture" role="group" aria-label=${l10n.t('Shots')}>
          ${iconButton({ icon: 'arrow-left', label: l10n.t('Previous shot ([)'), run: () => deeds.goTo(-1) })}
          ${iconButton({ icon: 'arrow-right', label: l10n.t('Next shot (])'), run: () => deeds.goTo(1) })}
        </div>
      </div>
    </section>
    ${stripView(page)}
    ${takesView(page)}
    <p class="unseen" role="status" aria-live="polite">${said}</p>
  </main>`;
}
