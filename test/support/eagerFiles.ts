import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A built module and all that it imports before it runs: absolute paths, the module itself first. */
export async function eagerFiles(file: string, seen = new Set<string>()): Promise<readonly string[]> {
  if (seen.has(file)) return [...seen];
  seen.add(file);
  for (const statement of ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest).statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const { moduleSpecifier } = statement;
    if (moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text.startsWith('.')) {
      await eagerFiles(join(dirname(file), moduleSpecifier.text), seen);
    }
  }
  return [...seen];
}
