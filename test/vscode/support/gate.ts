import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../../src/api.ts';
import { documentKind } from '../../../src/shots/readDocument.ts';
import type { PublicTask } from '../../../src/tasks/publicTask.ts';
import { defaultChoices } from '../../../src/views/composer/choices.ts';
import type { Desk } from '../../../src/views/composer/desk.ts';
import { createDesk } from '../../../src/views/composer/desk.ts';
import { linkShot } from '../../../src/views/composer/link.ts';
import { placeAt } from '../../../src/views/composer/place.ts';
import { openSession } from '../../../src/views/composer/session.ts';
import type { Emulator } from '../../gateway/emulator.ts';
import { emulatorKeys, startEmulator } from '../../gateway/emulator.ts';
import { ripeAtOnce } from '../../gateway/videoTask.ts';
import type { Answering } from './messages.ts';
import { messagesDuring } from './messages.ts';
import { activated, taskIn, withSettings } from './product.ts';
import { takeTitle } from '../../../src/takes/quote.ts';
import { taskTitle } from '../../../src/tasks/words.ts';

export type Generated = PublicTask | PublicTask[] | undefined;
export const run = (command: string, ...args: readonly unknown[]): Thenable<Generated> => vscode.commands.executeCommand(command, ...args);
export const root = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
let names = 0;

/** A file of the workspace, opened, with the cursor in its last line. */
export async function openFile(text: string, folder = root()): Promise<vscode.TextEditor> {
  const file = join(folder, `gate-${++names}.hailuo`);
  await writeFile(file, text);
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(document.getText().trimEnd().length);
  editor.selection = new vscode.Selection(end, end);
  return editor;
}

/** What the *Generate* lens of the last shot runs. */
export async function lens({ document }: vscode.TextEditor): Promise<Generated> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
  const all = lenses.filter(({ command }) => command?.command === 'hailuo.generate' && !(command.arguments?.[0] as { gateway?: string }).gateway);
  return run('hailuo.generate', ...(all.at(-1)?.command?.arguments ?? []) as unknown[]);
}

/** *Generate* in a composer that was opened from the last shot. */
export async function composer({ document }: vscode.TextEditor, frame?: string): Promise<Generated> {
  return order(await deskOf(document), frame);
}

/** What is on the table of a composer that was opened from the last shot of a document. */
export async function deskOf(document: vscode.TextDocument): Promise<Desk> {
  const kind = documentKind(document.languageId);
  const link = await linkShot(document.uri, (opened) => placeAt(opened.getText(), kind, opened.getText().length), () => undefined);
  assert.ok(link);
  return createDesk({ text: link.prompt ?? '', choices: {} }, link, { locate: located, defaults: defaultChoices, folder: undefined });
}

export const located = (written: string, from: vscode.Uri | undefined): string => (/^(?:\/|https?:)/u.test(written) ? written : join(from?.fsPath ?? '', '..', written));

/** *Generate* in a composer; `dropped`: an image that the page hands over just before. */
export async function order(desk: Desk, frame?: string, dropped?: Uint8Array<ArrayBuffer>): Promise<Generated> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let ordered = false;
  const session = openSession(desk, new Set(), {
    send: (message) => {
      if (message.type !== 'ordering') return;
      ordered ||= message.ordering;
      if (ordered && !message.ordering) resolve(undefined);
    },
    uriOf: () => undefined, localUri: (uri) => uri, setTitle: () => undefined, focus: () => undefined, pictures: '',
  }, {
    tasks: { list: () => [], onDidChange: () => () => undefined, ready: Promise.resolve() }, storage: vscode.Uri.file(root()), takes: { all: () => Promise.resolve([]) }, names: { ofTask: taskTitle, ofTake: takeTitle, next: () => undefined, onDidChange: () => () => undefined, dispose: () => undefined },
    wallet: { quote: () => undefined, onDidChange: () => () => undefined },
    baseUrlOf: () => ({ kind: 'refused', message: '' }), locateFirstFrame: located,
  });
  if (frame !== undefined) await desk.setFirstFrame(frame);
  if (dropped) session.receive({ type: 'frame', id: 0, wish: { kind: 'image', name: 'dropped.png', bytes: dropped } });
  session.receive({ type: 'generate' });
  await promise;
  session.dispose();
  return undefined;
}

/** The first task that is there besides these. */
export async function madeSince(api: HailuoApi, before: ReadonlySet<string>): Promise<PublicTask> {
  const found = (): PublicTask | undefined => api.tasks().find(({ id }) => !before.has(id));
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const listening = api.onDidChangeTasks(() => { if (found()) resolve(undefined); });
  if (!found()) await promise;
  listening.dispose();
  const task = found();
  assert.ok(task);
  return task;
}

/** The product with both gateways emulated, for the tests of one suite. */
export interface GateBench {
  readonly api: HailuoApi;
  readonly emulator: Emulator;
  /** A folder that is in no workspace. */
  readonly outside: string;
  readonly submits: () => number;
  /** What was shown, and how many paid requests came of it; every task made meanwhile has ended. */
  readonly during: (work: () => Thenable<unknown>, answer?: Answering) => Promise<{ readonly shown: readonly string[]; readonly made: readonly PublicTask[]; readonly paid: number }>;
}

/** Opens it before the tests of the suite that calls this and closes it after them. What it returns can be read in tests only. */
export function gateBench(): () => GateBench {
  let bench: GateBench | undefined;
  let close = (): Promise<void> => Promise.resolve();
  before(async () => {
    const api = await activated();
    const outside = await mkdtemp(join(tmpdir(), 'hailuo-outside-'));
    const seed = await run('hailuo.generate', { prompt: '[Static shot] A clip for the gateway', gateway: 'animatic' }) as PublicTask;
    const emulator = await startEmulator({ clip: await readFile((await taskIn(api, seed.id, ['completed'])).file ?? ''), ripening: ripeAtOnce });
    const restore = await withSettings({ 'apimart.baseUrl': emulator.apimart, 'toapis.baseUrl': emulator.toapis, pollInterval: 1, gateway: 'animatic', prices: { 'apimart 768p 6 s': '0.28 USD', 'toapis 768p 6 s': '0.31 USD' } });
    for (const gateway of ['apimart', 'toapis'] as const) await vscode.commands.executeCommand('hailuo.setApiKey', { gateway, key: emulatorKeys[gateway] });
    const submits = (): number => emulator.submits('apimart') + emulator.submits('toapis');
    bench = {
      api, emulator, outside, submits,
      during: async (work, answer) => {
        const known = new Set(api.tasks().map(({ id }) => id));
        const sent = submits();
        const shown = await messagesDuring(work, answer);
        const made = api.tasks().filter(({ id }) => !known.has(id));
        await Promise.all(made.map(({ id, gateway }) => taskIn(api, id, ['completed', 'failed', ...(gateway === 'animatic' ? ['running', 'queued'] as const : [])])));
        return { shown, made, paid: submits() - sent };
      },
    };
    close = async () => {
      for (const gateway of ['apimart', 'toapis']) await vscode.commands.executeCommand('hailuo.removeApiKey', { gateway });
      await restore();
      await emulator.close();
      await rm(outside, { recursive: true, force: true });
    };
  });
  after(() => close());
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  return () => {
    assert.ok(bench, 'the bench is open in tests only');
    return bench;
  };
}
