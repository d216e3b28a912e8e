import * as l10n from '@vscode/l10n';
import type { Shell } from '../gateways/remote/curl.ts';
import type { Choice } from './pick.ts';
import { pick } from './pick.ts';

/** Whose words a command line is to be in: asked on Windows, where three are at hand. Undefined when cancelled. */
export async function chooseShell(): Promise<Shell | undefined> {
  if (process.platform !== 'win32') {
    return 'posix';
  }
  const items: readonly (Choice & { readonly shell: Shell })[] = [
    { label: 'PowerShell', shell: 'powershell' }, { label: l10n.t('Command Prompt (cmd)'), shell: 'cmd' }, { label: 'Git Bash, WSL', shell: 'posix' },
  ];
  return (await pick(items, { placeHolder: l10n.t('Which shell is the command for?') }))?.shell;
}
