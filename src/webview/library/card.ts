import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { TakeDetail, TakeRow } from '../../views/library/protocol.ts';
import { icon } from '../kit/controls.ts';
import { isLarge } from '../player/large.ts';
import { menuContext } from './menuContext.ts';

/** One take of the strip. */
export interface Card {
  readonly row: TakeRow;
  /** Place among all found, from 0. */
  readonly index: number;
  readonly of: number;
  readonly detail?: TakeDetail;
  readonly selected: boolean;
  /** All that are selected. */
  readonly chosen: readonly TakeRow[];
  /** Has the keyboard. */
  readonly current: boolean;
  /** The pointer rests on it. */
  readonly playing: boolean;
  /** It came a moment ago: its video itself is the picture until there is one. */
  readonly fresh: boolean;
}

export interface CardHands {
  readonly press: (event: MouseEvent, file: string) => void;
  readonly open: (file: string) => void;
  readonly keep: (file: string) => void;
  readonly enter: (file: string) => void;
  readonly leave: () => void;
  /** Its picture is there. */
  readonly pictured: (file: string) => void;
}

/** Near the moment that the picture shows later, so that nothing jumps: a quarter of six seconds. */
const earlyMoment = 1.5;

export function cardId(index: number): string {
  return `take-${index}`;
}

/**
 * A type of our own, which only our drop handlers know: browsers blank file addresses in `text/uri-list` when they leave
 * their page, and in a remote window the editor would take a file address for one of the other machine.
 */
function startDrag({ dataTransfer }: DragEvent, { uri, file }: TakeRow): void {
  dataTransfer?.setData('application/vnd.hailuo.take', uri);
  dataTransfer?.setData('text/plain', file);
}

/** A card of the strip: an option of the list, whose state is told in its name. */
export function cardView({ row, index, of, detail, selected, chosen, current, playing, fresh }: Card, hands: CardHands): TemplateResult {
  const stale = detail?.stale ?? false;
  const early = fresh && detail?.video !== undefined && !isLarge(detail.bytes ?? 0);
  const name = [row.title, row.words, ...(row.favourite ? [l10n.t('kept')] : []), ...(stale ? [l10n.t('out of date')] : [])].join(', ');
  return html`<div role="option" id=${cardId(index)} class="card ${current ? 'current' : ''}" draggable="true" title=${row.prompt || row.file}
    aria-label=${name} aria-selected=${String(selected)} aria-setsize=${of} aria-posinset=${index + 1} data-vscode-context=${menuContext(row, chosen, detail)} data-file=${row.file}
    @click=${(event: MouseEvent) => hands.press(event, row.file)} @dblclick=${() => hands.open(row.file)} @dragstart=${(event: DragEvent) => { hands.leave(); startDrag(event, row); }} @pointerenter=${() => hands.enter(row.file)} @pointerleave=${hands.leave}>
    <div class="poster">
      ${early ? html`<video class="early" src=${`${detail.video}#t=${earlyMoment}`} .muted=${true} preload="auto" playsinline disablepictureinpicture draggable="false"></video>` : nothing}
      ${detail?.poster ? html`<img src=${detail.poster} alt="" draggable="false" @load=${() => hands.pictured(row.file)}>` : early ? nothing : icon(row.damaged ? 'warning' : 'device-camera-video')}
      ${playing && detail?.video !== undefined && !isLarge(detail.bytes ?? 0) ? html`<video src=${detail.video} .muted=${true} autoplay loop playsinline disablepictureinpicture draggable="false"></video>` : nothing}
      ${row.film ? html`<span class="badge film-mark" title=${l10n.t('Film')}>${icon('layers')}</span>` : nothing}
      ${stale ? html`<span class="badge" title=${l10n.t('Out of date: this shot has changed since.')}>${icon('history')}</span>` : nothing}
      <span class="star ${row.favourite ? 'on' : ''}" title=${row.favourite ? l10n.t('Unkeep this take') : l10n.t('Keep this take')}
        @click=${(event: MouseEvent) => { event.stopPropagation(); hands.keep(row.file); }} @dblclick=${(event: MouseEvent) => event.stopPropagation()}>${icon(row.favourite ? 'star-full' : 'star-empty')}</span>
    </div>
    <div class="title">${row.title}</div>
    <div class="quiet facts">${row.words.split(' · ').map((fact) => fact.replaceAll(' ', '\u00A0')).join('\u00A0· ')}</div>
  </div>`;
}
