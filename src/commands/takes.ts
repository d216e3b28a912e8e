import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { showInformation, showWarning } from '../host/messages.ts';
import { pickSome } from '../host/pick.ts';
import type { Posters } from '../takes/posters.ts';
import type { Take } from '../takes/take.ts';
import { takeOfStory } from '../takes/take.ts';
import type { Takes } from '../takes/takes.ts';
import { mostCompared } from '../takes/takes.ts';
import type { TakeNames } from '../tasks/takeNames.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { anyTask, pickTask } from './pickTask.ts';
import { namedTake, pickTake, rowsWithVideo, takeChoices } from './takeArgument.ts';
import type { GrabOutcome } from './takeFrames.ts';

/** The preview, as the commands use it. */
interface Preview {
  open(subject: { readonly task: string } | { readonly file: string }): void;
  /** The video whose preview is in front. */
  inFront(): { readonly file: string } | undefined;
  grabLastFrame(file: string): Promise<GrabOutcome>;
}

export interface TakeCommandDependencies {
  readonly takes: Takes;
  readonly tasks: Pick<Tasks, 'get' | 'list' | 'remove'>;
  readonly names: TakeNames;
  readonly posters: Pick<Posters, 'find'>;
  readonly preview: Preview;
  readonly openComparison: (files: readonly string[]) => void;
}

/** `{ids}` or `{files}`, or what a view gives for a multi-selection: the row under the mouse and all selected rows. */
function comparedIn(argument: unknown, selection: unknown): readonly unknown[] {
  if (Array.isArray(selection)) {
    return selection;
  }
  const { ids, files } = (argument ?? {}) as { readonly ids?: unknown; readonly files?: unknown };
  return [...(Array.isArray(files) ? files.map((file: unknown) => ({ file })) : []), ...(Array.isArray(ids) ? ids.map((id: unknown) => ({ id })) : [])];
}

async function pickSeveral(first: Take | undefined, deps: TakeCommandDependencies): Promise<readonly Take[]> {
  const items = (await takeChoices(await deps.takes.all(), deps)).map((choice) => ({ ...choice, picked: choice.take.file === first?.file }));
  const picked = await pickSome(items, { placeHolder: l10n.t('Which takes? Choose 2 to {0}.', mostCompared), matchOnDescription: true });
  return (picked ?? []).map(({ take }) => take);
}

async function compare(argument: unknown, selection: unknown, deps: TakeCommandDependencies): Promise<void> {
  // A heading of the tree in the selection names no take.
  const named = comparedIn(argument, selection).filter((one) => namedTake(one) !== undefined);
  const given = (await Promise.all(named.map((one) => pickTake(one, deps)))).filter((take) => take !== undefined);
  const one = namedTake(argument) ? await pickTake(argument, deps) : undefined;
  const strangers = comparedIn(argument, selection).filter((other) => other instanceof vscode.Uri && namedTake(other) === undefined).length;
  if (strangers > 0) {
    showWarning(strangers === 1 ? l10n.t('One of the selected files isn’t an mp4 video and was skipped.') : l10n.t('{0} of the selected files aren’t mp4 videos and were skipped.', strangers));
  }
  const takes = given.length >= 2 ? given : await pickSeveral(given[0] ?? one, deps);
  const files = [...new Set(takes.map(({ file }) => file))];
  if (files.length < 2) {
    if (takes.length > 0) {
      showInformation(l10n.t('Choose at least two takes to compare.'));
    }
    return;
  }
  if (files.length > mostCompared) {
    showWarning(l10n.t('Up to {0} takes can be compared at once. These are the first {0}.', mostCompared));
  }
  deps.openComparison(files.slice(0, mostCompared));
}

/** What a command does is loaded when it is run: no window needs it to open. */
const load = {
  files: () => import('./takeFiles.ts'), frames: () => import('./takeFrames.ts'), prompts: () => import('./takePrompts.ts'),
  quotes: () => import('../takes/quote.ts'), videos: () => import('./videoFile.ts'),
};

/** The commands on takes: looking at them, comparing them, choosing, and going on from them. */
export function registerTakeCommands(deps: TakeCommandDependencies): vscode.Disposable {
  const { takes, tasks, preview } = deps;
  const frames = { tasks, grabLastFrame: (file: string) => preview.grabLastFrame(file) };
  const onTake = (id: string, act: (take: Take, argument: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown): Promise<unknown> => {
      const take = await pickTake(argument, deps, preview.inFront);
      return take ? act(take, argument) : undefined;
    });
  const worded = (take: Take): boolean => {
    if (take.shot.prompt === '') showInformation(l10n.t('“{0}” has no prompt.', deps.names.ofTake(take)));
    return take.shot.prompt !== '';
  };
  /**
   * `{files}` are meant, and no others: as the library gives them for several selected takes; or all rows of the tree that are selected
   * together and have a video. Without either the one take that is meant.
   */
  const onTakes = (id: string, act: (takes: readonly Take[], argument: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown, selection: unknown): Promise<unknown> => {
      const { files } = (argument ?? {}) as { readonly files?: unknown };
      const named = Array.isArray(files) ? [...new Set(files.filter((file) => typeof file === 'string'))].map((file) => ({ file })) : rowsWithVideo(selection, tasks) ?? [argument];
      const chosen: Take[] = [];
      for (const one of named) {
        const take = await pickTake(one, deps, preview.inFront);
        if (!take) {
          return undefined;
        }
        chosen.push(take);
      }
      return chosen.length === 0 ? undefined : act(chosen, argument);
    });
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.taskOpenPreview, async (argument: unknown) => {
      const named = namedTake(argument);
      if (named?.file !== undefined) {
        preview.open({ file: named.file });
        return;
      }
      const made = named?.id !== undefined && !tasks.get(named.id) ? await takes.byId(named.id) : undefined;
      const task = made ? undefined : await pickTask(tasks, argument, anyTask());
      if (made) {
        preview.open({ file: made.file });
      } else if (task) {
        preview.open({ task: task.id });
      }
    }),
    onTake(commands.openTake, (take) => { preview.open({ file: take.file }); }),
    vscode.commands.registerCommand(commands.compareTakes, (argument: unknown, selection: unknown) => compare(argument, selection, deps)),
    onTake(commands.continueFromLastFrame, async (take) => (await load.frames()).continueFromLastFrame(take, frames)),
    onTake(commands.takeStartFrom, async (take, argument) => {
      const { frame } = argument as { readonly frame?: unknown };
      const { continueFromLastFrame, startFrom } = await load.frames();
      return typeof frame === 'string' ? startFrom(take, frame, tasks) : continueFromLastFrame(take, frames);
    }),
    onTake(commands.takeGenerateAgain, async (take, argument) => worded(take) ? (await load.prompts()).generateAgain(take, tasks, argument) : undefined),
    onTake(commands.takeEditInComposer, async (take) => worded(take) ? (await load.prompts()).editInComposer(take, tasks) : undefined),
    vscode.commands.registerCommand(commands.takeGoToPrompt, async (argument: unknown) => {
      const task = tasks.get(namedTake(argument)?.id ?? '');
      const take = task && !task.file ? takeOfStory({ ...task, file: '' }) : await pickTake(argument, deps, preview.inFront);
      return take && (await load.prompts()).goToPrompt(take);
    }),
    onTake(commands.takeRestorePrompt, async (take) => (await load.prompts()).restorePrompt(take)),
    onTakes(commands.takeKeep, async (chosen, argument) => {
      const wish = (argument as { readonly favourite?: unknown } | undefined)?.favourite;
      const keep = typeof wish === 'boolean' ? wish : !chosen.every(({ favourite }) => favourite);
      const { keepTake } = await load.files();
      for (const take of chosen) {
        await keepTake(take, keep, deps);
      }
    }),
    onTakes(commands.takeDiscard, async (chosen) => (await load.files()).discardTakes(chosen, deps)),
    onTake(commands.takeReveal, async ({ file }) => (await load.videos()).revealFile(file)),
    onTake(commands.takeSaveAs, async ({ file }, argument) => (await load.videos()).saveVideoAs(file, argument)),
    onTake(commands.takeOpenExternally, async ({ file }) => (await load.videos()).openExternally(file)),
    onTake(commands.takeCopyPrompt, (take) => worded(take) ? vscode.env.clipboard.writeText(take.shot.prompt) : undefined),
    onTake(commands.takeCopyAsMarkdown, async (take) => (await load.files()).copyTake(take, (await load.quotes()).takeAsMarkdown)),
    onTake(commands.takeCopyAsHtml, async (take) => (await load.files()).copyTake(take, (await load.quotes()).takeAsHtml)),
  );
}
