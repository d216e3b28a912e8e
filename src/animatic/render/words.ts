import * as l10n from '@vscode/l10n';

/** What an animatic says of itself; the stage and the rendered clip say the same. */
export function noticeFor(firstFrame: string | undefined): string {
  return firstFrame !== undefined && isRemote(firstFrame)
    ? l10n.t('Camera preview, not the picture; first frame not loaded')
    : l10n.t('Camera preview, not the picture');
}

/** What stands on the placeholder of a first frame that is not loaded. */
export function placeholderLabel(): string {
  return l10n.t('First frame: read by the gateway, not shown here');
}

/** A first frame that would have to be fetched. */
export function isRemote(firstFrame: string): boolean {
  return /^https?:/i.test(firstFrame);
}
