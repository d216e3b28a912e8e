import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
/** What a test run downloads once and keeps. */
export const cache = `${root}/.vscode-test`;
/** What a run leaves to look at: screenshots, packages. */
export const out = `${root}/out`;
export const manifest = { id: 'hailuo-director.hailuo-director' } as const;
