import * as vscode from 'vscode';

const kinds = ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const;
type Show = (message: string, ...rest: readonly unknown[]) => Thenable<unknown>;

/** What was shown while this was done, in order; each is answered with the button that `answer` names, or closed. */
export async function messagesDuring(work: () => Thenable<unknown>, answer: (message: string) => string | undefined = () => undefined): Promise<readonly string[]> {
  const window = vscode.window as unknown as Record<typeof kinds[number], Show>;
  const real = kinds.map((kind) => [kind, window[kind]] as const);
  const shown: string[] = [];
  for (const kind of kinds) {
    window[kind] = (message) => {
      shown.push(message);
      return Promise.resolve(answer(message));
    };
  }
  try {
    await work();
  } finally {
    for (const [kind, show] of real) window[kind] = show;
  }
  return shown;
}
