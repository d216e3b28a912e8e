import type { DocumentShot, Script, ShotDocument } from './document.ts';
import { scriptAt, shotAt, toDocument } from './document.ts';
import { usesIn, wordsOf } from './lets.ts';
import type { LetLine } from './lets.ts';
import type { Span } from './span.ts';

/** A place in a document where a name of `@let` stands: the name alone, without its braces. */
export interface NamePlace extends Span {
  readonly name: string;
  /** In a line that sets it. */
  readonly sets: boolean;
  /** The shot that it belongs to; absent for the document's own lines. */
  readonly shot?: DocumentShot;
}

/** Every place of every name, in no order. */
function allPlaces({ lets, shots }: Script): readonly NamePlace[] {
  return [
    ...lets.flatMap((line) => linePlaces(line)),
    ...shots.flatMap((shot) => [
      ...(shot.lets === lets ? [] : shot.lets.flatMap((line) => linePlaces(line, shot))),
      ...usesIn(shot.prompt).flatMap(({ start, name }): NamePlace[] => {
        const at = toDocument(shot, shot.prompt.indexOf(name, start));
        return at === undefined ? [] : [{ start: at, end: at + name.length, name, sets: false, shot }];
      }),
    ]),
  ];
}

function linePlaces({ name, value }: LetLine, shot?: DocumentShot): readonly NamePlace[] {
  const own = shot && { shot };
  return [
    { start: name.start, end: name.end, name: name.text, sets: true, ...own },
    ...usesIn(value.text).map((use): NamePlace => {
      const start = value.start + value.text.indexOf(use.name, use.start);
      return { start, end: start + use.name.length, name: use.name, sets: false, ...own };
    }),
  ];
}

/** The name at an offset of the document. */
export function placeAt(document: ShotDocument, offset: number): NamePlace | undefined {
  const script = scriptAt(document, offset);
  return script && allPlaces(script).find(({ start, end }) => start <= offset && offset <= end);
}

/** All places that mean the same words: a shot that sets a name itself has its own, every other shot the document's. */
export function placesOf(document: ShotDocument, { name, shot, start }: NamePlace): readonly NamePlace[] {
  const script = scriptAt(document, start);
  if (script === undefined) return [];
  const setter = (of: DocumentShot | undefined): DocumentShot | undefined => (of !== undefined && of.lets !== script.lets && of.lets.some((line) => line.name.text === name) ? of : undefined);
  const ours = setter(shot);
  return allPlaces(script).filter((place) => place.name === name && setter(place.shot) === ours);
}

/** The words that count at an offset. */
export function scopeAt(document: ShotDocument, offset: number): ReadonlyMap<string, string> {
  const [script, shot] = [scriptAt(document, offset), shotAt(document, offset)];
  return wordsOf(script?.lets ?? [], shot === undefined || shot.lets === script?.lets ? [] : shot.lets);
}
