import type { Cut, CutShot } from '../../../../src/film/cut.ts';
import type { ClipFacts } from '../../../../src/film/join/clipFacts.ts';

/** What a take of six seconds as the model makes it tells of itself. */
export const clipFacts: ClipFacts = {
  codec: 'avc', width: 1366, height: 768, pixelAspect: 1, rotation: 0, frames: 144, seconds: 6, rate: 24, startsWithKey: true,
  parameterSets: '0164001fffe1000467640000010004681234', colour: '?/?/?/limited',
};

export function cutShot(title: string, file: string, facts: Partial<ClipFacts> = {}, more: Partial<CutShot> = {}): CutShot {
  return { title, prompt: `[Push in] ${title}`, file, facts: { ...clipFacts, ...facts }, ...more };
}

export function cutOf(...shots: readonly CutShot[]): Cut {
  return { name: 'The courier', shots };
}
