import { motionAllowed } from '../stage/canvas.ts';

/** So long a pointer must rest on a card before it plays, milliseconds: one that only passes over starts nothing. */
const rest = 300;

/** Plays the one take that the pointer rests on. */
export interface HoverPlay {
  readonly playing: string | undefined;
  readonly enter: (file: string) => void;
  readonly leave: () => void;
}

/** `changed`: another one plays, or none. Where less motion is asked for, none ever does. */
export function createHoverPlay(changed: () => void): HoverPlay {
  const allowed = motionAllowed();
  let playing: string | undefined;
  let waiting: number | undefined;
  const become = (file: string | undefined): void => {
    if (playing === file) return;
    playing = file;
    changed();
  };
  return {
    get playing() { return playing; },
    enter: (file) => {
      clearTimeout(waiting);
      if (allowed.now()) waiting = window.setTimeout(() => become(file), rest);
    },
    leave: () => {
      clearTimeout(waiting);
      become(undefined);
    },
  };
}
