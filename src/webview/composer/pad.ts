import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { conflictWords } from '../../directives/conflicts.ts';
import { insertDirective } from '../../directives/insert.ts';
import { languageOf } from '../../directives/language.ts';
import type { Directive, DirectiveId, DirectiveKind, DirectiveLanguage } from '../../directives/vocabulary.ts';
import { behaviourOf, directives } from '../../directives/vocabulary.ts';
import { pictureUri } from './movePicture.ts';

export interface Pad {
  readonly prompt: string;
  /** Of the text cursor. */
  readonly cursor: number;
  /** Where the prompt does not tell which. */
  readonly language: DirectiveLanguage;
  readonly insert: (id: DirectiveId) => void;
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

/** A move that cannot join the bracket at the cursor stays reachable, so that its reason can be read. */
function tile(directive: Directive, pad: Pad, language: DirectiveLanguage): TemplateResult {
  const insertion = insertDirective(pad.prompt, pad.cursor, directive.id, language);
  const reason = insertion.kind === 'conflict' ? conflictWords(insertion.conflict, insertion.language) : undefined;
  const other = directive[language === 'en' ? 'zh' : 'en'];
  const title = reason ?? `${directive[language]} · ${other} — ${behaviourOf(directive.id)}`;
  return html`<button type="button" class="tile kind-${directive.kind}" title=${title} aria-disabled=${reason !== undefined}
    aria-label=${reason === undefined ? l10n.t('{0}: the camera {1}', directive[language], behaviourOf(directive.id)) : `${directive[language]}. ${reason}`}
    @mousedown=${(event: MouseEvent) => { event.preventDefault(); }} @click=${() => { if (reason === undefined) pad.insert(directive.id); }}>
    <img src=${pictureUri(directive.id) ?? nothing} alt="" width="64" height="36"><span>${directive[language]}</span></button>`;
}

/** All moves by kind, each as a little film. */
export function padView(pad: Pad): TemplateResult {
  const language = languageOf(pad.prompt, pad.language);
  return html`<section class="pad" aria-labelledby="pad-title">
    <h2 id="pad-title">${l10n.t('Camera')}</h2>
    <div class="kinds">${[...Map.groupBy(directives, ({ kind }) => kind)].map(([kind, moves]) => html`
      <div class="kind-group" role="group" aria-label=${kindName(kind)}>${moves.map((directive) => tile(directive, pad, language))}</div>`)}
    </div>
  </section>`;
}
