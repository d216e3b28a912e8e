import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { conflictWords } from '../../directives/conflicts.ts';
import { insertDirective } from '../../directives/insert.ts';
import type { Directive, DirectiveId, DirectiveKind, DirectiveLanguage } from '../../directives/vocabulary.ts';
import { behaviourOf, directiveOf, directives } from '../../directives/vocabulary.ts';
import { pictureUri, stillUri } from './movePicture.ts';
import { neighbour } from './padKeys.ts';

export interface Pad {
  readonly prompt: string;
  /** Of the text cursor. */
  readonly cursor: number;
  /** Where the prompt does not tell which. */
  readonly language: DirectiveLanguage;
  readonly insert: (id: DirectiveId) => void;
  /** The move under the pointer or the keyboard. */
  readonly looked: DirectiveId | undefined;
  readonly look: (id: DirectiveId | undefined) => void;
}

function kindName(kind: DirectiveKind): string {
  switch (kind) {
    case 'truck': return l10n.t('Truck');
    case 'pan': return l10n.t('Pan');
    case 'push': return l10n.t('Push and pull');
    case 'pedestal': return l10n.t('Pedestal');
    case 'tilt': return l10n.t('Tilt');
    case 'zoom': return l10n.t('Zoom');
    case 'other': return l10n.t('Hand-held, tracking, static');
  }
}

/** Why a move cannot join the bracket at the cursor; undefined when it can be inserted. */
function reasonAgainst(id: DirectiveId, { prompt, cursor, language }: Pad): string | undefined {
  const insertion = insertDirective(prompt, cursor, id, language);
  return insertion.kind === 'conflict' ? conflictWords(insertion.conflict, insertion.language) : undefined;
}

/** The words on the tiles are those of the editor; what is inserted may be in the other language. */
function shownLanguage(): DirectiveLanguage {
  return document.documentElement.lang.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

const tilesOf = (pad: HTMLElement): HTMLElement[] => [...pad.querySelectorAll<HTMLElement>('.tile')];

/** The pad is one stop for Tab, at the tile where one was last. */
function reached(event: FocusEvent): void {
  for (const each of tilesOf(event.currentTarget as HTMLElement)) each.tabIndex = each === event.target ? 0 : -1;
}

/** Arrows go from tile to tile as they lie there, Home and End to the first and the last. */
function pressed(event: KeyboardEvent): void {
  const tiles = tilesOf(event.currentTarget as HTMLElement);
  const to = neighbour(tiles.map((each) => each.getBoundingClientRect()), tiles.findIndex((each) => each === event.target), event.key);
  if (to === undefined) return;
  event.preventDefault();
  tiles[to]?.focus();
}

/** A move that cannot join stays reachable, so that its reason can be read. */
function tile(directive: Directive, pad: Pad, language: DirectiveLanguage): TemplateResult {
  const { id } = directive;
  const reason = reasonAgainst(id, pad);
  return html`<button type="button" class="tile kind-${directive.kind}" tabindex=${id === directives[0]?.id ? 0 : -1} aria-disabled=${reason !== undefined}
    aria-label=${reason === undefined ? l10n.t('{0}: the camera {1}', directive[language], behaviourOf(id)) : `${directive[language]}. ${reason}`}
    @mousedown=${(event: MouseEvent) => { event.preventDefault(); }} @click=${() => { if (reason === undefined) pad.insert(id); }}
    @pointerenter=${() => pad.look(id)} @focus=${() => pad.look(id)} @pointerleave=${() => pad.look(undefined)} @blur=${() => pad.look(undefined)}>
    <img src=${(pad.looked === id ? pictureUri(id) : stillUri(id)) ?? nothing} alt="" width="64" height="36"><span>${directive[language]}</span></button>`;
}

/** What is said of the move that is looked at, or how the pad works. */
function hint(pad: Pad, language: DirectiveLanguage): TemplateResult {
  if (pad.looked === undefined) return html`${l10n.t('Click to insert at the cursor. Moves in one bracket happen together.')}`;
  const directive = directiveOf(pad.looked);
  const reason = reasonAgainst(pad.looked, pad);
  return html`<b>${directive[language]}</b> · ${directive[language === 'en' ? 'zh' : 'en']}: ${reason ?? l10n.t('the camera {0}.', behaviourOf(pad.looked))}`;
}

/** All moves by kind, each as a little film that runs while it is looked at. */
export function padView(pad: Pad): TemplateResult {
  const language = shownLanguage();
  return html`<section class="pad" aria-labelledby="pad-title">
    <h2 id="pad-title">${l10n.t('Camera')}</h2>
    <div class="kinds" @focusin=${reached} @keydown=${pressed}>${[...Map.groupBy(directives, ({ kind }) => kind)].map(([kind, moves]) => html`
      <div class="kind-group" role="group" aria-label=${kindName(kind)}>${moves.map((directive) => tile(directive, pad, language))}</div>`)}
    </div>
    <p class="hint quiet" aria-hidden="true">${hint(pad, language)}</p>
  </section>`;
}
