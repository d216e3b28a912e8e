import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { letterOf, movedWipe } from './wipeEdges.ts';

/** An edge that is dragged, or moved by the arrow keys. */
export function wipeHandle(wipes: readonly number[], edge: number, change: (wipes: number[]) => void): TemplateResult {
  const at = wipes[edge]!;
  const drag = (event: PointerEvent): void => {
    const handle = event.currentTarget as HTMLElement;
    const stage = handle.parentElement!.getBoundingClientRect();
    handle.setPointerCapture(event.pointerId);
    const move = ({ clientX }: PointerEvent): void => change(movedWipe(wipes, edge, (clientX - stage.left) / stage.width));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true });
  };
  const keys: Readonly<Record<string, number>> = { ArrowLeft: at - 0.01, ArrowRight: at + 0.01, PageDown: at - 0.1, PageUp: at + 0.1, Home: 0, End: 1 };
  const press = (event: KeyboardEvent): void => {
    const to = keys[event.key];
    if (to !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      change(movedWipe(wipes, edge, to));
    }
  };
  return html`<div class="wipe-edge" role="slider" tabindex="0" aria-label=${l10n.t('Edge between {0} and {1}', letterOf(edge), letterOf(edge + 1))}
    aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(at * 100)} .style=${`left:${at * 100}%`} @pointerdown=${drag} @keydown=${press}></div>`;
}
