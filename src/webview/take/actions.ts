import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { TakeAction, TakeView } from '../../views/take/protocol.ts';
import { icon, iconButton, orderButton, textButton } from '../kit/controls.ts';

interface Look {
  readonly label: string;
  readonly icon: string;
  /** A button in words, an icon of its own, or a line of the menu. */
  readonly place: 'words' | 'icon' | 'menu';
}

function looks(favourite: boolean): Readonly<Record<TakeAction, Look>> {
  return {
    continue: { label: l10n.t('Continue from last frame'), icon: 'debug-continue', place: 'words' },
    generateAgain: { label: l10n.t('Generate again'), icon: 'refresh', place: 'words' },
    editInComposer: { label: l10n.t('Edit in composer'), icon: 'edit', place: 'words' },
    goToPrompt: { label: l10n.t('Go to prompt'), icon: 'go-to-file', place: 'words' },
    restorePrompt: { label: l10n.t('Restore this prompt'), icon: 'discard', place: 'words' },
    keep: { label: favourite ? l10n.t('Unkeep this take') : l10n.t('Keep this take'), icon: favourite ? 'star-full' : 'star-empty', place: 'icon' },
    compare: { label: l10n.t('Compare with other takes…'), icon: 'diff', place: 'icon' },
    saveAs: { label: l10n.t('Save as…'), icon: 'save-as', place: 'menu' },
    reveal: { label: l10n.t('Reveal in explorer'), icon: 'folder-opened', place: 'menu' },
    openExternally: { label: l10n.t('Open externally'), icon: 'link-external', place: 'menu' },
    copyPrompt: { label: l10n.t('Copy prompt'), icon: 'copy', place: 'menu' },
    copyAsMarkdown: { label: l10n.t('Copy as Markdown'), icon: 'markdown', place: 'menu' },
    copyAsHtml: { label: l10n.t('Copy as HTML'), icon: 'code', place: 'menu' },
    discard: { label: l10n.t('Discard…'), icon: 'trash', place: 'icon' },
  };
}

/** What is seldom done, in words; closed by Escape, a click elsewhere, and a choice. */
function menuView(actions: readonly TakeAction[], look: Readonly<Record<TakeAction, Look>>, act: (action: TakeAction) => void): TemplateResult {
  const choose = (action: TakeAction): void => {
    document.getElementById('more-actions')?.hidePopover();
    act(action);
  };
  return html`<button type="button" class="icon-button more-button" popovertarget="more-actions" title=${l10n.t('More actions…')} aria-label=${l10n.t('More actions…')}>${icon('ellipsis')}</button>
    <div id="more-actions" class="menu" popover role="group" aria-label=${l10n.t('More actions…')}>${actions.map((action) => html`
      <button type="button" class="menu-line" @click=${() => choose(action)}>${icon(look[action].icon)}${look[action].label}</button>`)}</div>`;
}

/** What can be done with the take: the usual next steps in words, some by their icons, the rest in a menu. */
export function actionsView({ actions, favourite }: TakeView, ordering: boolean, act: (action: TakeAction) => void): TemplateResult {
  const look = looks(favourite);
  const at = (place: Look['place']): readonly TakeAction[] => actions.filter((action) => look[action].place === place);
  const [wide, narrow, rest] = [at('words'), at('icon'), at('menu')];
  return html`<div class="actions" role="group" aria-label=${l10n.t('Take')}>
    <div class="next">${wide.map((action, index) => (action === 'generateAgain'
      ? orderButton({ label: ordering ? l10n.t('Starting…') : look[action].label, icon: look[action].icon, busy: ordering, run: () => act(action) })
      : textButton(look[action].label, () => act(action), { icon: look[action].icon, primary: index === 0 && action === 'continue' })))}</div>
    ${narrow.length + rest.length === 0 ? nothing : html`<div class="more">${narrow.map((action) => iconButton({
      icon: look[action].icon, label: look[action].label, run: () => act(action), ...(action === 'keep' ? { pressed: favourite } : {}),
    }))}${rest.length === 0 ? nothing : menuView(rest, look, act)}</div>`}
  </div>`;
}
