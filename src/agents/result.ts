import * as vscode from 'vscode';
import { fitted } from './fitted.ts';

/** What else an answer holds: pictures after its text, and how to get the rows that do not fit into it. */
interface Besides { readonly pictures?: readonly vscode.LanguageModelTextPart[]; readonly rest?: string }

/** What a tool found, as plain data for a model; short enough to arrive whole. Of a list the last rows are left out, so what matters most stands first. */
export function result(data: Readonly<Record<string, unknown>>, { pictures = [], rest }: Besides = {}): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(fitted(data, rest)), ...pictures]);
}

/** Why a tool did nothing, in English: one sentence each. A refusal is an answer, not a fault of the tool. */
export function refused(reasons: readonly string[], next?: string): vscode.LanguageModelToolResult {
  return result({ refused: reasons, ...(next !== undefined && { next }) });
}
