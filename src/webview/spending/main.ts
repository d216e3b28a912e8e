import '@vscode/codicons/dist/codicon.css';
import '../../../media/webview/page.css';
import '../../../media/webview/spending.css';
import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing, render } from 'lit';
import type { FromSpending, SpendingState, SpendingView, ToSpending } from '../../views/spending/protocol.ts';
import { spendingState, toSpending } from '../../views/spending/protocol.ts';
import { icon, iconButton, textButton } from '../kit/controls.ts';
import { connectHost } from '../kit/host.ts';
import { chart } from './chart.ts';

const host = connectHost<ToSpending, FromSpending, SpendingState>({ to: toSpending, state: spendingState }, receive);
const root = document.getElementById('root')!;

function receive({ spending, reading }: ToSpending): void {
  render(page(spending, reading), root);
}

function page(view: SpendingView, reading: boolean): TemplateResult {
  return html`<main>
    <h1 class="unseen">${l10n.t('Spending')}</h1>
    <div class="totals" role="group" aria-label=${l10n.t('Totals')}>
      ${total(l10n.t('Today'), view.today)}${total(l10n.t('This month'), view.month)}
    </div>
    ${view.limits.map((limit) => html`<p class="limit">${limit}</p>`)}
    ${view.note === '' ? nothing : html`<p class="quiet">${view.note}</p>`}
    ${view.isEmpty ? html`<p class="quiet">${l10n.t('No paid videos in the last 30 days. Each one will appear here.')}</p>` : chart(view.days)}
    ${orders(view.orders)}
    ${groups(l10n.t('By gateway, this month'), view.gateways)}${groups(l10n.t('By film, this month'), view.films)}
    ${balances(view.balances, reading)}
    ${prices(view.prices)}
    <div class="tools">
      ${textButton(l10n.t('Export…'), () => host.send({ type: 'export' }))}
      ${textButton(l10n.t('Limits and Prices…'), () => host.send({ type: 'settings' }))}
    </div>
  </main>`;
}

function total(name: string, amount: string): TemplateResult {
  return html`<div class="total"><h2>${name}</h2><p class="amount">${amount}</p></div>`;
}

const marks = { inFlight: 'sync', unconfirmed: 'question', differs: 'diff' } as const;

function orders(list: SpendingView['orders']): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  const names = { inFlight: l10n.t('In progress'), unconfirmed: l10n.t('Unconfirmed'), differs: l10n.t('Charged differently than quoted') };
  return html`<section><h2>${l10n.t('Needs attention')}</h2><ul>${list.map(({ task, shot, words, state }) => html`<li>
    <button type="button" class="order ${state}" title=${names[state]} @click=${() => host.send({ type: 'open', task })}>
      ${icon(marks[state])}<span class="unseen">${names[state]}: </span><span class="shot">${shot}</span><span class="quiet">${words}</span></button></li>`)}</ul></section>`;
}

function groups(title: string, list: SpendingView['gateways']): TemplateResult | typeof nothing {
  return list.length === 0 ? nothing : html`<section><h2>${title}</h2><table>
    <thead class="unseen"><tr><th scope="col">${l10n.t('Name')}</th><th scope="col">${l10n.t('Videos')}</th><th scope="col">${l10n.t('Spent')}</th></tr></thead>
    <tbody>${list.map(({ name, total: spent, orders: count }) => html`<tr><th scope="row">${name}</th><td class="quiet">${count}</td><td>${spent}</td></tr>`)}</tbody></table></section>`;
}

function balances(list: SpendingView['balances'], reading: boolean): TemplateResult {
  return html`<section><h2 class="with-tool">${l10n.t('Balances')}${iconButton({ icon: reading ? 'loading' : 'refresh', label: l10n.t('Refresh balances'), disabled: reading, run: () => host.send({ type: 'refresh' }) })}</h2>
    <div aria-live="polite">${list.length === 0 ? html`<p class="quiet">${reading ? l10n.t('Reading…') : l10n.t('No gateway has a key yet.')}</p>` : html`<table>
    <tbody>${list.map(({ name, words, failed }) => html`<tr><th scope="row">${name}</th><td class=${failed ? 'failed' : ''}>${words}</td></tr>`)}</tbody></table>`}</div></section>`;
}

function prices(list: SpendingView['prices']): TemplateResult {
  return html`<section><h2>${l10n.t('Price per video')}</h2>
    ${list.length === 0 ? html`<p class="quiet">${l10n.t('No prices are known yet. Enter your own, or read the list.')}</p>` : html`<table class="prices">
    <tbody>${list.map(({ name, words }) => html`<tr><th scope="row">${name}</th><td>${words}</td></tr>`)}</tbody></table>`}
    <div class="tools">${textButton(l10n.t('Read APIMart’s Price List'), () => host.send({ type: 'readPrices' }))}</div></section>`;
}

host.send({ type: 'ready' });
