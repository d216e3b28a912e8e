import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import { maxPromptLength, nearLimit } from '../../shots/shot.ts';
import type { LinkView, TakeView } from '../../views/composer/protocol.ts';
import { icon, orderButton, textButton } from '../kit/controls.ts';
import type { FirstFramePart } from './firstFrame.ts';
import { firstFrameView } from './firstFrame.ts';
import type { Pad } from './pad.ts';
import { padView } from './pad.ts';
import type { ProblemsPart } from './problems.ts';
import { problemsView } from './problems.ts';
import type { SentPart } from './sent.ts';
import { sentView } from './sent.ts';
import type { Settings } from './settings.ts';
import { settingsView } from './settings.ts';
import { takesView } from './takes.ts';
import type { Timeline } from '../stage/timeline.ts';
import { transportView } from '../stage/transport.ts';

/** Everything that is seen. */
export interface Composition {
  readonly canvas: HTMLCanvasElement;
  readonly playing: boolean;
  readonly loop: boolean;
  readonly timeline: Timeline;
  readonly field: HTMLElement;
  /** Characters as they would be sent. */
  readonly length: number;
  readonly problems: ProblemsPart;
  readonly pad: Pad;
  readonly firstFrame: FirstFramePart;
  readonly settings: Settings;
  readonly sent: SentPart;
  readonly takes: readonly TakeView[];
  readonly link: LinkView | undefined;
  readonly notice: string;
  /** An order is being placed. */
  readonly ordering: boolean;
  /** Of the order, in words; absent where it is free or nobody knows. */
  readonly price?: string;
  readonly deeds: {
    readonly play: () => void;
    readonly loop: () => void;
    readonly generate: () => void;
    readonly save: () => void;
    readonly update: () => void;
    readonly takeDocument: () => void;
    readonly goToSource: () => void;
    readonly openTake: (id: string) => void;
  };
}

function linkWords(link: LinkView): string {
  switch (link.state) {
    case 'together': return link.dirty ? l10n.t('Synced with {0}, not saved yet', link.file) : l10n.t('Synced with {0}', link.file);
    case 'apart': return l10n.t('{0} isn’t open; your edits are kept here', link.file);
    case 'gone': return l10n.t('The shot is no longer in {0}', link.file);
    case 'unwritable': return l10n.t('Not written to {0}: it would read differently there', link.file);
    case 'unwritten': return l10n.t('Not written to {0} yet; your edits are kept here', link.file);
    case 'parted': return l10n.t('Changed here and in {0}', link.file);
  }
}

/** Whether the file says all of this already. */
function isSaved({ state, dirty }: LinkView): boolean {
  return state === 'together' && !dirty;
}

function actions({ link, settings, deeds, notice, ordering, price }: Composition): TemplateResult {
  const free = settings.choices.gateway === 'animatic';
  // Several animatics of one shot would be the same clip.
  const takes = free ? 1 : settings.choices.takes;
  const plain = takes > 1 ? l10n.t('Generate {0} takes', takes) : l10n.t('Generate');
  const priced = price === undefined ? plain : takes > 1 ? l10n.t('Generate {0} takes · {1}', takes, price) : l10n.t('Generate · {0}', price);
  const generate = ordering ? l10n.t('Starting…') : priced;
  const cost = free ? l10n.t('Free · on this computer') : l10n.t('Paid · {0}', settings.gateways.find(({ id }) => id === settings.choices.gateway)?.name ?? '');
  return html`<footer class="actions" aria-label=${l10n.t('Actions')}>
    <span class="generate" title=${l10n.t('Ctrl+Enter, on a Mac ⌘Enter')}>${orderButton({ label: generate, run: deeds.generate, primary: true, icon: 'device-camera-video', busy: ordering })}</span>
    ${link === undefined || link.state === 'gone' || (link.stuck && !isSaved(link)) ? textButton(l10n.t('Save to file…'), deeds.save) : nothing}
    ${link !== undefined && link.state !== 'gone' && !isSaved(link) ? textButton(link.state === 'together' ? l10n.t('Save {0}', link.file) : l10n.t('Update the shot in {0}:{1}', link.file, link.line), deeds.update) : nothing}
    ${link?.state === 'parted' ? textButton(l10n.t('Use the file’s text'), deeds.takeDocument) : nothing}
    <span class="quiet cost">${cost}</span>
    ${link ? html`<button type="button" class="link-state" title=${l10n.t('Go to the shot')} @click=${deeds.goToSource}>${icon(link.state === 'together' ? 'link' : 'warning')} ${linkWords(link)}</button>` : nothing}
    <p class="notice" role="status">${notice === '' ? link?.why ?? '' : notice}</p>
  </footer>`;
}

function prompt({ field, length, problems }: Composition): TemplateResult {
  const over = length > maxPromptLength;
  return html`<section class="prompt-part" aria-labelledby="prompt-title">
    <div class="prompt-head"><h2 id="prompt-title">${l10n.t('Prompt')}</h2>
      <output id="prompt-count" aria-live="off" ?hidden=${length < maxPromptLength * nearLimit} class=${over ? 'count over' : 'count'} aria-label=${l10n.t('{0} of {1} characters', length, maxPromptLength)}>${length} / ${maxPromptLength}</output></div>
    ${field}
    ${problemsView(problems)}
  </section>`;
}

/** The composer: the stage with its timeline and the prompt in the middle, settings and tools beside them, what comes of it below. */
export function pageView(composition: Composition): TemplateResult {
  return html`<main class="composer" aria-labelledby="page-title">
    <h1 class="unseen" id="page-title">${l10n.t('Composer')}</h1>
    <div class="work">
      ${transportView(composition)}
      ${prompt(composition)}
    </div>
    <div class="beside">
      ${settingsView(composition.settings)}
      <div class="tools">
        ${padView(composition.pad)}
        ${firstFrameView(composition.firstFrame)}
      </div>
    </div>
    <div class="results">
      ${takesView(composition.takes, composition.deeds.openTake)}
      ${sentView(composition.sent)}
    </div>
  </main>
  ${actions(composition)}`;
}
