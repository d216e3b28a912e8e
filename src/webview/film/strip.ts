import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FilmShotView } from '../../views/film/protocol.ts';
import { icon } from '../kit/controls.ts';
import type { Block, FilmPage } from './page.ts';
import { playedTake } from './page.ts';

const icons: Readonly<Record<FilmShotView['state'], string>> = {
  none: 'circle-large-outline', waiting: 'clock', running: 'sync', upToDate: 'pass', other: 'pinned', outOfDate: 'history', gone: 'question', failed: 'error',
};

/** "Running 40%", "out of date". */
export function stateWords({ state, task }: FilmShotView): string {
  switch (state) {
    case 'none': return l10n.t('no take yet');
    case 'upToDate': return l10n.t('up to date');
    case 'other': return l10n.t('another take is chosen');
    case 'outOfDate': return l10n.t('out of date');
    case 'gone': return l10n.t('the chosen take can’t be found');
    case 'waiting': return task ?? l10n.t('Waiting');
    case 'running': return task ?? l10n.t('Running');
    case 'failed': return task === undefined || task === l10n.t('Failed') ? l10n.t('Failed') : l10n.t('Failed: {0}', task);
  }
}

export function blockId(index: number): string {
  return `shot-${index}`;
}

function blockView({ shot, index, poster, selected, playing }: Block, { film, drop, kept, deeds }: FilmPage): TemplateResult {
  // One that is left out may be generated all the same.
  const isBusy = shot.state === 'waiting' || shot.state === 'running' || shot.state === 'failed';
  const state = [...(shot.skip ? [l10n.t('left out')] : []), ...(shot.skip && !isBusy ? [] : [stateWords(shot)])].join(' · ');
  const facts = [l10n.t('{0} s', Math.round(playedTake(shot, kept.freshOnly)?.seconds ?? shot.seconds)), ...(shot.moves === '' ? [] : [shot.moves])].join(' · ');
  const marks = [...(shot.continues ? [l10n.t('starts with the last frame of the shot before')] : [])];
  const look = ['block', selected ? 'selected' : '', playing ? 'playing' : '', shot.skip ? 'skipped' : '', drop === index ? 'drop' : ''].join(' ');
  return html`<div role="option" id=${blockId(index)} class=${look} draggable=${film.writable ? 'true' : 'false'} data-index=${index}
    aria-selected=${String(selected)} aria-setsize=${film.shots.length} aria-posinset=${index + 1} aria-label=${[`${shot.number}`, shot.title, facts, state, ...marks].join(', ')}
    @click=${() => deeds.select(index, false)} @dblclick=${() => deeds.select(index, true)}
    @dragstart=${(event: DragEvent) => startDrag(event, index)} @dragend=${() => deeds.dragOver(undefined)}>
    <div class="poster">${poster === undefined ? icon('device-camera-video') : html`<img src=${poster} alt="" draggable="false" decoding="async">`}
      <span class="number">${shot.number}</span>
      ${shot.continues ? html`<span class="mark" title=${l10n.t('starts with the last frame of the shot before')}>${icon('link')}</span>` : nothing}
    </div>
    <div class="title" title=${shot.title}>${shot.title}</div>
    <div class="facts quiet" title=${facts}>${facts}</div>
    <div class="state ${shot.skip && !isBusy ? '' : shot.state}" title=${state}>${icon(shot.skip && !isBusy ? 'circle-slash' : icons[shot.state])}<span>${state}</span></div>
  </div>`;
}

/** A block is looked at again only when one of these changed: while the film plays that is two of hundreds. */
function whatShows({ shot, index, poster, selected, playing }: Block, { film, kept, drop }: FilmPage): unknown[] {
  return [shot, poster, selected, playing, drop === index, kept.freshOnly, film.shots.length, film.writable];
}

function startDrag(event: DragEvent, index: number): void {
  if (!event.dataTransfer) return;
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('application/vnd.hailuo.shot', String(index));
}

/** The block that the pointer is over. */
function indexAt(event: Event): number | undefined {
  const block = (event.target as Element | null)?.closest<HTMLElement>('.block');
  return block ? Number(block.dataset['index']) : undefined;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };

function press(event: KeyboardEvent, { film, selected, deeds }: FilmPage): void {
  const step = steps[event.key];
  const last = film.shots.length - 1;
  if (event.key === 'Enter') deeds.select(selected, true);
  else if (step === undefined || event.ctrlKey || event.metaKey) return;
  else {
    const to = Math.min(last, Math.max(0, selected + step));
    if (!event.altKey) deeds.select(to, false);
    else if (film.writable && to !== selected) deeds.move(selected, to);
  }
  event.preventDefault();
  event.stopPropagation();
}

/** One block for each shot, in order; the list has the keyboard, so that a film of hundreds is one stop of the Tab key. */
export function stripView(page: FilmPage): TemplateResult {
  const { film, selected, deeds } = page;
  return html`<div class="strip" role="listbox" tabindex="0" aria-label=${l10n.t('Shots')} aria-orientation="horizontal" aria-activedescendant=${film.shots.length > 0 ? blockId(selected) : nothing} aria-describedby="strip-keys"
    @keydown=${(event: KeyboardEvent) => press(event, page)}
    @dragover=${(event: DragEvent) => {
      if (event.dataTransfer?.types.includes('application/vnd.hailuo.shot') !== true) return;
      event.preventDefault();
      deeds.dragOver(indexAt(event));
    }}
    @drop=${(event: DragEvent) => {
      const to = indexAt(event);
      const from = Number.parseInt(event.dataTransfer?.getData('application/vnd.hailuo.shot') ?? '', 10);
      event.preventDefault();
      deeds.dragOver(undefined);
      if (to !== undefined && Number.isInteger(from) && from !== to) deeds.move(from, to);
    }}>
    ${repeat(page.blocks, ({ index }) => index, (block) => guard(whatShows(block, page), () => blockView(block, page)))}
  </div><span id="strip-keys" hidden>${l10n.t('Arrows choose a shot, Enter goes to its text, Alt+Arrow moves it.')}</span>`;
}
