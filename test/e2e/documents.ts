import { until } from '../support/until.ts';
import type { Probe } from './probe.ts';

/** The whole text, an expression that it meets, or a judge of it. */
export type Wanted = string | RegExp | ((text: string) => boolean);

function judge(wanted: Wanted): (text: string | undefined) => boolean {
  return (text) => text !== undefined && (typeof wanted === 'string' ? text === wanted : wanted instanceof RegExp ? wanted.test(text) : wanted(text));
}

/**
 * The text of an open document, saved or not, once the extension host has it as wanted. A page shows what is typed or
 * dropped before the extension host hears of it, so a text is never read once.
 * @param name the end of its path
 */
export async function untilDocument({ evaluate }: Probe, name: string, wanted: Wanted): Promise<string> {
  const ask = (): Promise<string | undefined> => evaluate((api, end) => api.workspace.textDocuments.find(({ uri }) => uri.path.endsWith(end))?.getText(), name);
  return await until(`the text of ${name} is ${String(wanted)}`, ask, judge(wanted)) ?? '';
}

/** The same of the editor in front, whichever document it shows by then. */
export async function untilInFront({ evaluate }: Probe, wanted: Wanted): Promise<string> {
  const ask = (): Promise<string | undefined> => evaluate((api) => api.window.activeTextEditor?.document.getText(), null);
  return await until(`the text in front is ${String(wanted)}`, ask, judge(wanted)) ?? '';
}
