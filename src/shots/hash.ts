import type { Shot } from './shot.ts';

/**
 * 16 hex digits that change when the prompt as written or a setting changes. It answers "is this take out of date",
 * not a security question, so 64 bits of FNV-1a are enough and need neither Node nor a promise.
 */
export function shotHash(shot: Shot): string {
  const { duration, resolution, promptOptimizer, fastPretreatment, watermark, firstFrame } = shot.settings;
  const text = JSON.stringify([shot.prompt, duration, resolution, promptOptimizer, fastPretreatment, watermark, firstFrame ?? '']);
  return fnv(text, 0x811c9dc5) + fnv(text, 0x01234567);
}

function fnv(text: string, seed: number): string {
  let hash = seed;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
