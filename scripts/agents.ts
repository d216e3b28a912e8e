import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestTools } from '../src/agents/manifest.ts';

/** Writes what package.json says of our tools for models; run after a change of `src/agents`. */
const root = fileURLToPath(new URL('..', import.meta.url));
const file = join(root, 'package.json');
const manifest = JSON.parse(await readFile(file, 'utf8')) as { contributes: Record<string, unknown> };
manifest.contributes['languageModelTools'] = manifestTools();
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
