import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, svg } from 'lit';
import type { SpendingView } from '../../views/spending/protocol.ts';

const height = 72;
const [step, width] = [10, 8];

/** A bar a day, drawn; the same as a table for who does not see it. Days without an order show their line. */
export function chart(days: SpendingView['days']): TemplateResult {
  return html`
    <svg class="chart" viewBox="0 0 ${days.length * step} ${height + 4}" preserveAspectRatio="none" aria-hidden="true">
      ${days.map(({ name, total, share }, at) => {
    const tall = share > 0 ? Math.max(3, share * height) : 1;
    return svg`<g class=${at === days.length - 1 ? 'today' : ''}><title>${name}: ${total}</title>
          <rect class="space" x=${at * step} y="0" width=${step} height=${height + 4}></rect>
          <rect class=${share > 0 ? 'bar' : 'none'} x=${at * step + 1} y=${height + 2 - tall} width=${width} height=${tall} rx="1.5"></rect></g>`;
  })}
    </svg>
    <div class="axis quiet" aria-hidden="true"><span>${days[0]?.name ?? ''}</span><span>${l10n.t('Today')}</span></div>
    <table class="unseen"><caption>${l10n.t('Spending of the last {0} days', days.length)}</caption>
      <thead><tr><th scope="col">${l10n.t('Day')}</th><th scope="col">${l10n.t('Spent')}</th><th scope="col">${l10n.t('Videos')}</th></tr></thead>
      <tbody>${days.filter(({ orders }) => orders > 0).map(({ name, total, orders }) => html`<tr><th scope="row">${name}</th><td>${total}</td><td>${orders}</td></tr>`)}</tbody>
    </table>`;
}
