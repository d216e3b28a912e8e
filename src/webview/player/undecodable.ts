import * as l10n from '@vscode/l10n';

/** Why a video that loaded does not play on, one localized sentence. What the browser says of it (`MediaError.message`) is for its makers. */
export function undecodable(): string {
  return l10n.t('VS Code can’t decode this video: it’s damaged or of an unusual kind. Open it in another program, or generate it again.');
}
