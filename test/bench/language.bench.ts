import { checkPrompt } from '../../src/directives/check.ts';
import { parsePrompt } from '../../src/directives/parse.ts';
import { suggest } from '../../src/directives/suggest.ts';
import { createChecker } from '../../src/shots/checker.ts';
import type { CheckOptions } from '../../src/shots/checkOptions.ts';
import type * as fixing from '../../src/shots/fixAll.ts';
import type * as reading from '../../src/shots/reader.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import { EditorText } from './editorText.ts';
import { moduleAt, moduleIn } from './moved.ts';
import { percentile, report } from './report.ts';

const { fixAll } = await moduleAt<typeof fixing>('shots/fixAll.ts', 'shots/fixDocument.ts');
const readers = await moduleIn<typeof reading>('shots/reader.ts');

const options: CheckOptions = {
  settings: defaultSettings, gateway: 'toapis', gateways: ['animatic', 'apimart', 'toapis'], languageFor: (gateway) => (gateway === 'apimart' ? 'zh' : 'en'),
};
const sentences = [
  '[Push in, Pan left] A red kite rises over a fishing harbour at dusk, lanterns waking along the quay. ',
  '[Psuh in] The lighthouse turns its beam across the water [Pull out, Push in] and finds a boat. ',
  '[推进，上升] 清晨的江南水乡，薄雾浮在河面上。[Orbit] It drifts past the stone bridge, [1] unhurried. ',
];

/** A prompt of so many characters with good, wrong and foreign directives throughout. */
function promptOf(characters: number): string {
  let prompt = '';
  for (let index = 0; prompt.length < characters; index++) prompt += sentences[index % sentences.length] ?? '';
  return prompt.slice(0, characters);
}

/** A file of so many shots of 2 kB, no two the same. */
function fileOf(shots: number): string {
  return Array.from({ length: shots }, (_, index) => `### Shot ${index}\n@duration = 10\n// take ${index}\n${promptOf(1900)} ${index}\n\n`).join('');
}

/** Milliseconds of each run, after the engine has warmed up. */
function timed(runs: number, work: (run: number) => unknown): readonly number[] {
  for (let run = 0; run < Math.min(runs, 50); run++) work(run);
  return Array.from({ length: runs }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  });
}

function show(what: string, samples: readonly number[], atMost?: number): void {
  report({ what: `${what}, p99`, value: percentile(samples, 0.99), unit: 'ms', ...(atMost !== undefined && { atMost }), note: `p50 ${percentile(samples, 0.5).toFixed(3)} ms of ${samples.length}` });
}

const prompt = promptOf(2000);
const large = fileOf(200);
const places = Array.from({ length: 400 }, (_, index) => Math.floor((index * prompt.length) / 400));

show('completion in a 2,000-character prompt', timed(400, (run) => {
  const place = places[run % places.length] ?? 0;
  return suggest(`${prompt.slice(0, place)} [pu] ${prompt.slice(place)}`, place + 4);
}), 5);
const middle = large.indexOf('[Push in', large.length / 2) + 5;
show('completion in the middle of a 200-shot file of 400 kB', timed(400, (run) => suggest(large, middle + (run % 3))), 5);
show('hover in a 2,000-character line', timed(400, (run) => parsePrompt(prompt).find(({ start, end }) => start <= (places[run] ?? 0) && (places[run] ?? 0) < end)));
show('full check of a 2,000-character prompt', timed(400, () => checkPrompt(prompt, { seconds: 10 })));
show(`full check of a 200-shot file of ${Math.round(large.length / 1000)} kB`, timed(20, () => createChecker('hailuo').check(large, options)));

const entry = '* Fix panning of the timeline when zooming in on the left side ([#123](https://example.org/issues/123)), see [docs][guide] and `a[0]`\n';
const markdown = Array.from({ length: 5700 }, (_, index) => (index % 40 === 0 ? `\n## Version ${index}\n\n` : '') + entry).join('').slice(0, 740_000);
show('full check of a Markdown file of 740 kB', timed(20, () => createChecker('prose').check(markdown, options)));

/** What we do with a key in a file of VS Code, the problems as they are then: the wall of each key, and the processor time of one on average, milliseconds. */
function keys(count: number): { readonly walls: readonly number[]; readonly processor: number } {
  const text = new EditorText(large);
  const [checker, reader] = [createChecker('hailuo'), readers?.createReader('hailuo')];
  checker.check(text.whole(), options, reader?.read(text.whole()));
  const key = (run: number): void => {
    const at = Math.floor((((run * 37) % 200) + 0.5) * (large.length / 200));
    text.type(at, String.fromCharCode(97 + (run % 26)));
    // What reads parts of a text is told where it was edited; what does not has it put together, as an editor does when it is asked for it.
    if (reader && 'readEdited' in reader) checker.checkRead(text, options, reader.readEdited(text, { start: at, oldEnd: at, newEnd: at + 1 }));
    else checker.check(text.whole(), options);
  };
  for (let run = 0; run < 300; run++) key(run);
  const used = process.cpuUsage();
  const walls = Array.from({ length: count }, (_, run) => {
    const from = performance.now();
    key(run);
    return performance.now() - from;
  });
  const { user, system } = process.cpuUsage(used);
  return { walls, processor: (user + system) / 1000 / count };
}

const { walls, processor } = keys(2000);
show('one keystroke in that file, re-check', walls, 20);
report({ what: 'one keystroke in that file, re-check, processor time of all threads', value: processor, unit: 'ms', note: `mean of ${walls.length}` });

/** The longest that the extension host is kept busy between two chances to do something else, and the whole. */
function fixedAll(text: string): { readonly whole: number; readonly longest: number } {
  const start = performance.now();
  const steps = fixAll(text, 'hailuo', options);
  for (let longest = 0; ;) {
    const from = performance.now();
    const { done } = steps.next();
    longest = Math.max(longest, performance.now() - from);
    if (done === true) return { whole: performance.now() - start, longest };
  }
}

const dirty = (shots: number) => fileOf(shots).replaceAll('[Push in', '[Psuh in').replaceAll('[推进', '【推进');
fixedAll(dirty(5));
for (const shots of [20, 200]) {
  const text = dirty(shots);
  const { whole, longest } = fixedAll(text);
  report({ what: `fix all in ${shots} dirty shots of ${Math.round(text.length / 1000)} kB`, value: whole, unit: 'ms', note: `${longest.toFixed(1)} ms at most at a time` });
}
const slips = (shots: number) => Array.from({ length: shots }, (_, index) => `### Shot ${index}\n[Psuh in] A red kite rises over harbour ${index} at dusk.\n\n`).join('');
report({ what: 'fix all in 200 shots with one slip each', value: fixedAll(slips(200)).whole, unit: 'ms', atMost: 200 });
/** The least processor time of all threads, milliseconds: what else the machine does is in no wall of this. */
function leastProcessor(text: string): number {
  return Math.min(...Array.from({ length: 5 }, () => {
    const used = process.cpuUsage();
    fixedAll(text);
    const { user, system } = process.cpuUsage(used);
    return (user + system) / 1000;
  }));
}
for (const shots of [400, 800]) {
  const longer = leastProcessor(slips(2 * shots)) / leastProcessor(slips(shots));
  report({ what: `processor time to fix all in ${2 * shots} shots beside ${shots}`, value: longer, unit: '×', atMost: 2.6, note: 'linear is 2' });
}

const fileOfHalf = fileOf(100);
const half = Math.min(...timed(20, () => createChecker('hailuo').check(fileOfHalf, options)));
const whole = Math.min(...timed(20, () => createChecker('hailuo').check(large, options)));
report({ what: 'time for 200 shots beside 100', value: whole / half, unit: '×', atMost: 2.6, note: 'linear is 2' });
// Another text each time: the last few are remembered.
const hostile = (times: number) => timed(10, (run) => parsePrompt(`${String(run)}${'[Push in, '.repeat(20_000 * times)}`));
const doubled = Math.min(...hostile(2)) / Math.min(...hostile(1));
report({ what: 'time for 400 kB of unclosed brackets beside 200 kB', value: doubled, unit: '×', atMost: 2.6, note: 'linear is 2' });
