import * as l10n from '@vscode/l10n';
import { directiveOf } from './vocabulary.ts';
import type { DirectiveId, DirectiveKind } from './vocabulary.ts';

/** The move that is most easily taken for this one. */
export function neighbourOf(id: DirectiveId): DirectiveId {
  return neighbours[id];
}

const neighbours: Readonly<Record<DirectiveId, DirectiveId>> = {
  'truck-left': 'pan-left', 'truck-right': 'pan-right', 'pan-left': 'truck-left', 'pan-right': 'truck-right',
  'push-in': 'zoom-in', 'pull-out': 'zoom-out', 'zoom-in': 'push-in', 'zoom-out': 'pull-out',
  'pedestal-up': 'tilt-up', 'pedestal-down': 'tilt-down', 'tilt-up': 'pedestal-up', 'tilt-down': 'pedestal-down',
  'shake': 'static-shot', 'tracking-shot': 'truck-right', 'static-shot': 'tracking-shot',
};

/** How a move differs from its neighbour, in one localized sentence. */
export function differenceOf(id: DirectiveId): string {
  switch (directiveOf(id).kind) {
    case 'truck': return l10n.t('Unlike a pan, the camera itself moves sideways: near objects pass faster than far ones.');
    case 'pan': return l10n.t('Unlike a truck, the camera stays where it is and only turns: near and far objects pass at the same speed.');
    case 'push': return l10n.t('Unlike a zoom, the camera itself moves: near objects change size faster than far ones.');
    case 'zoom': return l10n.t('Unlike a push or pull, only the lens changes: near and far objects grow or shrink together, so the picture looks flatter or deeper.');
    case 'pedestal': return l10n.t('Unlike a tilt, the camera itself goes up or down and keeps looking straight ahead.');
    case 'tilt': return l10n.t('Unlike a pedestal, the camera stays at the same height and only tilts: vertical lines lean.');
    case 'other': return differenceOfOther(id);
  }
}

function differenceOfOther(id: DirectiveId): string {
  switch (id) {
    case 'shake': return l10n.t('Unlike a static shot, the frame is never quite still. It combines well with another move.');
    case 'tracking-shot': return l10n.t('Unlike a truck, it keeps the subject in the same place in the frame, wherever the subject goes.');
    default: return l10n.t('Unlike all other moves, the camera doesn’t change at all; only things in the picture move. It’s used alone in its bracket.');
  }
}

/** The group's name, as a heading. */
export function kindWords(kind: DirectiveKind): string {
  switch (kind) {
    case 'truck': return l10n.t('Truck: sideways');
    case 'pan': return l10n.t('Pan: turn left or right');
    case 'push': return l10n.t('Push and pull: forward and back');
    case 'pedestal': return l10n.t('Pedestal: up and down');
    case 'tilt': return l10n.t('Tilt: turn up or down');
    case 'zoom': return l10n.t('Zoom: lens');
    case 'other': return l10n.t('Other');
  }
}
