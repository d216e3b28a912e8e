import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import * as z from 'zod/mini';
import { planCamera } from '../../src/directives/camera.ts';
import { applyEdits } from '../../src/directives/textEdit.ts';
import { translatePrompt } from '../../src/directives/translate.ts';
import { gatewayIds } from '../../src/gateways/gateway.ts';
import { directiveLanguageOf } from '../../src/gateways/limits.ts';
import { createChecker } from '../../src/shots/checker.ts';
import type { CheckOptions } from '../../src/shots/checkOptions.ts';
import { bracketsIn, settingsOf } from '../../src/shots/document.ts';
import { documentKind, readDocument } from '../../src/shots/readDocument.ts';
import { fixAll } from '../../src/shots/fixAll.ts';
import { fixesFor } from '../../src/shots/fixDocument.ts';
import { defaultSettings } from '../../src/shots/shot.ts';
import { root } from '../support/places.ts';

/** See test/corpus/README.md. */
const rowSchema = z.strictObject({
  text: z.string(), as: z._default(z.enum(['hailuo', 'markdown', 'plaintext']), 'hailuo'), why: z.string(),
  shots: z.optional(z.array(z.string())), settings: z.optional(z.record(z.string(), z.unknown())),
  directives: z._default(z.string(), ''), problems: z._default(z.array(z.string()), []), offers: z.optional(z.array(z.nullable(z.string()))),
  fixed: z.optional(z.string()), camera: z.optional(z.string()), sent: z._default(z.strictObject({ toapis: z.optional(z.string()), apimart: z.optional(z.string()) }), {}), open: z.optional(z.string()),
});
type Row = z.infer<typeof rowSchema>;

const files = globSync('test/corpus/*.jsonl', { cwd: root }).sort().map((path) => ({
  name: basename(path, '.jsonl'),
  rows: readFileSync(join(root, path), 'utf8').split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = rowSchema.safeParse(JSON.parse(line));
    assert.ok(read.success, `${path}:${index + 1} ${read.error?.message ?? ''}`);
    return [{ line: index + 1, row: read.data }];
  }),
}));

const options: CheckOptions = {
  settings: { ...defaultSettings, promptOptimizer: false }, gateway: 'toapis', gateways: gatewayIds,
  languageFor: (gateway) => (gateway === 'apimart' ? 'zh' : 'en'),
};

function fixedAll(text: string, kind: ReturnType<typeof documentKind>): string {
  const steps = fixAll(text, kind, options);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return applyEdits(text, step.value);
}

/** Everything that a reader says of the row's text, in the row's own form. */
function reading({ text, as, camera, offers }: Row) {
  const kind = documentKind(as);
  const document = readDocument(text, kind);
  const [first] = document.shots;
  const checker = createChecker(kind);
  const problems = checker.check(text, options);
  const named = (moves: readonly string[]) => (moves.length === 0 ? 'hold' : moves.join('+'));
  const seconds = 10;
  const segments = first === undefined ? [] : planCamera(first.prompt, seconds).segments;
  return {
    shots: document.shots.map(({ prompt }) => prompt),
    directives: document.shots.flatMap((shot) => bracketsIn(shot)).map(({ words }) => words.flatMap(({ directive }) => directive ?? []))
      .filter((moves) => moves.length > 0).map(named).join(' | '),
    problems: problems.map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`),
    offers: offers && problems.map((problem) => {
      const [fix] = fixesFor(text, problem, checker, options);
      return fix === undefined ? null : applyEdits(text, fix.edits);
    }),
    fixed: fixedAll(text, kind),
    camera: camera && segments.map(({ moves, startSeconds, endSeconds }) => ({ moves: named(moves), share: (endSeconds - startSeconds) / seconds * 100 })),
    settings: first === undefined ? {} : settingsOf(first),
    sent: Object.fromEntries((['toapis', 'apimart'] as const).map((gateway) => {
      const language = directiveLanguageOf(gateway, 'auto');
      return [gateway, first === undefined ? undefined : language === undefined ? first.prompt : translatePrompt(first.prompt, language)];
    })),
  };
}

function check(row: Row): void {
  const found = reading(row);
  const shots = row.shots ?? [row.text];
  assert.deepEqual(found.shots, shots, 'shots');
  assert.equal(found.directives, row.directives, 'directives');
  assert.deepEqual(found.problems, row.problems, 'problems');
  if (row.settings !== undefined) assert.deepEqual(found.settings, row.settings, 'settings');
  if (row.offers !== undefined) assert.deepEqual(found.offers, row.offers, 'offers');
  assert.equal(found.fixed, row.fixed ?? row.text, 'fixed');
  if (shots.length > 0) {
    for (const gateway of ['toapis', 'apimart'] as const) assert.equal(found.sent[gateway], row.sent[gateway] ?? shots[0], `sent to ${gateway}`);
  }
  if (row.camera === undefined || typeof found.camera !== 'object') return;
  const wanted = row.camera.split('|').map((part) => part.trim().split(/\s+/));
  assert.deepEqual(found.camera.map(({ moves }) => moves), wanted.map(([moves]) => moves), 'camera');
  for (const [index, [moves, share]] of wanted.entries()) {
    const is = found.camera[index]?.share ?? Number.NaN;
    if (share !== undefined) assert.ok(Math.abs(is - Number(share)) <= 10, `${String(moves)} has ${is.toFixed(0)} % of the clip, not ${share}`);
  }
}

for (const { name, rows } of files) {
  describe(`the corpus, ${name}`, () => {
    for (const { line, row } of rows) {
      it(`line ${line}, ${row.why}: ${row.text.slice(0, 60).replaceAll('\n', '⏎')}`, { todo: row.open ?? false }, () => check(row));
    }
  });
}
