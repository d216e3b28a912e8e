import { getL10nJson } from '@vscode/l10n-dev';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { cache, root } from './places.ts';

const keptSchema = z.object({ tool: z.string(), files: z.record(z.string(), z.object({ sha256: z.string(), sentences: z.record(z.string(), z.string()) })) });
type Kept = z.infer<typeof keptSchema>;
const file = join(cache, 'l10n', 'sentences.json');

/**
 * The sentences of these sources (paths within the checkout) that are shown in the person's language, by the keys of their
 * translations. Reading the grammar of all takes longer than any other test of words, so what a source holds is kept under its hash and read again when it changed.
 */
export async function sentencesIn(paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { version: tool } = JSON.parse(readFileSync(join(root, 'node_modules/@vscode/l10n-dev/package.json'), 'utf8')) as { version: string };
  const before = kept();
  const files: Kept['files'] = {};
  for (const path of paths) {
    const contents = readFileSync(join(root, path), 'utf8');
    // What never names the package shows no sentence; its grammar need not be read.
    if (!contents.includes('l10n')) continue;
    const sha256 = createHash('sha256').update(contents).digest('hex');
    const known = before?.tool === tool && before.files[path]?.sha256 === sha256 ? before.files[path] : undefined;
    files[path] = known ?? { sha256, sentences: await readSentences(contents) };
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${String(process.pid)}`, JSON.stringify({ tool, files } satisfies Kept));
  renameSync(`${file}.${String(process.pid)}`, file);
  return Object.assign({}, ...Object.values(files).map(({ sentences }) => sentences)) as Record<string, string>;
}

async function readSentences(contents: string): Promise<Record<string, string>> {
  const found = await getL10nJson([{ extension: '.ts', contents }]);
  return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, typeof value === 'string' ? value : value.message]));
}

function kept(): Kept | undefined {
  try {
    return keptSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
