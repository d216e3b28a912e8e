import { roundedMask, drawMask, maskOf } from './caption/mask.ts';
import { canSet, setLine } from './caption/typeset.ts';
import { createPicture, type Picture, type Room } from './picture.ts';
import { createSurface, pixel } from './surface.ts';

const width = 1280;
const height = 720;

/** Stands for a first frame that cannot be fetched offline: a picture's sign with a label, 16:9. */
export function placeholderPicture(label: string, room?: Room): Picture {
  const surface = createSurface(width, height);
  for (let y = 0; y < height; y += 1) surface.words.fill(pixel(70 - 20 * y / height, 80 - 22 * y / height, 108 - 26 * y / height), y * width, (y + 1) * width);
  const pale = { r: 214, g: 221, b: 236 };
  drawMask(surface, roundedMask(width - 80, height - 80, 26), 40, 40, { r: 20, g: 24, b: 38 }, 0.28);
  drawMask(surface, roundedMask(84, 84, 42), 800, 178, pale, 0.9);
  const hills = maskOf(640, 300, (scan) => {
    for (const hill of [[[0, 300], [210, 40], [420, 300]], [[280, 300], [440, 120], [640, 300]]]) {
      hill.forEach(([x = 0, y = 0], index) => {
        const [nextX = 0, nextY = 0] = hill[(index + 1) % hill.length]!;
        scan.edge(x, y, nextX, nextY);
      });
    }
  });
  drawMask(surface, hills, 320, 190, pale, 0.82);
  const text = canSet(label) ? label : 'First frame';
  const line = setLine(text, Math.min(46, 46 * (width - 160) / setLine(text, 46).advance));
  drawMask(surface, line, Math.round((width - line.advance) / 2), 596 - line.baseline, pale, 1);
  return createPicture(width, height, surface.bytes.map((value, index) => (index % 4 === 3 ? 255 : value)), room);
}
