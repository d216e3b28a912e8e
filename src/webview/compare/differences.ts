import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { languageOf } from '../../directives/language.ts';
import type { DirectiveId, DirectiveLanguage } from '../../directives/vocabulary.ts';
import { directiveOf } from '../../directives/vocabulary.ts';
import type { ComparedTake } from '../../views/compare/protocol.ts';
import { promptText } from '../kit/prompt.ts';
import type { Piece } from './difference.ts';
import { directiveDifference, promptDifference } from './difference.ts';
import { letterOf } from './wipeEdges.ts';

function pieceView({ text, kind, directive }: Piece): TemplateResult | string {
  const content = directive ? html`<span class="directive">${text}</span>` : text;
  switch (kind) {
    case 'same': return directive ? content : text;
    case 'added': return html`<ins>${content}</ins>`;
    case 'removed': return html`<del>${content}</del>`;
  }
}

/** In the language of the prompt beside them. */
function movesView(kind: 'added' | 'removed', moves: readonly DirectiveId[], language: DirectiveLanguage): TemplateResult | typeof nothing {
  const names = moves.map((move) => directiveOf(move)[language]).join(language === 'en' ? ', ' : '、');
  return moves.length === 0 ? nothing : html`<li class=${kind}>${kind === 'added' ? l10n.t('More: {0}', names) : l10n.t('Less: {0}', names)}</li>`;
}

function promptColumn(take: ComparedTake, index: number, first: ComparedTake): TemplateResult {
  const heading = html`<h2 class="column"><span class="letter">${letterOf(index)}</span> ${index === 0 ? l10n.t('Prompt') : take.prompt === first.prompt ? l10n.t('The same prompt') : l10n.t('Changed from A')}</h2>`;
  if (index === 0 || take.prompt === first.prompt) {
    // Said once: it stands under A.
    return html`<section>${heading}${index === 0 ? promptText(take.prompt) : nothing}</section>`;
  }
  const language = languageOf(take.prompt);
  const { added, removed } = directiveDifference(first.prompt, take.prompt);
  return html`<section>${heading}
    <p class="prompt">${promptDifference(first.prompt, take.prompt).map(pieceView)}</p>
    ${added.length + removed.length === 0 ? nothing : html`<ul class="moves" aria-label=${l10n.t('Camera')}>${movesView('added', added, language)}${movesView('removed', removed, language)}</ul>`}
  </section>`;
}

function settingsTable(takes: readonly ComparedTake[]): TemplateResult {
  const rows = takes[0]!.settings.map(({ label }, row) => ({ label, values: takes.map(({ settings }) => settings[row]?.value ?? '') }));
  const differing = rows.filter(({ values }) => new Set(values.filter((value) => value !== '')).size > 1);
  if (differing.length === 0) return html`<p class="quiet">${l10n.t('The settings are the same.')}</p>`;
  return html`<table>
    <caption>${l10n.t('Settings')}</caption>
    <thead><tr><td></td>${takes.map((_, index) => html`<th scope="col">${letterOf(index)}</th>`)}</tr></thead>
    <tbody>${differing.map(({ label, values }) => html`<tr class="differs"><th scope="row">${label}</th>${values.map((value) => html`<td>${value}</td>`)}</tr>`)}</tbody>
  </table>`;
}

/** Prompts beside each other, each marked against the first, and the settings that differ. */
export function differencesView(takes: readonly ComparedTake[]): TemplateResult {
  return html`<div class="differences">
    <div class="prompts">${takes.map((take, index) => promptColumn(take, index, takes[0]!))}</div>
    ${settingsTable(takes)}
  </div>`;
}
