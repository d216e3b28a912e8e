import * as vscode from 'vscode';

const kinds = ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const;
type Show = (message: string, ...rest: readonly unknown[]) => Thenable<unknown>;

function detailOf([options]: readonly unknown[]): readonly string[] {
  const detail = typeof options === 'object' && options !== null && 'detail' in options ? options.detail : undefined;
  return typeof detail === 'string' ? [detail] : [];
}

/** Buttons that stand first in a question and answer nothing: Enter must not pay. */
const looking = /^(?:Look at|Show Tasks$|Open Settings$|Change Amount…$|Check on )/u;

/** The first button that answers: a person's deliberate yes. */
export function sayYes(_message: string, buttons: readonly string[]): string | undefined {
  return buttons.find((label) => !looking.test(label));
}

/** The button that is pressed; undefined closes the message. */
export type Answering = (message: string, buttons: readonly string[]) => string | undefined | Promise<string | undefined>;

/** What was shown while this was done, in order, with the detail of modal ones below; each is answered with the button that `answer` names, or closed. */
export async function messagesDuring(work: () => Thenable<unknown>, answer: Answering = () => undefined): Promise<readonly string[]> {
  const window = vscode.window as unknown as Record<typeof kinds[number], Show>;
  const real = kinds.map((kind) => [kind, window[kind]] as const);
  const shown: string[] = [];
  for (const kind of kinds) {
    window[kind] = (message, ...rest) => {
      const words = [message, ...detailOf(rest)].join('\n');
      shown.push(words);
      return Promise.resolve(answer(words, rest.filter((button) => typeof button === 'string')));
    };
  }
  try {
    await work();
  } finally {
    for (const [kind, show] of real) window[kind] = show;
  }
  return shown;
}
