import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, withSettings } from '../support/product.ts';
import { apply, codeOf, openAt, problemsOf } from './documents.ts';

const has = (code: string) => (problems: readonly vscode.Diagnostic[]): boolean => problems.some((problem) => codeOf(problem) === code);

/** The code actions at the first problem of a kind, once it is there. */
async function actionsAt(text: string, code: string, language = 'hailuo'): Promise<{ document: vscode.TextDocument; actions: readonly vscode.CodeAction[] }> {
  const { document } = await openAt(text, language);
  const problem = (await problemsOf(document, has(code))).find((one) => codeOf(one) === code);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, problem?.range);
  return { document, actions };
}

async function refactored(marked: string, title: string | RegExp, language?: string): Promise<string> {
  const { document, selection } = await openAt(marked, language);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, selection, vscode.CodeActionKind.RefactorRewrite.value);
  const action = actions.find((one) => (typeof title === 'string' ? one.title === title : title.test(one.title)));
  assert.ok(action, `${String(title)} among ${actions.map((one) => one.title).join(', ')}`);
  return apply(action.edit, document);
}

describe('Problems in prompts', () => {
  before(async () => { await activated(); });
  afterEach(async () => { await vscode.commands.executeCommand('workbench.action.closeAllEditors'); });

  it('marks an unknown directive with a code and a link to its explanation', async () => {
    const { document } = await openAt('@promptOptimizer = off\n### A\n[Psuh in] A cat runs');
    const [problem] = await problemsOf(document, has('unknown-directive'));
    assert.equal(document.getText(problem!.range), 'Psuh in');
    assert.equal(problem!.severity, vscode.DiagnosticSeverity.Warning);
    assert.match(problem!.message, /Push in/u);
    const { code } = problem!;
    assert.ok(typeof code === 'object' && code.target.path.endsWith("problems.md"));
    const page = (await vscode.workspace.openTextDocument(code.target.with({ fragment: '' }))).lineAt(Number(code.target.fragment.slice(1)) - 1).text;
    assert.equal(page, '## `unknown-directive`');
  });

  it('follows the text as it is typed, and goes away with the document', async () => {
    const editor = await openAt('[Push in, Pull out] A cat runs and runs', 'markdown');
    await problemsOf(editor.document, has('opposite-moves'));
    assert.ok(await editor.edit((builder) => builder.replace(new vscode.Range(0, 8, 0, 18), '')));
    await problemsOf(editor.document, (problems) => problems.length === 0);
  });

  it('checks only the languages of the setting', async () => {
    const restore = await withSettings({ languages: ['hailuo'] });
    try {
      const markdown = await openAt('[Psuh in] A cat [Tilt up] climbs', 'markdown');
      const hailuo = await openAt('@promptOptimizer = off\n[Psuh in] A cat');
      await problemsOf(hailuo.document, has('unknown-directive'));
      assert.deepEqual(vscode.languages.getDiagnostics(markdown.document.uri), []);
      await withSettings({ languages: ['hailuo', 'markdown'] });
      await problemsOf(markdown.document, has('unknown-directive'));
      await withSettings({ languages: ['hailuo'] });
      await problemsOf(markdown.document, (problems) => problems.length === 0);
    } finally {
      await restore();
    }
  });

  it('leaves the brackets of everyone’s prose alone', async () => {
    const { document } = await openAt('- [Fixed] crash\n\n[static]: https://example.com/a\n\n[Psuh in] A cat runs [Tilt up] along the roof', 'markdown');
    const problems = await problemsOf(document, has('unknown-directive'));
    assert.deepEqual(problems.map(({ range }) => document.getText(range)), ['Psuh in']);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.deepEqual([...new Set(lenses.map(({ range }) => range.start.line))], [4]);
  });

  it('judges by the user’s settings, and again when they change', async () => {
    const { document } = await openAt('### A\n@resolution = 1080p\nA cat');
    await problemsOf(document, (problems) => problems.length === 0);
    const restore = await withSettings({ duration: 10 });
    try {
      await problemsOf(document, has('duration-at-1080p'));
    } finally {
      await restore();
    }
    await problemsOf(document, (problems) => problems.length === 0);
  });

  it('tells of a first frame that is missing', async () => {
    const { document } = await openAt('### A\n@firstFrame = ./not-there.png\nA cat');
    await problemsOf(document, has('first-frame-missing'));
  });

  it('mends a slip by its preferred fix', async () => {
    const { document, actions } = await actionsAt('@promptOptimizer = off\n[Psuh in] A cat', 'unknown-directive');
    const preferred = actions.find(({ isPreferred }) => isPreferred);
    assert.equal(preferred?.title, 'Change to “Push in”');
    assert.equal(await apply(preferred.edit, document), '@promptOptimizer = off\n[Push in] A cat');
    await problemsOf(document, (problems) => problems.length === 0);
  });

  it('mends a slip although the optimizer is on', async () => {
    const { document, actions } = await actionsAt('### A\n[Psuh in] A cat walks', 'unknown-directive');
    const preferred = actions.find(({ isPreferred }) => isPreferred);
    assert.equal(await apply(preferred?.edit, document), '### A\n[Push in] A cat walks');
  });

  it('works out what “fix all” does once it is looked at, and leaves alone what it does not mend', async () => {
    const { document } = await openAt('### A\n[Psuh in] A cat\n### B\n【Pan lfet】 A dog');
    const problem = (await problemsOf(document, has('unknown-directive'))).find((one) => codeOf(one) === 'unknown-directive');
    const ask = async (resolved: number): Promise<vscode.CodeAction | undefined> => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, problem?.range, 'quickfix', resolved);
      return actions.find(({ title }) => title === 'Fix all camera directives in this file');
    };
    const unresolved = await ask(0);
    assert.ok(unresolved);
    assert.equal(unresolved.edit, undefined);
    const edit = (await ask(100))?.edit;
    assert.deepEqual(edit?.get(document.uri).map(({ range, newText }) => [document.getText(range), newText]), [['Psuh in', 'Push in'], ['【Pan lfet】', '[Pan left]']]);
    assert.equal(await apply(edit, document), '### A\n[Push in] A cat\n### B\n[Pan left] A dog');
  });

  it('offers the real moves that an invented one comes near, and prose', async () => {
    const { actions } = await actionsAt('[Orbit] A cat [Push in] runs on and on', 'unknown-directive', 'plaintext');
    assert.deepEqual(actions.filter(({ kind }) => kind?.value === 'quickfix').map(({ title }) => title),
      ['Change to “Truck left, Pan right”', 'Change to “Truck right, Pan left”', 'Move “Orbit” out of the bracket']);
  });

  it('fixes all at once what leaves nothing to choose', async () => {
    const { document } = await openAt('@promptOptimizer = off\n@duratoin = 10\n【Push in】A cat [Pan lfet] runs [Orbit] to the river');
    await problemsOf(document, has('unknown-directive'));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [action] = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, whole, 'source.fixAll');
    assert.equal(action?.kind?.value, 'source.fixAll.hailuo');
    assert.equal(await apply(action.edit, document), '@promptOptimizer = off\n@duration = 10\n[Push in]A cat [Pan left] runs [Orbit] to the river');
  });

  it('rewrites what is right already', async () => {
    assert.equal(await refactored('[Push in] [P|an left] A cat', 'Combine into one bracket'), '[Push in, Pan left] A cat');
    assert.equal(await refactored('[Pu|sh in, Pan left] A cat', 'Split into separate brackets'), '[Push in] [Pan left] A cat');
    assert.equal(await refactored('A cat. The camera p|ans left, slowly.', /with the directive \[Pan left\]/u, 'plaintext'), 'A cat. [Pan left] slowly.');
    assert.equal(await refactored('### A\n[Push in] A c|at // [Shake]\n### B\n[Shake] B', 'Convert the directives of this shot to Chinese'), '### A\n[推进] A cat // [Shake]\n### B\n[Shake] B');
    assert.equal(await refactored('### A\n[推进] A c|at\n### B\n[晃动] B', 'Convert the directives of this file to English'), '### A\n[Push in] A cat\n### B\n[Shake] B');
  });
});
