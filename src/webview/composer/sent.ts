import '@vscode-elements/elements/dist/vscode-collapsible/index.js';
import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { Choices, RequestView } from '../../views/composer/protocol.ts';
import { textButton } from '../kit/controls.ts';
import type { Row, Run } from './requestDiff.ts';
import { requestRows } from './requestDiff.ts';

export interface SentPart {
  /** The chosen gateway's first. */
  readonly requests: readonly RequestView[];
  readonly gateway: Choices['gateway'];
  readonly nameOf: (gateway: Choices['gateway']) => string;
  readonly open: boolean;
  readonly toggle: (open: boolean) => void;
  readonly copyCurl: (gateway: Choices['gateway']) => void;
}

function runs(line: readonly Run[] | undefined): TemplateResult {
  return html`<td class=${line === undefined ? 'absent' : line.every(({ changed }) => changed) ? 'own' : ''}>${(line ?? []).map(({ text, changed }) => (changed ? html`<mark>${text}</mark>` : text))}</td>`;
}

function table(left: RequestView, right: RequestView, rows: readonly Row[], { nameOf, gateway, copyCurl }: SentPart): TemplateResult {
  const head = (request: RequestView): TemplateResult => html`<th scope="col"><div class="sent-head">
    <span><b>${nameOf(request.gateway)}</b>${request.gateway === gateway ? html` <span class="badge">${l10n.t('chosen')}</span>` : nothing}<br><span class="quiet">POST ${request.url}</span></span>
    ${textButton(l10n.t('Copy as cURL'), () => copyCurl(request.gateway), { icon: 'copy' })}</div></th>`;
  return html`<div class="sent-scroll" tabindex="0" role="region" aria-label=${l10n.t('The two requests side by side')}><table class="sent">
    <thead><tr>${head(left)}${head(right)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${runs(row.left)}${runs(row.right)}</tr>`)}</tbody>
  </table></div>`;
}

/** The request of the chosen gateway beside the other one's, what differs marked. */
export function sentView(part: SentPart): TemplateResult {
  const [left, right] = part.requests;
  return html`<vscode-collapsible class="sent-part" heading=${l10n.t('What will be sent')} .open=${part.open}
      @vsc-collapsible-toggle=${(event: CustomEvent<{ open: boolean }>) => part.toggle(event.detail.open)}>
    ${part.open && left && right ? html`
      ${part.gateway === 'animatic' ? html`<p class="quiet sent-note">${l10n.t('Nothing is sent: the animatic is rendered on this computer. These are the paid gateways’ requests.')}</p>` : nothing}
      ${table(left, right, requestRows(left.body, right.body), part)}
      <p class="quiet sent-note">${l10n.t('The key is added when the request is sent and is never shown.')}</p>` : nothing}
  </vscode-collapsible>`;
}
