import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.ts';

/** Checks every TypeScript project: the pure folders and the browser code have their own, which see fewer types. */
const projects = globSync(['tsconfig.json', '{src,test}/**/tsconfig.json'], { cwd: root }).sort();
for (const project of projects) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', project], { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? '✔' : '✖'} ${project}`);
  if (status !== 0) process.exitCode = 1;
}
