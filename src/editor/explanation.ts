import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { differenceOf, neighbourOf } from '../directives/explain.ts';
import { behaviourOf, directiveOf } from '../directives/vocabulary.ts';
import type { DirectiveId } from '../directives/vocabulary.ts';

/** Both spellings, what the camera does, how it differs from its neighbour, and a small looping picture of it. */
export function explain(id: DirectiveId, extensionUri: vscode.Uri): vscode.MarkdownString {
  const { en, zh } = directiveOf(id);
  const neighbour = directiveOf(neighbourOf(id));
  const picture = vscode.Uri.joinPath(extensionUri, 'media/directives', `${id}.svg`);
  return new vscode.MarkdownString([
    `**[${en}]** · **[${zh}]**`,
    `![${en}](${picture.toString()}|width=240,height=135)`,
    l10n.t('The camera {0}.', behaviourOf(id)),
    `${differenceOf(id)} (${neighbour.en} · ${neighbour.zh})`,
  ].join('\n\n'));
}
