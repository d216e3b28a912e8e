import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureCodeServer } from '../support/code-server.ts';
import { runAside } from '../support/outside.ts';

/** Installs a packaged extension the way `code --install-extension FILE` does. Rejects with what VS Code printed. */
export async function installPackage(vsix: string, extensionsDir: string, serverDataDir: string): Promise<void> {
  const { main } = await ensureCodeServer();
  const { out, words } = await runAside(process.execPath, [
    main, '--install-extension', vsix, '--force', '--accept-server-license-terms', '--extensions-dir', extensionsDir, '--server-data-dir', serverDataDir,
  ]);
  if (!out.includes('successfully installed')) throw new Error(`VS Code did not install ${vsix}:\n${out.toString()}\n${words}`);
}

interface Installed { readonly identifier: { readonly id: string }; readonly version: string; readonly location: { readonly path: string } }

/** Enters an unpacked extension into the list that VS Code keeps beside its extensions, which leaves the files where they stand. */
export async function installFolder(folder: string, extensionsDir: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { publisher: string; name: string; version: string };
  const id = `${publisher}.${name}`;
  const list = join(extensionsDir, 'extensions.json');
  const installed = JSON.parse(await readFile(list, 'utf8').catch(() => '[]')) as readonly Installed[];
  const entry = { identifier: { id }, version, location: { $mid: 1, path: folder, scheme: 'file' } };
  await writeFile(list, JSON.stringify([...installed.filter(({ identifier }) => identifier.id !== id), entry]));
}
