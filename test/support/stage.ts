import { globSync } from 'node:fs';
import { root } from './places.ts';
import { runStage } from './runStage.ts';
import { stages } from './stages.ts';

/** `node test/support/stage.ts unit|quick|vscode|e2e [file…] [--option…]`: a stage of the test command, or some files as it runs them; options go to the files. */
const [name = '', ...rest] = process.argv.slice(2);
const stage = stages[name];
if (!stage) throw new Error(`Name a stage: ${Object.keys(stages).join(', ')}.`);

const { first = [], ...how } = stage;
const named = rest.filter((word) => !word.startsWith('--'));
const found = globSync([...(named.length > 0 ? named : stage.files)], { cwd: root, exclude: [...(stage.exclude ?? [])] }).map((file) => file.replaceAll('\\', '/')).sort();
const files = [...first.filter((file) => found.includes(file)), ...found.filter((file) => !first.includes(file))];
if (files.length === 0) throw new Error(`No test file is named ${named.join(', ')}.`);

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { stop.abort(`${signal} came`); });
process.exitCode = await runStage({ ...how, files, args: rest.filter((word) => word.startsWith('--')), print: console.log, signal: stop.signal }) ? 0 : 1;
