import type { DocumentShot } from './document.ts';
import type { SettingLine } from './settingLine.ts';
import type { Span } from './span.ts';

/** A shot that was read at another place, and how far behind it this one stands. */
export interface Origin { readonly shot: DocumentShot; readonly by: number }

const origins = new WeakMap<DocumentShot, Origin>();

/** The shot as it was first read, word for word the same, and how far it stands behind that place now. */
export function originOf(shot: DocumentShot): Origin {
  return origins.get(shot) ?? { shot, by: 0 };
}

/** A shot that moved, which keeps what is known of it where it stood. */
export function movedShot(shot: DocumentShot, by: number): DocumentShot {
  if (by === 0) return shot;
  const now = placedShot(shot, by);
  const origin = originOf(shot);
  origins.set(now, { shot: origin.shot, by: origin.by + by });
  return now;
}

/** A shot that was read out of a part of its document, where it stands in the whole. */
export function placedShot(shot: DocumentShot, by: number): DocumentShot {
  if (by === 0) return shot;
  const settings = linesAt(shot.settings, by);
  return {
    ...moved(shot, by), ...(shot.heading && { heading: moved(shot.heading, by) }), ...(shot.title && { title: moved(shot.title, by) }),
    pieces: shot.pieces.map((piece) => moved(piece, by)), settings, ...(shot.settings === shot.defaults && { defaults: settings }),
    comments: shot.comments.map((comment) => moved(comment, by)),
    lets: shot.lets.map((line) => ({ ...moved(line, by), name: moved(line.name, by), value: moved(line.value, by) })),
  };
}

function linesAt(lines: readonly SettingLine[], by: number): readonly SettingLine[] {
  return lines.map((line): SettingLine => ({ ...moved(line, by), name: moved(line.name, by), ...(line.value && { value: moved(line.value, by) }) }));
}

function moved<Item extends Span>(item: Item, by: number): Item {
  return { ...item, start: item.start + by, end: item.end + by };
}
