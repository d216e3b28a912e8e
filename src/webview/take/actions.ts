import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { TakeAction, TakeView } from '../../views/take/protocol.ts';
import { iconButton, orderButton, textButton } from '../kit/controls.ts';

interface Look {
  readonly label: string;
  readonly icon: string;
  /** In words; the others show their icon alone. */
  readonly wide?: boolean;
}

function looks(favourite: boolean): Readonly<Record<TakeAction, Look>> {
  return {
    continue: { label: l10n.t('Continue from last frame'), icon: 'debug-continue', wide: true },
    generateAgain: { label: l10n.t('Generate again'), icon: 'refresh', wide: true },
    editInComposer: { label: l10n.t('Edit in composer'), icon: 'edit', wide: true },
    goToPrompt: { label: l10n.t('Go to prompt'), icon: 'go-to-file', wide: true },
    restorePrompt: { label: l10n.t('Restore this prompt'), icon: 'discard', wide: true },
    keep: { label: favourite ? l10n.t('Unkeep this take') : l10n.t('Keep this take'), icon: favourite ? 'star-full' : 'star-empty' },
    compare: { label: l10n.t('Compare with other takes…'), icon: 'diff' },
    saveAs: { label: l10n.t('Save as…'), icon: 'save-as' },
    reveal: { label: l10n.t('Reveal in explorer'), icon: 'folder-opened' },
    openExternally: { label: l10n.t('Open externally'), icon: 'link-external' },
    copyPrompt: { label: l10n.t('Copy prompt'), icon: 'copy' },
    copyAsMarkdown: { label: l10n.t('Copy as Markdown'), icon: 'markdown' },
    copyAsHtml: { label: l10n.t('Copy as HTML'), icon: 'code' },
    discard: { label: l10n.t('Discard…'), icon: 'trash' },
  };
}

/** What can be done with the take: the usual next steps in words, the rest as icons. */
export function actionsView({ actions, favourite }: TakeView, ordering: boolean, act: (action: TakeAction) => void): TemplateResult {
  const look = looks(favourite);
  const [wide, narrow] = [actions.filter((action) => look[action].wide), actions.filter((action) => !look[action].wide)];
  return html`<div class="actions" role="group" aria-label=${l10n.t('Take')}>
    <div class="next">${wide.map((action, index) => (action === 'generateAgain'
      ? orderButton({ label: ordering ? l10n.t('Starting…') : look[action].label, icon: look[action].icon, busy: ordering, run: () => act(action) })
      : textButton(look[action].label, () => act(action), { icon: look[action].icon, primary: index === 0 && action === 'continue' })))}</div>
    ${narrow.length === 0 ? nothing : html`<div class="more">${narrow.map((action) => iconButton({
      icon: look[action].icon, label: look[action].label, run: () => act(action), ...(action === 'keep' ? { pressed: favourite } : {}),
    }))}</div>`}
  </div>`;
}
