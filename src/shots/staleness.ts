import type { FoundShot } from './find.ts';
import type { WrittenSettings } from './settings.ts';
import type { Shot } from './shot.ts';

/** Whether a document still says what a take was made from; `gone`: the shot is not in it any more. */
export type Staleness = 'current' | 'changed' | 'gone';

/**
 * Compares a take's shot with the one found for it now. Only what the document writes counts: a changed user setting
 * makes no take out of date. `written` is what the document says of the found shot.
 */
export function stalenessOf(made: Shot, found: FoundShot | undefined, written: WrittenSettings): Staleness {
  if (!found) {
    return 'gone';
  }
  const { firstFrame, ...settings } = made.settings;
  const sameSettings = Object.entries(settings).every(([name, value]) => {
    const now = written[name as keyof typeof settings];
    return now === undefined || now === value;
  });
  return found.match === 'same' && sameSettings && sameImage(firstFrame, written.firstFrame) ? 'current' : 'changed';
}

/** A take keeps an absolute path, a document mostly one relative to itself. */
function sameImage(made: string | undefined, now: string | undefined): boolean {
  if (now === undefined) {
    return true;
  }
  const plain = now.replaceAll('\\', '/').replace(/^(?:\.{1,2}\/)+/u, '');
  return made?.replaceAll('\\', '/').endsWith(plain) ?? false;
}
