import * as l10n from '@vscode/l10n';
import type { PromptSource } from '../shots/promptSource.ts';
import { shotName } from '../shots/title.ts';

/** What is numbered: a task on its way, or a take. */
export interface Making {
  /** Tells it from every other one. */
  readonly key: string;
  /** Of the shot that it is made from; see `shotOf`. */
  readonly shot: string;
  /** When it was ordered, milliseconds since the epoch. */
  readonly at: number;
  /** The number that it was given when it was ordered. Absent where an earlier release ordered it. */
  readonly given?: number;
}

export interface TakeNumber {
  /** From 1. */
  readonly number: number;
  /** The shot has no other: its name says who is meant. */
  readonly only: boolean;
}

/** What of a task or take names its shot. */
interface Named {
  readonly prompt: string;
  readonly source?: PromptSource;
}

/** What the makings of one shot have in common: the shot's title and its document, else the words that it is called by. Undefined: it has neither. */
export function shotOf({ prompt, source }: Named): string | undefined {
  const title = source?.title?.trim() ?? '';
  const name = shotName({ prompt, ...(title !== '' && { title }) });
  if (name === '') return undefined;
  return title !== '' && source ? `${sameAddress(source.uri)}\n${name}` : name;
}

/** A metadata file and an editor write one address in two ways: what is escaped in it, and the letter of a Windows drive. */
function sameAddress(uri: string): string {
  try {
    return decodeURIComponent(uri).replace(/^file:\/\/\/[A-Z]:/u, (start) => start.toLowerCase());
  } catch {
    return uri;
  }
}

/**
 * The number of each: the makings of one shot count from 1 in the order in which they were ordered. A number that was given
 * with the order stands, so none changes when an earlier take is discarded, and that of the discarded one stays free; it moves
 * up only where an earlier one has it already, as when two clones of a folder went on counting. Those of earlier releases,
 * which gave none, close ranks.
 */
export function takeNumbers(makings: Iterable<Making>): ReadonlyMap<string, TakeNumber> {
  const numbers = new Map<string, TakeNumber>();
  for (const group of Map.groupBy(makings, ({ shot }) => shot).values()) {
    let last = 0;
    for (const { key, given = 0 } of group.sort(byOrder)) {
      last = Math.max(last + 1, given);
      numbers.set(key, { number: last, only: last === 1 && group.length === 1 });
    }
  }
  return numbers;
}

/** The number of the next one of a shot: after all that there are. */
export function nextNumber(makings: Iterable<Making>, shot: string): number {
  const numbers = takeNumbers([...makings].filter((making) => making.shot === shot));
  return Math.max(0, ...[...numbers.values()].map(({ number }) => number)) + 1;
}

/** "Pack shot · take 2" */
export function numbered(title: string, number: number): string {
  return l10n.t('{0} · take {1}', title, number);
}

/** Keys of tasks sort by creation: those that were ordered together have the same time. */
function byOrder(a: Making, b: Making): number {
  return a.at - b.at || (a.key < b.key ? -1 : 1);
}
