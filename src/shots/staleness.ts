import { cutAddress, isCutAddress } from './cutAddress.ts';
import { filmSettingsOf } from './document.ts';
import type { FoundShot } from './find.ts';
import { decoded, folded, unescaped, unwrapped } from './pathText.ts';
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
  // A shot that continues another starts with a picture that no document names.
  const sameStart = filmSettingsOf(found.shot).continue === true || sameFirstFrame(firstFrame, written.firstFrame, found.kind);
  return found.match === 'same' && sameSettings && sameStart ? 'current' : 'changed';
}

/** No user setting names a first frame, so that of a `.hailuo` shot stood in the file; prose has no place to write one. */
function sameFirstFrame(made: string | undefined, now: string | undefined, kind: FoundShot['kind']): boolean {
  if (made === undefined || now === undefined) {
    return made === now || (now === undefined && kind === 'prose');
  }
  return sameImage(made, now);
}

/** A take keeps an absolute path, a document one as somebody wrote or pasted it. Of an address a take may know less than the document. */
function sameImage(made: string, now: string): boolean {
  const plain = unwrapped(now);
  if (isWebAddress(made) || isWebAddress(plain)) {
    return made === plain || made === now || (isCutAddress(made) && made === cutAddress(plain));
  }
  const whole = folded(`/${made.replaceAll('\\', '/')}`);
  return [now, plain, unescaped(plain)].flatMap((text) => [text, decoded(text)]).some((text) => whole.endsWith(`/${wayOf(text)}`));
}

/** The part of a written path that ends the absolute one, wherever it counts from. */
function wayOf(text: string): string {
  const way = text.replaceAll('\\', '/').replace(/^file:(?:\/\/(?:localhost(?=\/))?)?/iu, '').replace(/^\/?[a-z]:(?=\/)/iu, '');
  return folded(way.replace(/^(?:~|\$\{workspaceFolder\})?\/+/u, '').replaceAll('/./', '/').replace(/(?<=^|\/)(?!\.\.\/)[^/]+\/\.\.\//gu, '').replace(/^(?:\.{1,2}\/)+/u, ''));
}

function isWebAddress(image: string): boolean {
  return /^https?:\/\//iu.test(image);
}
