import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parsedUri } from '../host/parsedUri.ts';
import { settingLinesOf } from '../shots/document.ts';
import { isNoFrame } from '../shots/settingValue.ts';
import type { FirstFrameAccess } from './firstFrames.ts';
import { forPromptLanguages } from './promptLanguages.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

/** Makes the path or URL of a first frame a link that opens the image. */
export function registerFrameLinks({ locate }: FirstFrameAccess): vscode.Disposable {
  return forPromptLanguages((selector) => vscode.languages.registerDocumentLinkProvider(selector, {
    provideDocumentLinks: (document, token) => {
      if (token.isCancellationRequested) return undefined;
      return settingLinesOf(shotsOf(document)).flatMap(({ setting, value }) => {
        if (setting !== 'firstFrame' || value === undefined || value.text === '' || isNoFrame(value.text)) return [];
        const located = locate(value.text, document.uri);
        const target = /^https?:/i.test(located) ? parsedUri(located) : vscode.Uri.file(located);
        if (target === undefined) return [];
        const link = new vscode.DocumentLink(rangeOf(document, value), target);
        link.tooltip = l10n.t('Open the first frame');
        return [link];
      });
    },
  }));
}
