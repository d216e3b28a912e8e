import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { CompareAction, ComparedTake, CompareState } from '../../views/compare/protocol.ts';
import { iconButton } from '../kit/controls.ts';
import type { Group } from '../player/group.ts';
import { largeView } from '../player/large.ts';
import { timelineView } from '../player/timeline.ts';
import type { Playing } from '../player/transport.ts';
import { transportView } from '../player/transport.ts';
import { differencesView } from './differences.ts';
import { wipeHandle } from './wipe.ts';
import { clipOf, letterOf } from './wipeEdges.ts';

export interface Seat {
  readonly take: ComparedTake;
  readonly video: HTMLVideoElement;
  /** Why there is no picture. */
  readonly unplayable?: string;
  /** It is loaded only when asked for. */
  readonly large?: boolean;
}

/** All that is drawn. */
export interface ComparePage {
  readonly seats: readonly Seat[];
  readonly group?: Group;
  readonly state: CompareState;
  readonly act: (action: CompareAction, file: string) => void;
  readonly loadAnyway: (file: string) => void;
  readonly changePlaying: (playing: Playing) => void;
  readonly changeMode: (mode: CompareState['mode']) => void;
  readonly changeWipes: (wipes: number[]) => void;
}

function nameplate({ take }: Seat, index: number, act: ComparePage['act']): TemplateResult {
  const letter = letterOf(index);
  return html`<div class="nameplate" role="group" aria-label=${l10n.t('Take {0}', letter)}>
    <span class="letter" aria-hidden="true">${letter}</span>
    <button type="button" class="link" title=${l10n.t('Open take {0}', letter)} @click=${() => act('open', take.file)}>${take.title}</button>
    ${iconButton({
      icon: take.favourite ? 'star-full' : 'star-empty', pressed: take.favourite,
      label: take.favourite ? l10n.t('Unkeep {0}', letter) : l10n.t('Keep {0}', letter), run: () => act('keep', take.file),
    })}
    ${iconButton({ icon: 'trash', label: l10n.t('Discard {0}…', letter), run: () => act('discard', take.file) })}
  </div>`;
}

function pictureView({ take, video, unplayable, large }: Seat, { act, loadAnyway }: ComparePage): TemplateResult | HTMLVideoElement {
  if (large) {
    return html`<div class="unplayable">${largeView(take.bytes, () => act('openExternally', take.file), () => loadAnyway(take.file))}</div>`;
  }
  return unplayable === undefined ? video : html`<p class="unplayable">${unplayable}</p>`;
}

function sideBySide(page: ComparePage): TemplateResult {
  const { seats, act } = page;
  return html`<div class="side count-${seats.length}">${seats.map((seat, index) => html`<figure>
    <div class="picture-box">${pictureView(seat, page)}</div><figcaption>${nameplate(seat, index, act)}</figcaption></figure>`)}</div>`;
}

function wiped(page: ComparePage): TemplateResult {
  const { seats, state: { wipes }, act, changeWipes } = page;
  return html`<div class="wiped">
    <div class="wipe-stage">
      ${seats.map((seat, index) => html`<div class="wipe-layer" .style=${clipOf(wipes, index)}>${pictureView(seat, page)}</div>`)}
      ${wipes.map((_, edge) => wipeHandle(wipes, edge, changeWipes))}
    </div>
    <div class="nameplates">${seats.map((seat, index) => nameplate(seat, index, act))}</div>
  </div>`;
}

function modeView({ state: { mode }, changeMode }: ComparePage): TemplateResult {
  return html`<div class="mode" role="group" aria-label=${l10n.t('Layout')}>
    ${iconButton({ icon: 'split-horizontal', label: l10n.t('Side by side'), pressed: mode === 'side', run: () => changeMode('side') })}
    ${iconButton({ icon: 'mirror', label: l10n.t('Wipe over each other'), pressed: mode === 'wipe', run: () => changeMode('wipe') })}
  </div>`;
}

/** The whole comparison. */
export function comparePageView(page: ComparePage): TemplateResult {
  const { seats, group, state } = page;
  return html`<main>
    <h1 class="unseen">${l10n.t('Compare {0} takes', seats.length)}</h1>
    ${state.mode === 'side' ? sideBySide(page) : wiped(page)}
    ${group ? html`
      ${timelineView({ frames: group.frames, frame: group.frame, prompts: [...new Set(seats.map(({ take }) => take.prompt))], seek: (frame) => void group.seek(frame) })}
      <div class="controls">${transportView(group, state, page.changePlaying)}${modeView(page)}</div>` : nothing}
    ${differencesView(seats.map(({ take }) => take))}
  </main>`;
}
