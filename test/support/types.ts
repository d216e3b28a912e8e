import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { start } from './outside.ts';
import { cache, root } from './places.ts';

/**
 * Checks every TypeScript project: the pure folders and the browser code have their own, which see fewer types.
 * `--changed` keeps what the compiler learned and reads again only what changed since.
 */
const changedOnly = process.argv.includes('--changed');
const projects = globSync(['tsconfig.json', '{src,test}/**/tsconfig.json'], { cwd: root }).sort();

async function check(project: string): Promise<void> {
  const kept = join(cache, 'types', `${project.replaceAll(/[\\/]/g, '+')}.tsbuildinfo`);
  const { child, ended } = start(process.execPath, [
    join(root, 'node_modules/typescript7/bin/tsc'), '--noEmit', '-p', project, ...(process.stdout.isTTY ? ['--pretty'] : []),
    ...(changedOnly ? ['--incremental', '--tsBuildInfoFile', kept] : []),
  ], { cwd: root, seconds: 600 });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => { said += text; });
  const status = await ended;
  console.log(`${said}${status === 0 ? '✔' : '✖'} ${project}`);
  if (status !== 0) process.exitCode = 1;
}

const waiting = [...projects];
await Promise.all(Array.from({ length: availableParallelism() }, async () => {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) await check(project);
}));
