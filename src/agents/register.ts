import * as vscode from 'vscode';
import type { ToolName } from './names.ts';
import { toolNames } from './names.ts';
import type { AgentServices } from './services.ts';

/** A tool whose work is loaded by its first call: no window needs it to open. */
function lazyTool(name: ToolName, services: AgentServices): vscode.LanguageModelTool<unknown> {
  return {
    invoke: async ({ input }, token) => (await import('./invoke.ts')).invoke(name, input, services, token),
    prepareInvocation: async ({ input }) => (await import('./prepare.ts')).prepare(name, input, services),
  };
}

/** The tools for models. Nothing is registered, and nothing loaded, where the editor has no tools. */
export function registerAgents(services: AgentServices): vscode.Disposable {
  // Editors made from an older VS Code have no such API, whatever our types say.
  const lm = (vscode as { readonly lm?: Partial<typeof vscode.lm> }).lm;
  if (lm?.registerTool === undefined) return new vscode.Disposable(() => undefined);
  return vscode.Disposable.from(...toolNames.map((name) => vscode.lm.registerTool(name, lazyTool(name, services))));
}
