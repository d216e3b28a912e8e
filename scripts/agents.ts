import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestTools } from '../src/agents/manifest.ts';
import { directivesReference, fileReference } from './skill.ts';

/** Writes what package.json says of our tools for models, and the skill's reference files; run after a change of `src/agents`, the directives or the README's specification. */
const root = fileURLToPath(new URL('..', import.meta.url));
const file = join(root, 'package.json');
const manifest = JSON.parse(await readFile(file, 'utf8')) as { contributes: Record<string, unknown> };
manifest.contributes['languageModelTools'] = manifestTools();
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);

const references = join(root, 'media/skills/hailuo-director/references');
await writeFile(join(references, 'directives.md'), directivesReference());
await writeFile(join(references, 'hailuo-file.md'), fileReference(await readFile(join(root, 'README.md'), 'utf8')));
