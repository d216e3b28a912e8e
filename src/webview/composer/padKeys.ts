/** Where something lies, CSS pixels. */
export interface Box { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/**
 * The box that a key leads to from the one at `at`: sideways the next or the last in order, up and down the one nearest by in
 * that direction, Home and End the ends. Undefined where the key leads nowhere.
 */
export function neighbour(boxes: readonly Box[], at: number, key: string): number | undefined {
  const from = boxes[at];
  if (from === undefined) return undefined;
  switch (key) {
    case 'ArrowRight': return at + 1 < boxes.length ? at + 1 : undefined;
    case 'ArrowLeft': return at > 0 ? at - 1 : undefined;
    case 'Home': return 0;
    case 'End': return boxes.length - 1;
    case 'ArrowDown': case 'ArrowUp': return nearest(boxes, from, key === 'ArrowDown' ? 1 : -1);
    default: return undefined;
  }
}

function nearest(boxes: readonly Box[], from: Box, direction: 1 | -1): number | undefined {
  const middle = ({ left, top, width, height }: Box): readonly [number, number] => [left + width / 2, top + height / 2];
  const [x, y] = middle(from);
  const ways = boxes.flatMap((box, index) => {
    const [across, along] = [Math.abs(middle(box)[0] - x), (middle(box)[1] - y) * direction];
    return along > from.height / 2 ? [{ index, way: along * 2 + across }] : [];
  });
  return ways.reduce<{ readonly index: number; readonly way: number } | undefined>((best, each) => (best === undefined || each.way < best.way ? each : best), undefined)?.index;
}
