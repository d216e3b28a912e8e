import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A home for a workbench whose display language is another one, for `openWorkbench({ home })`; the caller removes it.
 * The language pack in it holds no words: VS Code's own stay English, extensions are asked for theirs in `language`.
 */
export async function homeSpeaking(language: 'zh-cn'): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'hailuo-e2e-'));
  const user = join(home, 'data/data');
  const words = join(user, `${language}.json`);
  await mkdir(join(user, 'User'), { recursive: true });
  await writeFile(join(user, 'User/argv.json'), JSON.stringify({ locale: language }));
  await writeFile(words, JSON.stringify({ version: '1.0.0', contents: {} }));
  await writeFile(join(user, 'languagepacks.json'), JSON.stringify({
    [language]: { hash: 'empty', label: language, extensions: [{ extensionIdentifier: { id: `hailuo-director-tests.${language}` }, version: '1.0.0' }], translations: { vscode: words } },
  }));
  return home;
}
