import { globSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { root } from './places.ts';
import { runStage } from './runStage.ts';
import { stages } from './stages.ts';

/** `node test/support/stage.ts unit|quick|inside|vscode|e2e|all [file…] [--option…]`: a stage of the test command, or some files as it runs them; options go to the files. */
const [name = '', ...rest] = process.argv.slice(2);
const stage = stages[name];
if (!stage) throw new Error(`Name a stage: ${Object.keys(stages).join(', ')}.`);

const { first = [], together: shared, wide: broad, ...how } = stage;
const named = rest.filter((word) => !word.startsWith('--'));
const found = globSync([...(named.length > 0 ? named : stage.files)], { cwd: root, exclude: [...(stage.exclude ?? [])] }).map((file) => file.replaceAll('\\', '/')).sort();
const together = shared === undefined ? [] : found.filter((file) => matchesGlob(file, shared));
const wide = broad === undefined ? [] : found.filter((file) => matchesGlob(file, broad));
const turn = (file: string): number => (wide.includes(file) ? first.length + 1 : 0) + (first.includes(file) ? first.indexOf(file) : first.length);
const files = found.filter((file) => !together.includes(file)).sort((a, b) => turn(a) - turn(b));
if (found.length === 0) throw new Error(`No test file is named ${named.join(', ')}.`);

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { stop.abort(`${signal} came`); });
process.exitCode = await runStage({ ...how, files, together, wide, args: rest.filter((word) => word.startsWith('--')), print: console.log, signal: stop.signal }) ? 0 : 1;
