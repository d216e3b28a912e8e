import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { differenceOf, neighbourOf } from '../directives/explain.ts';
import { sideWords } from '../directives/sideWords.ts';
import { behaviourOf, directiveOf } from '../directives/vocabulary.ts';
import type { DirectiveId } from '../directives/vocabulary.ts';
import type { Side } from '../directives/way.ts';
import { markdown, markdownString, picture } from '../host/markdown.ts';

/**
 * Both spellings, what the camera does, how it differs from its neighbour, and a small looping picture of it.
 * @param side which way round the prompt was read; said where it is not the documented one
 */
export function explain(id: DirectiveId, extensionUri: vscode.Uri, side: Side = 'before'): vscode.MarkdownString {
  const { en, zh } = directiveOf(id);
  const neighbour = directiveOf(neighbourOf(id));
  return markdownString([
    markdown`**[${en}]** · **[${zh}]**`,
    picture(en, vscode.Uri.joinPath(extensionUri, 'media/directives', `${id}.svg`), 'width=240,height=135'),
    markdown`${l10n.t('The camera {0}.', behaviourOf(id))}`,
    markdown`${differenceOf(id)} (${neighbour.en} · ${neighbour.zh})`,
    ...(side === 'behind' ? [markdown`${sideWords(side)}`] : []),
  ]);
}
