import type { Task } from '../tasks/task.ts';
import type { Verb } from '../tasks/verbs.ts';
import { commands } from './ids.ts';

const verbCommands: Readonly<Record<Verb, string>> = {
  tryAgain: commands.taskTryAgain, checkNow: commands.taskCheckNow, editPrompt: commands.taskEditPrompt, openGateway: commands.taskOpenGateway, raiseLimit: commands.taskChangeLimit,
  saveElsewhere: commands.taskSaveElsewhere, setApiKey: commands.setApiKey, openLink: commands.taskOpenLink, resolve: commands.taskResolveUnconfirmed, startWithout: commands.taskStartWithout,
  generateAgain: commands.taskGenerateAgain,
};

/** The command that a verb of a task is, and what it takes. */
export function verbCommand(verb: Verb, { id, gateway }: Pick<Task, 'id' | 'gateway'>): { readonly command: string; readonly argument: object } {
  return { command: verbCommands[verb], argument: verb === 'setApiKey' ? { gateway } : { id } };
}
