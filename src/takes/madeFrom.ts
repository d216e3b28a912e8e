import type { DocumentShot, ShotDocument } from '../shots/document.ts';
import { settingsOf } from '../shots/document.ts';
import { shotFinder } from '../shots/find.ts';
import type { PromptSource } from '../shots/promptSource.ts';
import type { Shot } from '../shots/shot.ts';
import { stalenessOf } from '../shots/staleness.ts';
import { normalPrompt } from '../shots/normalPrompt.ts';

/** Something that was made from a shot: a take, or a task on its way. */
export interface Made {
  readonly shot: Shot;
  readonly source?: PromptSource;
}

export interface MadeFromShot<T extends Made> {
  readonly made: T;
  readonly upToDate: boolean;
}

export interface SourceText {
  /** Asked for only where something was made from the document. */
  readonly text: string;
  readonly document: ShotDocument;
  /** The document's address. */
  readonly uri: string;
}

/**
 * What was made from each shot of a document as it is now, in the order given. A document that is not there any more
 * (`isGone`, asked once for each address) was moved or renamed where one of its prompts stands word for word: all that
 * was made from it belongs to this document then, so that a shot which changed since is still known. Of one that never
 * was a file (`untitled:`, an address that is given again and again) only what stands word for word.
 */
export function madeFrom<T extends Made>(source: SourceText, all: readonly T[], isGone: (uri: string) => boolean): ReadonlyMap<DocumentShot, readonly MadeFromShot<T>[]> {
  const byShot = new Map<DocumentShot, MadeFromShot<T>[]>();
  const own = ownOf(source, all, isGone);
  if (own.length === 0) return byShot;
  const { text, document } = source;
  const find = shotFinder(text, document.kind, document);
  for (const made of own) {
    const found = find({ line: 0, ...made.source, prompt: made.shot.prompt });
    const shot = found && document.shots.find(({ start, end }) => start <= found.shot.start && found.shot.end <= end);
    if (!found || !shot) continue;
    const upToDate = stalenessOf(made.shot, found, settingsOf(shot)) === 'current';
    byShot.set(shot, [...(byShot.get(shot) ?? []), { made, upToDate }]);
  }
  return byShot;
}

function ownOf<T extends Made>(from: SourceText, all: readonly T[], isGone: (uri: string) => boolean): readonly T[] {
  const { uri, document } = from;
  let known: ReturnType<typeof standsIn> | undefined;
  const stands = (prompt: string) => (known ??= standsIn(document.kind === 'prose' ? from.text : '', document))(prompt);
  const heirs = new Map<string, boolean>([[uri, true]]);
  const inherits = (source: string): boolean => {
    const known = heirs.get(source);
    if (known !== undefined) return known;
    const inherited = isGone(source) && all.some((made) => made.source?.uri === source && stands(made.shot.prompt));
    heirs.set(source, inherited);
    return inherited;
  };
  return all.filter(({ source, shot }) => source !== undefined && inherits(source.uri) && (source.uri === uri || !source.uri.startsWith('untitled:') || stands(shot.prompt)));
}

/** Whether a prompt stands in a document word for word; see `madeFrom`. */
export function standsIn(text: string, document: ShotDocument): (prompt: string) => boolean {
  if (document.kind === 'prose') {
    const unified = normalPrompt(text);
    return (prompt) => normalPrompt(prompt) !== '' && unified.includes(normalPrompt(prompt));
  }
  let prompts: ReadonlySet<string> | undefined;
  return (prompt) => normalPrompt(prompt) !== '' && (prompts ??= new Set(document.shots.flatMap((shot) => [normalPrompt(shot.filled), normalPrompt(shot.prompt)]))).has(normalPrompt(prompt));
}
