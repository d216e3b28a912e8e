import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { root } from '../support/places.ts';

/** Who alone may call what acts on the words that it is given. */
const keepers: ReadonlyMap<string, string> = new Map(Object.entries({
  showErrorMessage: 'src/host/messages.ts', showWarningMessage: 'src/host/messages.ts', showInformationMessage: 'src/host/messages.ts',
  showQuickPick: 'src/host/pick.ts', createQuickPick: 'src/host/pick.ts', showInputBox: 'src/host/pick.ts',
  MarkdownString: 'src/host/markdown.ts', appendMarkdown: 'src/host/markdown.ts', appendText: 'src/host/markdown.ts', appendCodeblock: 'src/host/markdown.ts',
  setStatusBarMessage: 'nobody',
}));
/** What shows words: the place of the argument that it shows. */
const shows: ReadonlyMap<string, number> = new Map(Object.entries({ TreeItem: 0, Diagnostic: 1, DocumentSymbol: 0, InlayHint: 1, CodeAction: 0, createWebviewPanel: 1 }));
/** Properties of VS Code's own things that are shown. */
const shown = new Set(['label', 'description', 'detail', 'tooltip', 'text', 'message', 'prompt', 'title', 'placeholder', 'validationMessage']);
/** What makes words harmless. */
const safe = new Set(['plain', 'plainLines', 'markdownString']);

/** What of a source shows words that may be somebody else's without making them harmless. */
function bypassesOf(path: string, text: string): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const usesVscode = text.includes('from \'vscode\'');
  const refuse = (node: ts.Node): void => { found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText().slice(0, 100)}`); };

  const isSafe = (node: ts.Expression | undefined): boolean => {
    if (node === undefined || ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || node.getText() === 'undefined') return true;
    if (ts.isParenthesizedExpression(node)) return isSafe(node.expression);
    if (ts.isConditionalExpression(node)) return isSafe(node.whenTrue) && isSafe(node.whenFalse);
    if (ts.isTemplateExpression(node)) {
      return node.templateSpans.every((span, at) => {
        const before = at === 0 ? node.head.text : node.templateSpans[at - 1]!.literal.text;
        return isSafe(span.expression) || (before.endsWith('$(') && span.literal.text.startsWith(')'));
      });
    }
    if (ts.isIdentifier(node)) return constants.has(node.text);
    if (!ts.isCallExpression(node)) return false;
    const name = node.expression.getText();
    return safe.has(name) || (name === 'l10n.t' && node.arguments.length === 1 && ts.isStringLiteral(node.arguments[0]!)) || makers.has(name);
  };
  const constants = new Set<string>();
  const makers = new Set<string>();
  const learn = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const && node.initializer && isSafe(node.initializer)) constants.add(node.name.text);
    if (ts.isFunctionDeclaration(node) && node.name && returnsOf(node).length > 0 && returnsOf(node).every((one) => isSafe(one.expression))) makers.add(node.name.text);
    ts.forEachChild(node, learn);
  };
  learn(source);
  const objectIsSafe = (object: ts.Expression | undefined): boolean => object === undefined || !ts.isObjectLiteralExpression(object) || object.properties.every((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return !shown.has(property.name.text) || constants.has(property.name.text);
    return !ts.isPropertyAssignment(property) || !shown.has(property.name.getText()) || isSafe(property.initializer);
  });

  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node))) {
      const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
      const keeper = keepers.get(name);
      const at = shows.get(name);
      if (keeper !== undefined && keeper !== path) refuse(node);
      if (/^show(?:Error|Warning|Information)Message$/u.test(name) && keeper === path && !isSafe(node.arguments?.[0]) && !isPassedOn(node)) refuse(node);
      if (at !== undefined && ts.isPropertyAccessExpression(node.expression) && !isSafe(node.arguments?.[at])) refuse(node);
      if (name === 'CodeLens' && !objectIsSafe(node.arguments?.[1])) refuse(node);
      if (name === 'withProgress' && !objectIsSafe(node.arguments?.[0])) refuse(node);
    }
    if (usesVscode && ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left)) {
      const name = node.left.name.text;
      if (shown.has(name) && !isSafe(node.right)) refuse(node);
      if (name === 'accessibilityInformation' && !objectIsSafe(node.right)) refuse(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function returnsOf(node: ts.FunctionDeclaration): ts.ReturnStatement[] {
  const found: ts.ReturnStatement[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isReturnStatement(inner)) found.push(inner);
    if (!ts.isFunctionLike(inner)) ts.forEachChild(inner, visit);
  };
  if (node.body) visit(node.body);
  return found;
}

/** `showWith((text, …) => vscode.window.showErrorMessage(text, …), …)`: `showWith` makes the words harmless before it passes them on. */
function isPassedOn(node: ts.CallExpression | ts.NewExpression): boolean {
  const arrow = node.parent;
  return ts.isArrowFunction(arrow) && ts.isCallExpression(arrow.parent) && arrow.parent.expression.getText() === 'showWith' && node.arguments?.[0]?.getText() === arrow.parameters[0]?.name.getText();
}

const sources = globSync('src/**/*.ts', { cwd: root }).map((path) => path.replaceAll('\\', '/')).filter((path) => !path.startsWith('src/webview/'));

test('no message, picker, tooltip, hover, tree row, lens, problem or tab of the product shows words that were not made harmless', () => {
  assert.ok(sources.length > 100);
  assert.deepEqual(sources.flatMap((path) => bypassesOf(path, readFileSync(join(root, path), 'utf8'))), []);
});

test('what is shown is there to be judged', () => {
  const all = sources.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  for (const name of ['showErrorMessage', 'showQuickPick', 'MarkdownString', 'TreeItem', 'CodeLens', 'Diagnostic', 'tooltip =', 'validationMessage =']) {
    assert.ok(all.includes(name), name);
  }
});

test('a way around is refused', () => {
  const refused = [
    'void vscode.window.showErrorMessage(task.failure.message);', 'const { window } = vscode; window.showInformationMessage(`Done: ${title}`, {});',
    'vscode.window.showQuickPick([{ label: title }]);', 'new vscode.MarkdownString(prompt);', 'text.appendMarkdown(prompt);', 'text.appendText(prompt);',
    'new vscode.TreeItem(task.prompt, 0);', 'item.tooltip = task.prompt;', 'item.text = `$(sync) ${task.prompt}`;', 'item.description = l10n.t("{0}", word);',
    'new vscode.CodeLens(range, { title: word, command });', 'new vscode.Diagnostic(range, problem.message);', 'box.validationMessage = failureWords(failure);',
    'vscode.window.withProgress({ location: 1, title: word }, work);', 'item.accessibilityInformation = { label: word };', 'vscode.window.setStatusBarMessage("x");',
  ];
  for (const line of refused) {
    assert.equal(bypassesOf('src/views/x.ts', `import * as vscode from 'vscode';\n${line}\n`).length, 1, line);
  }
  assert.equal(bypassesOf('src/host/messages.ts', "import * as vscode from 'vscode';\nvoid vscode.window.showErrorMessage(message);\n").length, 1);
});

test('words that were made harmless, and our own, pass', () => {
  const passing = [
    'item.text = `$(sync) ${plain(task.prompt)}`;', "item.tooltip = isIt ? l10n.t('One.') : undefined;", 'const tooltip = plain(word); item.tooltip = tooltip;',
    'function words() { return markdownString([]); } item.tooltip = words();', 'new vscode.CodeLens(range, { title: `$(${icon}) ${plain(title)}` });',
  ];
  for (const line of passing) {
    assert.deepEqual(bypassesOf('src/views/x.ts', `import * as vscode from 'vscode';\n${line}\n`), [], line);
  }
});
