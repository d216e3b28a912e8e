import { segmentAt, type CameraPlan, type CameraSegment } from '../../../directives/camera.ts';
import { directiveOf } from '../../../directives/vocabulary.ts';
import { frameRate } from '../frameSize.ts';
import { accent, type Colour } from '../light.ts';
import { blend, type Surface } from '../surface.ts';
import { iconMask } from './icons.ts';
import { drawMask, roundedMask, type Mask } from './mask.ts';
import { lineWidth, setLine, type Line } from './typeset.ts';

/** What is written over a frame: the moves, a time code, the lens, the timeline and what kind of picture this is. */
export interface Overlay {
  /** `fov` is the frame's own, radians. */
  draw(surface: Surface, plan: CameraPlan, t: number, fov: number): void;
  /** It writes above row `above` and from row `below` on alone. */
  readonly above: number;
  readonly below: number;
}

interface Caption { readonly plate: Mask; readonly icons: readonly Mask[]; readonly text: Line; readonly size: number }

const white: Colour = { r: 255, g: 255, b: 255 };
const night: Colour = { r: 14, g: 17, b: 28 };
const digits = '0123456789:';

/** An overlay for frames of one size, pixels. `notice` says what the picture is. */
export function createOverlay(width: number, height: number, notice: string): Overlay {
  // Everything grows with the frame; letters stop shrinking where they could no longer be read.
  const unit = Math.sqrt(width * height) / 1024;
  const px = (units: number, least = 1): number => Math.max(least, Math.round(units * unit));
  const margin = px(42, 13);
  const barTop = height - px(42, 14);
  const plateHeight = px(46, 24);
  const plateTop = barTop - px(16, 6) - plateHeight;
  const size = { caption: px(22, 12.5), figures: px(16, 10), notice: px(14, 9) };
  const iconSize = px(25, 14);
  const gap = px(10, 5);
  const characters = new Map(Array.from(digits, (digit) => [digit, setLine(digit, size.figures)]));
  const digitWidth = Math.ceil(lineWidth('0', size.figures));
  const noticeLine = setLine(notice, size.notice, 0.02 * size.notice);
  const dot = roundedMask(px(8, 5), px(8, 5), px(8, 5) / 2);
  const corner = px(22, 9);
  const hair = px(1.6);
  // Kept across plans: while a prompt is being typed, its plan changes with every letter and its captions seldom.
  const captions = new Map<string, Caption>();
  const lenses = new Map<number, Line>();
  let shown: { readonly segment: CameraSegment; readonly caption: Caption | undefined } | undefined;

  function captionOf(segment: CameraSegment): Caption | undefined {
    if (segment.moves.length === 0) return undefined;
    const words = segment.moves.map((id) => directiveOf(id)[segment.language]).join(' + ');
    const known = captions.get(words) ?? makeCaption(words, segment);
    captions.set(words, known);
    return known;
  }

  function makeCaption(words: string, { moves }: CameraSegment): Caption {
    const icons = moves.map((id) => iconMask(id, iconSize));
    const around = 2 * px(14, 7) + icons.length * (iconSize + gap);
    const figures = 8 * digitWidth + lineWidth('88 mm', size.figures) + 4 * gap;
    const room = width - 2 * margin - around - figures;
    const fitting = Math.max(2, Math.min(size.caption, size.caption * room / lineWidth(words, size.caption)));
    const text = setLine(words, fitting);
    const plateWidth = Math.ceil(around + text.advance);
    return { plate: roundedMask(plateWidth, plateHeight, px(12, 6)), icons, text, size: fitting };
  }

  function drawCaption(surface: Surface, { plate, icons, text, size: fitting }: Caption): void {
    drawMask(surface, plate, margin, plateTop, night, 0.66);
    let left = margin + px(14, 7);
    for (const icon of icons) {
      drawMask(surface, icon, left, plateTop + Math.round((plateHeight - icon.height) / 2), accent, 1);
      left += iconSize + gap;
    }
    // Capitals are 0.73 em high: their middle is the plate's.
    drawMask(surface, text, left, plateTop + Math.round(plateHeight / 2 + fitting * 0.365) - text.baseline, white, 0.97);
  }

  /** Written on the picture itself, with a shadow that keeps it readable on pale ground. */
  function drawLine(surface: Surface, line: Line, left: number, baseline: number, opacity: number): void {
    drawMask(surface, line, left, baseline - line.baseline + 1, night, 0.5 * opacity);
    drawMask(surface, line, left, baseline - line.baseline, white, opacity);
  }

  /** Figures of one width each, so that they do not dance, from the right edge leftwards; the place where they begin. */
  function drawTimeCode(surface: Surface, t: number, right: number, baseline: number): number {
    const text = timeCode(t);
    const start = right - text.length * digitWidth;
    for (let index = 0; index < text.length; index += 1) {
      const line = characters.get(text.charAt(index));
      if (line) drawLine(surface, line, start + index * digitWidth + Math.round((digitWidth - line.advance) / 2), baseline, 0.95);
    }
    return start;
  }

  /** As a lens for 35 mm film, whose frame is 24 mm high. */
  function drawLens(surface: Surface, fov: number, right: number, baseline: number): void {
    const focal = Math.round(12 / Math.tan(fov / 2));
    const line = lenses.get(focal) ?? setLine(`${focal} mm`, size.figures);
    lenses.set(focal, line);
    drawLine(surface, line, Math.round(right - line.advance), baseline, 0.75);
  }

  function drawTimeline(surface: Surface, plan: CameraPlan, t: number): void {
    const full = width - 2 * margin;
    const between = px(3, 2);
    for (const segment of plan.segments) {
      const last = segment === plan.segments.at(-1);
      const from = margin + full * segment.startSeconds / plan.seconds;
      const to = Math.max(from + 1, margin + full * segment.endSeconds / plan.seconds - (last ? 0 : between));
      const moving = segment.moves.length > 0;
      const thick = moving ? px(4, 2) : px(2, 1);
      const top = barTop + Math.round((px(4, 2) - thick) / 2);
      const now = Math.min(Math.max(margin + full * t / plan.seconds, from), to);
      drawBar(surface, now, to, top, thick, white, 0.34);
      drawBar(surface, from, now, top, thick, moving ? accent : white, 0.95);
    }
  }

  /** The corners of a viewfinder. */
  function drawCorners(surface: Surface): void {
    for (const top of [true, false]) {
      for (const left of [true, false]) {
        const x = left ? inset : width - inset - corner;
        const y = top ? inset : height - inset - hair;
        drawBar(surface, x, x + corner, y, hair, white, 0.4);
        drawBar(surface, left ? inset : width - inset - hair, left ? inset + hair : width - inset, top ? inset + hair : height - inset - corner, corner - hair, white, 0.4);
      }
    }
  }

  const inset = Math.round(margin * 0.45);
  return {
    above: Math.max(inset + corner, margin + noticeLine.height + 1, margin + noticeLine.baseline + dot.height),
    below: Math.min(plateTop, height - inset - corner),
    draw(surface, plan, t, fov) {
      darkenFoot(surface, plateTop);
      drawCorners(surface);
      const noticeBase = margin + noticeLine.baseline;
      drawMask(surface, dot, margin, Math.round(noticeBase - 0.365 * size.notice - dot.height / 2), accent, 1);
      drawLine(surface, noticeLine, margin + dot.width + gap, noticeBase, 0.92);
      const segment = segmentAt(plan, t);
      if (shown?.segment !== segment) shown = { segment, caption: captionOf(segment) };
      if (shown.caption) drawCaption(surface, shown.caption);
      const baseline = plateTop + Math.round(plateHeight / 2 + size.figures * 0.365);
      drawLens(surface, fov, drawTimeCode(surface, t, width - margin, baseline) - 2 * gap, baseline);
      drawTimeline(surface, plan, t);
    },
  };
}

/** Minutes, seconds and frames. */
function timeCode(t: number): string {
  const frame = Math.round(t * frameRate);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(frame / frameRate / 60))}:${two(Math.floor(frame / frameRate) % 60)}:${two(frame % frameRate)}`;
}

/** A level bar; its ends may lie between pixels. */
function drawBar(surface: Surface, from: number, to: number, top: number, thick: number, { r, g, b }: Colour, opacity: number): void {
  const { bytes, width } = surface;
  for (let y = top; y < top + thick; y += 1) {
    for (let x = Math.floor(from); x < to; x += 1) {
      const cover = Math.min(1, x + 1 - from, to - x);
      blend(bytes, y * width + x, r, g, b, opacity * cover);
    }
  }
}

/** A soft shade towards the bottom, which the writing stands on. */
function darkenFoot(surface: Surface, from: number): void {
  const { words, width, height } = surface;
  for (let y = from; y < height; y += 1) {
    const share = (y - from) / (height - from);
    const rest = Math.round(256 - 102 * share * (2 - share));
    // Red and blue at once, then green: the products of eight bits each do not touch.
    for (let at = y * width, last = at + width; at < last; at += 1) {
      const word = words[at]!;
      words[at] = 0xff000000 | (Math.imul(word & 0xff00ff, rest) >>> 8 & 0xff00ff) | (Math.imul(word & 0xff00, rest) >>> 8 & 0xff00);
    }
  }
}
