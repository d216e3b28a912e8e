import * as path from 'node:path';
import { portablePath } from '../../takes/portablePath.ts';
import type { Cut } from '../cut.ts';
import { framesOf, rateOf } from '../cut.ts';

/**
 * The cut as an edit decision list in the CMX3600 form, which nearly every editor reads. It has no frame rate of its own:
 * a reader takes its project's. Times are HH:MM:SS:FF, the outs not shown any more.
 */
export function toEdl(cut: Cut, to: string): string {
  const rate = Math.round(rateOf(cut));
  let at = 0;
  const events = cut.shots.map((shot, index) => {
    const frames = framesOf(shot, rate);
    const times = [0, frames, at, at + frames].map((frame) => timecode(frame, rate)).join(' ');
    at += frames;
    return `${String(index + 1).padStart(3, '0')}  AX       V     C        ${times}\n* FROM CLIP NAME: ${oneLine(shot.title)}\n* FROM CLIP: ${oneLine(portablePath(shot.file, path.dirname(to)))}\n`;
  });
  return `TITLE: ${oneLine(cut.name)}\nFCM: NON-DROP FRAME\n\n${events.join('\n')}`;
}

/** A line break would begin another statement. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

export function timecode(frame: number, rate: number): string {
  const seconds = Math.floor(frame / rate);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % rate].map((part) => String(part).padStart(2, '0')).join(':');
}
