import { access } from 'node:fs/promises';
import * as path from 'node:path';
import { withoutDirectives } from '../directives/withoutDirectives.ts';
import type { TakeStory } from './story.ts';

/** Code points of the prompt in a file name. */
const slugLength = 40;
/**
 * Bytes of it: encrypted folders (eCryptfs, those of Synology) take names of 143 bytes, and while the metadata file is written 41 bytes
 * stand behind these.
 */
const slugBytes = 100;

/** The prompt's words without its directives: letters and digits of any script, joined by `-`. */
export function slugOf(prompt: string): string {
  const slug = withoutDirectives(prompt).normalize('NFC').toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/gu, '');
  let cut = [...slug].slice(0, slugLength).join('');
  while (Buffer.byteLength(cut) > slugBytes) {
    cut = [...cut].slice(0, -1).join('');
  }
  if (cut.length === slug.length) {
    return slug || 'take';
  }
  const lastWord = cut.lastIndexOf('-');
  return lastWord > slugLength / 2 ? cut.slice(0, lastWord) : cut;
}

/** "a-cat-runs-2026-11-21-k3x9p2.mp4": readable, sorted by day within a prompt, unique by the end of the id, fit for Windows. */
export function takeName(story: Pick<TakeStory, 'id' | 'prompt' | 'createdAt'>): string {
  const day = new Date(story.createdAt);
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  return `${slugOf(story.prompt)}-${date}-${story.id.slice(-6)}.mp4`;
}

/**
 * The video that a path names: itself, or the one whose metadata file it is. Undefined for every other file, which is no
 * take, and for the `._NAME` twins that macOS writes on disks of other systems.
 */
export function videoOf(file: string): string | undefined {
  return path.basename(file).startsWith('._') ? undefined : /^.*[^\\/]\.mp4(?=(?:\.json)?$)/isu.exec(file)?.[0];
}

/** An absolute path in a folder that nothing has yet. */
export async function freeTarget(folder: string, story: Pick<TakeStory, 'id' | 'prompt' | 'createdAt'>): Promise<string> {
  const name = takeName(story);
  for (let copy = 1; ; copy++) {
    const target = path.join(folder, copy === 1 ? name : name.replace(/\.mp4$/u, `-${String(copy)}.mp4`));
    if (!(await isThere(target))) {
      return target;
    }
  }
}

export async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
