import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plain } from '../host/plain.ts';
import { settingsOf } from '../shots/document.ts';
import { maxPromptLength, nearLimit } from '../shots/shot.ts';
import { surplusOf } from '../shots/surplus.ts';
import type { Checks } from './checks.ts';
import { forPromptLanguages } from './promptLanguages.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

/** Shows behind each title how long its prompt is as it would be sent, once it comes near the limit: `1634 / 2000`. */
export function registerLengthHints(checks: Checks): vscode.Disposable {
  return forPromptLanguages((selector) => vscode.languages.registerInlayHintsProvider(selector, {
    onDidChangeInlayHints: checks.onDidChangeSettings,
    provideInlayHints: (document, visible, token) => {
      if (token.isCancellationRequested) return undefined;
      const read = shotsOf(document);
      const { gateway, languageFor } = checks.optionsOf(document);
      return read.shots.flatMap((shot) => {
        const anchor = shot.heading ?? shot.pieces[0];
        if (anchor === undefined || shot.prompt === '' || shot.kind === 'prose') return [];
        const end = document.positionAt(anchor.end);
        if (!visible.contains(end) && rangeOf(document, shot).intersection(visible) === undefined) return [];
        const length = maxPromptLength + surplusOf(shot.filled, languageFor(settingsOf(shot).gateway ?? gateway));
        if (length < maxPromptLength * nearLimit) return [];
        const hint = new vscode.InlayHint(end, plain(l10n.t('{0} / {1}', length, maxPromptLength)));
        hint.paddingLeft = true;
        hint.tooltip = plain(l10n.t('Characters in this prompt as sent; the limit is {0}.', maxPromptLength));
        return [hint];
      });
    },
  }));
}
