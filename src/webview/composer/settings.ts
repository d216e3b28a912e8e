import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { live } from 'lit/directives/live.js';
import { maxTakes, meaningOf } from '../../shots/settings.ts';
import type { ShotSettingName } from '../../shots/settings.ts';
import { durations, resolutions } from '../../shots/shot.ts';
import type { Choices } from '../../views/composer/protocol.ts';

export interface Settings {
  readonly choices: Choices;
  readonly gateways: readonly { readonly id: Choices['gateway']; readonly name: string }[];
  readonly choose: (choices: Choices) => void;
}

interface Option<Value> { readonly value: Value; readonly label: string; /** Why it cannot be chosen now. */ readonly impossible?: string | undefined }

function labelOf(name: ShotSettingName): string {
  switch (name) {
    case 'gateway': return l10n.t('Gateway');
    case 'duration': return l10n.t('Duration');
    case 'resolution': return l10n.t('Resolution');
    case 'firstFrame': return l10n.t('First frame');
    case 'promptOptimizer': return l10n.t('Prompt optimizer');
    case 'fastPretreatment': return l10n.t('Fast pretreatment');
    case 'watermark': return l10n.t('Watermark');
    case 'takes': return l10n.t({ message: 'Takes', comment: ['How many are generated at once.'] });
  }
}

/** A few values side by side. The browser's own radio buttons, so that arrow keys, names and what cannot be chosen work everywhere. */
function segments<Value extends string | number>(name: ShotSettingName, chosen: Value, options: readonly Option<Value>[], choose: (value: Value) => void): TemplateResult {
  const reason = options.find(({ impossible }) => impossible !== undefined)?.impossible;
  return html`<div class="setting">
    <span class="label" id="label-${name}" title=${meaningOf(name)}>${labelOf(name)}</span>
    <div class="segments" role="radiogroup" aria-labelledby="label-${name}" aria-describedby=${reason === undefined ? nothing : `why-${name}`}>
      ${options.map(({ value, label, impossible }) => html`<label class="segment" title=${impossible ?? ''}>
        <input type="radio" name=${name} .value=${String(value)} .checked=${value === chosen} ?disabled=${impossible !== undefined && value !== chosen}
          @change=${() => choose(value)}><span>${label}</span></label>`)}
    </div>
    ${reason === undefined ? nothing : html`<p class="why" id="why-${name}">${reason}</p>`}
  </div>`;
}

/** The animatic knows no model: what is for one, and how many takes of one shot, changes nothing in it. */
function isFree({ gateway }: Choices): boolean {
  return gateway === 'animatic';
}

function unusedWords(): string {
  return l10n.t('Not used for the camera preview.');
}

function toggle(name: 'promptOptimizer' | 'fastPretreatment' | 'watermark', settings: Settings, impossible?: string): TemplateResult {
  const { choices, choose } = settings;
  const idle = isFree(choices);
  const off = idle || impossible !== undefined;
  // Another element each time: one that was disabled once keeps a tabindex of -1, which takes it from the keyboard for good.
  return html`<div class="toggle">${keyed(off, html`<vscode-checkbox toggle aria-disabled=${off} label=${labelOf(name)} title=${idle ? unusedWords() : impossible ?? meaningOf(name)} .checked=${choices[name]} ?disabled=${off}
    @change=${(event: Event) => choose({ ...choices, [name]: (event.target as HTMLInputElement).checked })}></vscode-checkbox>`)}
    ${idle || impossible === undefined ? nothing : html`<p class="why">${impossible}</p>`}</div>`;
}

function takesView({ choices, choose }: Settings): TemplateResult {
  const step = (by: number): void => choose({ ...choices, takes: Math.min(maxTakes, Math.max(1, choices.takes + by)) });
  const idle = isFree(choices);
  const title = idle ? unusedWords() : meaningOf('takes');
  return html`<div class="setting"><label class="label" for="takes" title=${title}>${labelOf('takes')}</label>
    <input id="takes" class="number" type="number" min="1" max=${maxTakes} .value=${live(String(choices.takes))} title=${title} ?disabled=${idle}
      @change=${(event: Event) => step(Math.round(Number((event.target as HTMLInputElement).value)) - choices.takes)}></div>`;
}

/** The shot's settings. What each means is said in the words of the settings themselves. */
export function settingsView(settings: Settings): TemplateResult {
  const { choices, gateways, choose } = settings;
  return html`<section class="settings" aria-labelledby="settings-title">
    <h2 id="settings-title">${l10n.t('Settings')}</h2>
    <div class="settings-column">
    ${segments('gateway', choices.gateway, gateways.map(({ id, name }) => ({ value: id, label: name })), (gateway) => choose({ ...choices, gateway }))}
    ${segments('duration', choices.duration, durations.map((value) => ({
      value, label: l10n.t('{0} s', value), impossible: value === 10 && choices.resolution === '1080p' ? l10n.t('10 s requires 768p.') : undefined,
    })), (duration) => choose({ ...choices, duration }))}
    ${segments('resolution', choices.resolution, resolutions.map((value) => ({
      value, label: value, impossible: value === '1080p' && choices.duration === 10 ? l10n.t('1080p is limited to 6 s.') : undefined,
    })), (resolution) => choose({ ...choices, resolution }))}
    </div>
    <div class="settings-column">
    ${takesView(settings)}
    ${toggle('promptOptimizer', settings)}
    ${toggle('fastPretreatment', settings, choices.promptOptimizer ? undefined : l10n.t('Only applies when the prompt optimizer is on.'))}
    ${toggle('watermark', settings)}
    ${isFree(choices) ? html`<p class="why unused">${unusedWords()}</p>` : nothing}
    </div>
  </section>`;
}
