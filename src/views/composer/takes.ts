import type { Task } from '../../tasks/task.ts';
import { finalStates } from '../../tasks/task.ts';
import type { TakeNames } from '../../tasks/takeNames.ts';
import { descriptionOf, stateWords } from '../../tasks/words.ts';
import type { TakeView } from './protocol.ts';
import { normalPrompt } from '../../shots/normalPrompt.ts';

/** More would be a list, for which there is the view of all tasks. */
const mostTakes = 12;

/** How a task belongs to the shot on the table: it was made here, or it says the same as the shot does. */
export interface ShotIdentity {
  /** As it would be sent, with the words of `@let` put in. */
  readonly prompt: string;
  /** As it is written, and the address of its document: a take made before such words were changed is still one of the shot. */
  readonly written?: { readonly prompt: string; readonly uri: string };
  readonly made: ReadonlySet<string>;
}

/** How they are told. */
export interface TakesTold {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly language: string;
  readonly names: Pick<TakeNames, 'ofTask'>;
  /** Links a file for the page. */
  readonly uriOf: (file: string) => string | undefined;
}

/** Tasks of this shot and their takes, newest first. */
export function takesOf(tasks: readonly Task[], identity: ShotIdentity, { now, language, names, uriOf }: TakesTold): readonly TakeView[] {
  const { made, written } = identity;
  const prompt = normalPrompt(identity.prompt);
  const writtenPrompt = written && normalPrompt(written.prompt);
  const isOurs = ({ id, prompt: told, source }: Task): boolean => made.has(id) || (prompt !== '' && normalPrompt(told) === prompt)
    || (source?.written !== undefined && source.uri === written?.uri && normalPrompt(source.written) === writtenPrompt);
  const ours = tasks.filter(isOurs);
  return ours.sort((a, b) => b.createdAt - a.createdAt).slice(0, mostTakes).map((task) => {
    const video = task.file === undefined ? undefined : uriOf(task.file);
    return {
      id: task.id, title: names.ofTask(task), words: [...(task.state === 'completed' ? [stateWords(task)] : []), descriptionOf(task, now, language)].join(' · '),
      running: !finalStates.has(task.state), failed: task.state === 'failed', progress: task.progress,
      ...(video !== undefined && { video }),
    };
  });
}
