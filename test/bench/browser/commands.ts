import type { Workbench } from '../../e2e/workbench.ts';

/** Runs a command without waiting for it; the machine's clock at that moment, milliseconds. */
export async function ask(bench: Workbench, id: string, argument?: unknown): Promise<number> {
  return bench.probe.evaluate((api, call) => {
    const now = Date.now();
    void api.commands.executeCommand(call.id, call.argument);
    return now;
  }, { id, argument });
}

export async function closeAll(bench: Workbench): Promise<void> {
  await bench.probe.evaluate(async (api) => api.commands.executeCommand('workbench.action.closeAllEditors'), null);
}
