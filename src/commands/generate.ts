import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { showError, showInformation } from '../host/messages.ts';
import { fromClick, isFromOutside } from '../host/ownClicks.ts';
import { askWords } from '../host/pick.ts';
import { maxPromptLength } from '../shots/shot.ts';
import { promptLength } from '../shots/length.ts';
import { toPublicTask } from '../tasks/publicTask.ts';
import type { PublicTask } from '../tasks/publicTask.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import type { Task } from '../tasks/task.ts';
import type { SettingName } from '../shots/settings.ts';
import { settingNames } from '../shots/settings.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { isWholeFilm, shotNow, shotsInEditor } from './editorShots.ts';
import { tellMenuLanguages } from './menuLanguages.ts';
import { pickTask, wordedTask } from './pickTask.ts';
import type { ShotArguments } from './shotArguments.ts';
import { readShotArguments } from './shotArguments.ts';
import { shotAgain } from './shotAgain.ts';
import type { OrderDependencies } from './gate/order.ts';
import type { WantedShot } from './gate/wantedShot.ts';

/** The gate and its questions are loaded by the first order: no window needs them to open. */
async function startShots(wanted: readonly WantedShot[], deps: OrderDependencies): Promise<readonly Task[] | undefined> {
  return (await import('./startShots.ts')).startShots(wanted, deps);
}

/** One task, several in an array, or nothing when cancelled or refused. */
type Generated = PublicTask | PublicTask[] | undefined;

function generated(tasks: readonly Task[] | undefined): Generated {
  const all = tasks?.map(toPublicTask);
  return all?.length === 1 ? all[0] : all;
}

function argumentsOf(argument: unknown): ShotArguments | undefined {
  const read = readShotArguments(argument);
  if (read.kind === 'refused') {
    showError(read.message);
    return undefined;
  }
  return read.value;
}

async function askPrompt(): Promise<string | undefined> {
  return askWords({
    title: l10n.t('Generate a video'),
    prompt: l10n.t('Describe the shot. Put camera directives in brackets: [Push in], [推进].'),
    placeHolder: l10n.t('[Push in] A lighthouse in a storm at dusk'),
    ignoreFocusOut: true,
    validateInput: (value) => {
      const length = promptLength(value);
      return length > maxPromptLength ? l10n.t('{0} of {1} characters: shorten it by {2}.', length, maxPromptLength, length - maxPromptLength) : undefined;
    },
  });
}

/** What a document says of a shot, and over it what the caller says himself. */
function over(written: WantedShot['written'], said: ShotArguments): Pick<WantedShot, 'written' | 'named'> {
  return { written: { ...written, ...said }, named: new Set<SettingName>(settingNames.filter((name) => name in said)) };
}

async function fromSelection(argument: unknown, deps: OrderDependencies): Promise<Generated> {
  const given = argumentsOf(argument);
  if (!given) {
    return undefined;
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    showInformation(l10n.t('Open a document and select a prompt, or use “Generate Video…”.'), [{ label: l10n.t('Generate Video…'), run: () => vscode.commands.executeCommand(commands.generate) }]);
    return undefined;
  }
  // A menu passes the place that it was opened at, which says nothing.
  const confirm = isFromOutside(argument) && Object.keys(given).length > 0;
  if (isWholeFilm(editor) && Object.keys(given).every((name) => name === 'gateway')) {
    const film = { uri: editor.document.uri.toString(), ...given };
    return (await vscode.commands.executeCommand<PublicTask[] | undefined>(commands.filmGenerate, confirm ? film : fromClick(film)));
  }
  const shots = shotsInEditor(editor);
  if (shots.length === 0) {
    showError(l10n.t('The prompt is empty. Select a shot’s text, or put the cursor in its paragraph.'));
    return undefined;
  }
  const { prompt: _fromEditor, source: _place, reread: _always, sidecar: _none, chosen, ...wanted } = given;
  return generated(await startShots(shots.map((shot) => ({ ...shot, ...over(shot.written, wanted), ...(chosen && { chosen }), confirm })), deps));
}

async function fromPrompt(argument: unknown, deps: OrderDependencies): Promise<Generated> {
  const given = argumentsOf(argument);
  if (!given) {
    return undefined;
  }
  const { prompt: givenPrompt, source, reread, sidecar, chosen, ...written } = given;
  const confirm = isFromOutside(argument) && Object.keys(given).length > 0;
  if (reread && givenPrompt !== undefined && source) {
    // Only what stands in an open text, as it says itself: what a lens passes, whoever does.
    return fromDocument(givenPrompt, source, written, confirm && Object.keys(written).length > 0, deps);
  }
  const prompt = givenPrompt ?? (await askPrompt());
  return prompt === undefined ? undefined : generated(await startShots([{ prompt, written, confirm, ...(source && { source }), ...(sidecar !== undefined && { sidecar }), ...(chosen && { chosen }) }], deps));
}

/** What stands above a shot names it by the text that it was drawn for; what is ordered is the text at the click. */
async function fromDocument(prompt: string, source: PromptSource, wanted: ShotArguments, confirm: boolean, deps: OrderDependencies): Promise<Generated> {
  const shot = shotNow(prompt, source);
  if (!shot) {
    showError(l10n.t('This shot is no longer in its document. Put the cursor in the shot you mean and generate it from there.'));
    return undefined;
  }
  return generated(await startShots([{ ...shot, ...over(shot.written, wanted), confirm }], deps));
}

/** The same shot, as a new task. */
async function again(argument: unknown, tasks: Pick<Tasks, 'get' | 'list'>, deps: OrderDependencies): Promise<Generated> {
  const task = await pickTask(tasks, argument, wordedTask());
  if (!task) {
    return undefined;
  }
  const { prompt, settings, gateway, source } = task;
  const shot = await shotAgain({ shot: { prompt, settings }, gateway, ...(source && { source }) });
  return fromPrompt(isFromOutside(argument) ? shot : fromClick(shot), deps);
}

/** *Generate Video from Selection*, *Generate Video…* and *Generate Again*. */
export function registerGenerate(tasks: Pick<Tasks, 'get' | 'list'>, deps: OrderDependencies): vscode.Disposable {
  return vscode.Disposable.from(
    tellMenuLanguages(),
    vscode.commands.registerCommand(commands.generateFromSelection, (argument: unknown) => fromSelection(argument, deps)),
    vscode.commands.registerCommand(commands.generate, (argument: unknown) => fromPrompt(argument, deps)),
    vscode.commands.registerCommand(commands.taskGenerateAgain, (argument: unknown) => again(argument, tasks, deps)),
    vscode.commands.registerCommand(commands.showTasks, () => vscode.commands.executeCommand('hailuo.tasks.focus')),
  );
}
