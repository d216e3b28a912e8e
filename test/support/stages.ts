/** A part of the test command: what it runs, how much of it at once, and when it is over whatever hangs. */
export interface Stage {
  readonly files: readonly string[];
  readonly exclude?: readonly string[];
  /** What takes longest, to be started first: nothing else is then left to wait for at the end. */
  readonly first?: readonly string[];
  /** Which of them share one process; a file that changes what a process has in common is none of these. */
  readonly together?: string;
  /** How many places it has; a file takes one. */
  readonly concurrency: number;
  /** Which of them take two places, and their turn after the others: a window of VS Code keeps nearly a processor busy. */
  readonly wide?: string;
  readonly minutes: number;
  /** For one file; each test in it has five. */
  readonly fileMinutes: number;
  /** How many times running, by itself, a file that failed must pass to count as unsteady instead of failed; default: no such second look. */
  readonly again?: number;
  /** Passed to Node before the file; default: its test runner's flags. */
  readonly flags?: readonly string[];
  /** Shows what the file prints as it comes, for a stage that is one long file. */
  readonly live?: boolean;
  /** Keeps compiled modules between the files, of which most read the same ones; not of wide ones, which show a person's window. */
  readonly keepCompiled?: boolean;
}

const unit: Stage = {
  files: ['test/unit/**/*.test.ts', 'test/gateway/**/*.test.ts'],
  first: ['tasks/kill', 'agents/killedOrder', 'wallet/kill', 'commands/approval/kill', 'browser/frames', 'tasks/tracker/faults', 'manifest.words', 'browser/colours'].map((name) => `test/unit/${name}.test.ts`),
  concurrency: 4, minutes: 20, fileMinutes: 15, keepCompiled: true, again: 2,
};

const inVscode = 'test/support/run-in-vscode.ts';

const e2e: Stage = {
  files: ['test/e2e/**/*.test.ts'], first: ['spine', 'composer', 'places', 'composerFlows', 'takesLibrary', 'launcher'].map((name) => `test/e2e/${name}.test.ts`),
  concurrency: 2, minutes: 25, fileMinutes: 12, again: 2,
};
// The suite inside VS Code is one window, which keeps little more than one processor busy; the unit tests fill the others.
const inside: Stage = { ...unit, files: [...unit.files, inVscode], first: [inVscode, ...unit.first ?? []], minutes: 30, fileMinutes: 25 };

export const stages: Readonly<Record<string, Stage>> = {
  unit,
  // One queue: that suite is the longest of all files, and what comes end to end need not wait for it.
  all: { ...inside, files: [...inside.files, ...e2e.files], first: [...inside.first ?? [], ...e2e.first ?? []], wide: 'test/e2e/**', minutes: 34 },
  inside,
  // For every save. What starts a browser, an encoder or a compiler, or windows to kill them, is seldom changed and takes most of the time.
  // Most of the others are short and load the same modules: together they take a third of the time.
  quick: {
    ...unit, again: 0, together: 'test/unit/{agents,commands,directives,host,shots,takes,views,wallet,webview}/**/*.test.ts', first: ['tasks/tracker/faults', 'tasks/tracker/patience', 'tasks/windows', 'film/sheet/sheet'].map((name) => `test/unit/${name}.test.ts`),
    exclude: ['browser/**', '**/kill*.test.ts', 'film/join/**', 'film/projects/melt.test.ts', 'animatic/clip/**', 'animatic/wasm.test.ts', 'gateways/animatic/**'].map((name) => `test/unit/${name}`),
  },
  vscode: { files: [inVscode], concurrency: 1, minutes: 18, fileMinutes: 18, flags: [], live: true, again: 2 },
  e2e,
};
