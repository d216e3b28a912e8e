import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FirstFrameAccess } from './firstFrames.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

/** Makes the path or URL of a first frame a link that opens the image. */
export function registerFrameLinks({ locate }: FirstFrameAccess): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider({ language: 'hailuo' }, {
    provideDocumentLinks: (document) => {
      const { defaults, shots } = shotsOf(document);
      return [...new Set([...defaults, ...shots.flatMap((shot) => shot.settings)])].flatMap(({ setting, value }) => {
        if (setting !== 'firstFrame' || value === undefined || value.text === '') return [];
        const located = locate(value.text, document.uri);
        const link = new vscode.DocumentLink(rangeOf(document, value), /^https?:/i.test(located) ? vscode.Uri.parse(located) : vscode.Uri.file(located));
        link.tooltip = l10n.t('Open the first frame');
        return [link];
      });
    },
  });
}
