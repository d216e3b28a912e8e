import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Severity } from '../directives/problem.ts';
import { plain } from '../host/plain.ts';
import type { Checks } from './checks.ts';
import { chosenTakesIn } from './chosenTakes.ts';
import { firstFramesIn } from './firstFrames.ts';
import { isPromptDocument } from './promptLanguages.ts';
import { loadProblemLinks } from './problemLinks.ts';
import { isTooLong, rangeOf } from './shotDocument.ts';
import { hintsOnce } from '../shots/hintsOnce.ts';
import type { ProblemCode } from '../shots/problems.ts';
import { documentKind, longestText } from '../shots/readDocument.ts';

/** Time without a keystroke after which a document is checked, milliseconds. */
const rest = 200;

/** The name under which VS Code shows where a problem comes from. */
export const diagnosticSource = 'hailuo';

/** Shows what is wrong in open documents, shortly after each change. */
export function registerDiagnostics(checks: Checks, extensionUri: vscode.Uri): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  const waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  const linkOf = loadProblemLinks(extensionUri);

  const publish = (document: vscode.TextDocument): void => {
    if (document.isClosed || !isPromptDocument(document)) {
      collection.delete(document.uri);
      return;
    }
    if (isTooLong(document)) {
      const message = l10n.t('This text is over {0} characters, so its shots aren’t read. Split it into several files.', longestText(documentKind(document.languageId)));
      const diagnostic = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), plain(message), vscode.DiagnosticSeverity.Information);
      diagnostic.source = diagnosticSource;
      collection.set(document.uri, document.languageId === 'hailuo' ? [diagnostic] : []);
      return;
    }
    const told = new Set<ProblemCode>();
    collection.set(document.uri, checks.placedProblemsOf(document).flatMap(({ problems, by }) => hintsOnce(problems, told).map(({ code, severity, start, end, message }) => {
      const diagnostic = new vscode.Diagnostic(rangeOf(document, { start: start + by, end: end + by }), plain(message, 500), severities[severity]);
      diagnostic.source = diagnosticSource;
      const target = linkOf(code);
      diagnostic.code = target === undefined ? code : { value: code, target };
      return diagnostic;
    })));
  };
  const check = async (document: vscode.TextDocument): Promise<void> => {
    waiting.delete(document);
    publish(document);
    if (await checks.lookAtFiles(document)) publish(document);
  };
  const schedule = (document: vscode.TextDocument): void => {
    clearTimeout(waiting.get(document));
    if (isPromptDocument(document)) waiting.set(document, setTimeout(() => void check(document), rest));
  };
  const forget = (document: vscode.TextDocument): void => {
    clearTimeout(waiting.get(document));
    waiting.delete(document);
    collection.delete(document.uri);
  };
  const scheduleAll = (): void => {
    collection.clear();
    vscode.workspace.textDocuments.forEach(schedule);
  };

  const images = vscode.workspace.createFileSystemWatcher('**/*.{jpg,jpeg,png,webp,mp4,JPG,JPEG,PNG,WEBP,MP4}');
  const lookAgain = (): void => vscode.workspace.textDocuments.filter((document) => isPromptDocument(document) && (firstFramesIn(document).length > 0 || chosenTakesIn(document).length > 0)).forEach(schedule);
  scheduleAll();
  return vscode.Disposable.from(
    collection, images,
    images.onDidCreate(lookAgain), images.onDidChange(lookAgain), images.onDidDelete(lookAgain),
    vscode.workspace.onDidOpenTextDocument(schedule),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => contentChanges.length > 0 && schedule(document)),
    vscode.workspace.onDidCloseTextDocument(forget),
    checks.onDidChangeSettings(scheduleAll),
    { dispose: () => waiting.forEach((timer) => clearTimeout(timer)) },
  );
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning, information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};
