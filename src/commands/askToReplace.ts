import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import { ask } from '../host/messages.ts';

/** Asks before a file that is there is written over, where no dialog has asked. `file`: absolute path. */
export function askToReplace(file: string): Promise<boolean> {
  return ask({ question: l10n.t('“{0}” already exists. Replace it?', path.basename(file)), detail: l10n.t('Its contents will be lost.'), yes: l10n.t('Replace') });
}
