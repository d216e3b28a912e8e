import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { directiveIds, directiveOf } from '../../directives/vocabulary.ts';
import type { GatewayChoice, LibrarySearch } from '../../views/library/protocol.ts';
import { iconButton } from '../kit/controls.ts';

export interface Filters {
  readonly search: LibrarySearch;
  readonly gateways: readonly GatewayChoice[];
  readonly open: boolean;
  readonly found: number;
  readonly all: number;
  readonly selected: number;
  readonly change: (search: Partial<LibrarySearch>) => void;
  readonly toggle: () => void;
  readonly compare: () => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function choose(label: string, choices: readonly Choice[], value: string, change: (value: string) => void): TemplateResult {
  return html`<select aria-label=${label} title=${label} @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
    ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}</select>`;
}

function choicesView({ search, gateways, change }: Filters): TemplateResult {
  const since: readonly Choice[] = [
    { value: 'ever', label: l10n.t('Any day') }, { value: 'today', label: l10n.t('Today') }, { value: 'week', label: l10n.t('Last 7 days') },
    { value: 'month', label: l10n.t('Last month') }, { value: 'year', label: l10n.t('Last year') },
  ];
  const directives = directiveIds.map((id) => ({ value: id, label: `${directiveOf(id).en} ${directiveOf(id).zh}` }));
  return html`<div class="choices">
    ${choose(l10n.t('Camera'), [{ value: '', label: l10n.t('Any camera') }, ...directives], search.directive ?? '', (value) => change({ directive: directiveIds.find((id) => id === value) }))}
    ${choose(l10n.t('Gateway'), [{ value: '', label: l10n.t('Any gateway') }, ...gateways.map(({ id, name }) => ({ value: id, label: name }))], search.gateway ?? '', (value) => change({ gateway: gateways.find(({ id }) => id === value)?.id }))}
    ${choose(l10n.t('Day'), since, search.since, (value) => change({ since: (['today', 'week', 'month', 'year'] as const).find((one) => one === value) ?? 'ever' }))}
  </div>`;
}

/** Search and filters above the strip, and how many takes they leave. */
export function filtersView(filters: Filters): TemplateResult {
  const { search, found, all, selected, change } = filters;
  const narrowed = search.directive !== undefined || search.gateway !== undefined || search.since !== 'ever';
  return html`<h1 class="unseen">${l10n.t('Takes')}</h1>
  <div class="filters" role="search">
    <div class="line">
      <input type="search" placeholder=${l10n.t('Search takes')} aria-label=${l10n.t('Search takes')} title=${l10n.t('Words, [Push in], 2026-11-20')} .value=${search.words}
        @input=${(event: InputEvent) => change({ words: (event.target as HTMLInputElement).value })}>
      ${iconButton({ icon: search.favourites ? 'star-full' : 'star-empty', label: l10n.t('Only kept takes'), pressed: search.favourites, run: () => change({ favourites: !search.favourites }) })}
      ${iconButton({ icon: narrowed ? 'filter-filled' : 'filter', label: l10n.t('Filter by camera, gateway and day'), pressed: filters.open, run: filters.toggle })}
    </div>
    ${filters.open ? choicesView(filters) : nothing}
    <div class="line counts">
      <span class="quiet" role="status">${countWords(found, all)}</span>
      ${selected < 2 ? nothing : html`<button type="button" class="button" ?disabled=${selected > 4} @click=${filters.compare}>${selected > 4 ? l10n.t('Choose 2 to 4') : l10n.t('Compare {0}', selected)}</button>`}
    </div>
  </div>`;
}

function countWords(found: number, all: number): string {
  if (found !== all) {
    return l10n.t('{0} of {1} takes', found, all);
  }
  return all === 1 ? l10n.t('1 take') : l10n.t('{0} takes', all);
}
