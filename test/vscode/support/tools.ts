import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../../src/api.ts';
import type { PublicTask } from '../../../src/tasks/publicTask.ts';
import type { Emulator } from '../../gateway/emulator.ts';
import { emulatorKeys, startEmulator } from '../../gateway/emulator.ts';
import { ripeAtOnce } from '../../gateway/videoTask.ts';
import { messagesDuring } from './messages.ts';
import { activated, taskIn, withSettings } from './product.ts';

/** What a tool says, as the model reads it. */
export type Answer = Readonly<Record<string, unknown>>;
/** The folder of the workspace. */
export const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';

/** What a model gets from a tool. */
export async function call(name: string, input: object, token?: vscode.CancellationToken): Promise<Answer> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  assert.ok(part.value.length < 8000, `${String(part.value.length)} characters`);
  return JSON.parse(part.value) as Answer;
}

/** Why a tool did nothing. */
export function refusal(answer: Answer): string {
  assert.ok(Array.isArray(answer['refused']), JSON.stringify(answer));
  return answer['refused'].join(' ');
}

/** The tasks that an order became. */
export const idsOf = (answer: Answer): readonly string[] => {
  assert.ok(Array.isArray(answer['ids']), JSON.stringify(answer));
  return answer['ids'] as readonly string[];
};

/** What a suite of the tools for models works with; `api` and `emulator` are there once its tests run. */
export interface ToolWorld {
  readonly api: HailuoApi;
  readonly emulator: Emulator;
  /** Requests that cost money, at both gateways. */
  submits(): number;
  stateOf(id: string | undefined): PublicTask['state'] | undefined;
  /** A prompt that no test had before. */
  fresh(words?: string): string;
  quoted(count?: number): Promise<{ readonly quoteId: string; readonly answer: Answer }>;
  /** Orders what was quoted; what is shown is answered, or left. */
  ordered(input: object, answer?: (message: string, buttons: readonly string[]) => string | undefined, token?: vscode.CancellationToken): Promise<{ readonly answer: Answer; readonly shown: readonly string[] }>;
  /** What the person answers to the question of *Approve…*. */
  decide(command: string, id: string | undefined, choose: (buttons: readonly string[]) => string | undefined): Promise<readonly string[]>;
}

/** Readies the emulator, prices and a key for the suite that calls it; `subject` is what its prompts show, and no other suite's. */
export function toolWorld(subject: string): ToolWorld {
  let api: HailuoApi;
  let emulator: Emulator;
  let restore: () => Promise<void>;
  let prompts = 0;
  const fresh = (words = subject): string => `[Push in] ${words}, number ${String(++prompts)}`;
  const submits = (): number => emulator.submits('apimart') + emulator.submits('toapis');
  const stateOf = (id: string | undefined): PublicTask['state'] | undefined => api.tasks().find((task) => task.id === id)?.state;
  const quoted = async (count = 1): Promise<{ readonly quoteId: string; readonly answer: Answer }> => {
    const answer = await call('hailuo_quote', { shots: Array.from({ length: count }, () => ({ prompt: fresh(), gateway: 'apimart' })) });
    assert.equal(typeof answer['quoteId'], 'string', JSON.stringify(answer));
    return { quoteId: answer['quoteId'] as string, answer };
  };
  const ordered = async (input: object, answer?: (message: string, buttons: readonly string[]) => string | undefined, token?: vscode.CancellationToken): Promise<{ readonly answer: Answer; readonly shown: readonly string[] }> => {
    let got: Answer = {};
    const told = Promise.withResolvers<undefined>();
    const shown = await messagesDuring(async () => {
      got = await call('hailuo_generate', input, token);
      // The person is told after the model: the words are loaded then.
      const isNew = got['same'] === undefined && JSON.stringify(got).includes('"needsApproval"');
      if (isNew) await told.promise;
    }, (message, buttons) => {
      told.resolve(undefined);
      return answer?.(message, buttons);
    });
    return { answer: got, shown };
  };
  const decide = (command: string, id: string | undefined, choose: (buttons: readonly string[]) => string | undefined): Promise<readonly string[]> =>
    messagesDuring(() => vscode.commands.executeCommand(command, { id }), (_message, buttons) => choose(buttons));

  before(async () => {
    api = await activated();
    const seed = await vscode.commands.executeCommand<PublicTask>('hailuo.generate', { prompt: `[Static shot] ${subject}, a clip for the tools`, gateway: 'animatic' });
    emulator = await startEmulator({ clip: await readFile((await taskIn(api, seed.id, ['completed'])).file ?? ''), ripening: ripeAtOnce });
    restore = await withSettings({ 'apimart.baseUrl': emulator.apimart, 'toapis.baseUrl': emulator.toapis, pollInterval: 1, gateway: 'animatic', prices: { 'apimart 768p 6 s': '0.28 USD' } });
    await vscode.commands.executeCommand('hailuo.setApiKey', { gateway: 'apimart', key: emulatorKeys.apimart });
  });
  after(async () => {
    await vscode.commands.executeCommand('hailuo.removeApiKey', { gateway: 'apimart' });
    await restore();
    await emulator.close();
  });
  return { get api() { return api; }, get emulator() { return emulator; }, submits, stateOf, fresh, quoted, ordered, decide };
}
