import type * as vscode from 'vscode';
import { animatic } from './animatic.ts';
import { check } from './check.ts';
import { doctor } from './doctor.ts';
import { exportTool } from './exportTool.ts';
import { generate } from './generate.ts';
import { inputFault } from './inputFault.ts';
import type { ToolName } from './names.ts';
import { quote } from './quote.ts';
import type { ToolInput } from './schemas.ts';
import { schemas } from './schemas.ts';
import type { AgentServices } from './services.ts';
import { takes } from './takes.ts';
import { wait } from './wait.ts';

type Run<N extends ToolName> = (input: ToolInput<N>, services: AgentServices, token: vscode.CancellationToken) => Promise<vscode.LanguageModelToolResult>;

const runs: { readonly [N in ToolName]: Run<N> } = {
  hailuo_check: check, hailuo_quote: quote, hailuo_generate: generate, hailuo_wait: wait, hailuo_animatic: animatic, hailuo_takes: takes, hailuo_export: exportTool, hailuo_doctor: doctor,
};

/** An input as its tool reads it. Throws, in words for a model, what does not fit: nobody before us looks at it, and a person may have edited it. */
export function readInput<N extends ToolName>(name: N, input: unknown): ToolInput<N> {
  const parsed = schemas[name].safeParse(input ?? {});
  if (parsed.success) return parsed.data as ToolInput<N>;
  const [issue] = parsed.error.issues;
  throw new Error(`${name} does not take this input: ${issue === undefined ? 'it does not fit' : inputFault(issue, input ?? {})}. Nothing was done.`);
}

/** Does what a model asked for. Rejects for an input that does not fit; everything else is an answer. */
export async function invoke(name: ToolName, input: unknown, services: AgentServices, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
  const read = readInput(name, input);
  // What waits in the journal counts too; where it cannot be read, the tools say what they know.
  await services.tasks.ready.catch(() => undefined);
  return (runs[name] as Run<ToolName>)(read, services, token);
}
