import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { textButton } from '../kit/controls.ts';

/** VS Code hands a page the whole file at once: larger ones are asked about, and beyond this left to other programs. Bytes. */
const sizes = { told: 64e6, most: 512e6 } as const;

/** Whether a video is so large that it is loaded only when asked for. */
export function isLarge(bytes: number): boolean {
  return bytes > sizes.told;
}

/** A sentence in a video's place, what to do about it, and the buttons for it. */
export function noticeView(message: string, remedy: string | undefined, buttons: readonly TemplateResult[]): TemplateResult {
  return html`<div class="notice" role="status"><p>${message}</p>${remedy ? html`<p class="quiet">${remedy}</p>` : nothing}<div class="buttons">${buttons}</div></div>`;
}

/** Stands in the place of a large video that is not loaded; the largest are not offered to be. */
export function largeView(bytes: number, openExternally: () => void, loadAnyway: () => void): TemplateResult {
  const message = l10n.t('This video is {0} MB.', Math.round(bytes / 1e6));
  const external = (primary: boolean): TemplateResult => textButton(l10n.t('Open externally'), openExternally, { icon: 'link-external', primary });
  return bytes > sizes.most
    ? noticeView(message, l10n.t('Videos over {0} MB aren’t played here, because VS Code would load them into memory.', sizes.most / 1e6), [external(true)])
    : noticeView(message, l10n.t('VS Code loads the whole video into memory before playing it.'), [textButton(l10n.t('Play it here'), loadAnyway, { primary: true }), external(false)]);
}
