import { planCamera, type CameraPlan } from '../../directives/camera.ts';
import { frameCount, frameRate } from '../../animatic/render/frameSize.ts';
import { createPicture, type Picture } from '../../animatic/render/picture.ts';
import { placeholderPicture } from '../../animatic/render/placeholder.ts';
import { createRenderer, type Renderer } from '../../animatic/render/renderer.ts';
import { createSurface, type Surface } from '../../animatic/render/surface.ts';
import { isRemote, noticeFor, placeholderLabel } from '../../animatic/render/words.ts';
import type { ShotSettings } from '../../shots/shot.ts';
import { motionAllowed, readPixels, stageSize } from './canvas.ts';

/** The live animatic of one shot on a canvas: the frames that the animatic gateway would render, at the canvas's size. */
export interface Stage {
  /**
   * Shows another shot, or the same one while it is being written; time and play go on where they are. `picture` is the
   * local first frame, decoded; a first frame that is a URL and has no picture gets a placeholder.
   */
  setShot(prompt: string, settings: Pick<ShotSettings, 'duration' | 'firstFrame'>, picture?: ImageData | ImageBitmap): void;
  /** Goes on, from the start when it is at the end. */
  play(): void;
  pause(): void;
  /** Seconds; shows the frame that acts there. */
  seek(seconds: number): void;
  setLoop(loop: boolean): void;
  /** How many seconds of the clip pass in one; 1 at first. */
  setRate(rate: number): void;
  readonly playing: boolean;
  /** Seconds: the shown frame's own time. */
  readonly time: number;
  readonly plan: CameraPlan;
  dispose(): void;
}

export interface StageOptions {
  /** Told with every shown frame, seconds. */
  readonly onTime?: (seconds: number) => void;
  readonly onPlaying?: (playing: boolean) => void;
  /** Plays as soon as it has a shot, unless the person asked for less motion. Default true. */
  readonly autoplay?: boolean;
  /** Frames as small as they are drawn fast: this many pixels whatever the aspect. Default 480 × 270. */
  readonly pixels?: number;
}

/** Makes a canvas a stage. Hidden, it rests; when the person asks for less motion, it stops and plays only when told. */
export function createStage(canvas: HTMLCanvasElement, { onTime, onPlaying, autoplay = true, pixels = 480 * 270 }: StageOptions = {}): Stage {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('no 2d canvas');
  const allowed = motionAllowed();
  let plan = planCamera('', 6);
  let scenery: Scenery | undefined;
  let time = 0;
  let loop = true;
  let rate = 1;
  let playing = autoplay && allowed.now();
  let request = 0;
  /** When the clip's start would have been, on the page's clock, milliseconds. */
  let origin = 0;

  function show(seconds: number): void {
    const frame = Math.min(Math.max(Math.round(seconds * frameRate), 0), frameCount(plan.seconds) - 1);
    time = frame / frameRate;
    if (!scenery || !context) return;
    const { renderer, surface, image } = scenery;
    renderer.draw(surface, plan, time);
    context.putImageData(image, 0, 0);
    onTime?.(time);
  }

  /** When the clip's start would have been, had it run at this rate until now. */
  function begin(now: number): number {
    return now - time * 1000 / rate;
  }

  function tick(now: number): void {
    request = requestAnimationFrame(tick);
    const last = frameCount(plan.seconds) - 1;
    let elapsed = (now - origin) / 1000 * rate;
    // After a rest (a hidden page, a busy one) it goes on where it was rather than jump.
    if (elapsed - time > 0.5) {
      origin = begin(now);
      elapsed = time;
    }
    const frame = Math.floor(elapsed * frameRate);
    if (frame > last && loop) {
      origin = now;
      show(0);
    } else if (frame > last) {
      // A busy page may have passed the last frames by: it ends at its end all the same.
      if (Math.round(time * frameRate) < last) show(last / frameRate);
      setPlaying(false);
    } else if (frame !== Math.round(time * frameRate)) {
      show(frame / frameRate);
    }
  }

  function setPlaying(next: boolean): void {
    cancelAnimationFrame(request);
    if (next) {
      origin = begin(performance.now());
      request = requestAnimationFrame(tick);
    }
    if (playing === next) return;
    playing = next;
    onPlaying?.(next);
  }

  const stopWatching = allowed.watch((may) => { if (!may) setPlaying(false); });

  return {
    setShot(prompt, { duration, firstFrame }, picture) {
      const wasEmpty = scenery === undefined;
      plan = planCamera(prompt, duration);
      scenery = sceneryFor(firstFrame, picture, pixels, scenery);
      if (canvas.width !== scenery.surface.width || canvas.height !== scenery.surface.height) {
        canvas.width = scenery.surface.width;
        canvas.height = scenery.surface.height;
      }
      show(time);
      if (wasEmpty && playing) setPlaying(true);
    },
    play() {
      if (Math.round(time * frameRate) >= frameCount(plan.seconds) - 1) show(0);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    seek(seconds) {
      show(seconds);
      origin = begin(performance.now());
    },
    setLoop(next) { loop = next; },
    setRate(next) {
      rate = next;
      origin = begin(performance.now());
    },
    get playing() { return playing; },
    get time() { return time; },
    get plan() { return plan; },
    dispose() {
      cancelAnimationFrame(request);
      stopWatching();
    },
  };
}

/** A renderer with what it was made for. */
interface Scenery {
  readonly firstFrame: string | undefined;
  readonly source: ImageData | ImageBitmap | undefined;
  readonly renderer: Renderer;
  readonly surface: Surface;
  readonly image: ImageData;
}

function sceneryFor(firstFrame: string | undefined, source: ImageData | ImageBitmap | undefined, pixels: number, known: Scenery | undefined): Scenery {
  if (known && known.firstFrame === firstFrame && known.source === source) return known;
  const picture = pictureOf(firstFrame, source);
  const { width, height } = stageSize(pixels, picture);
  const surface = createSurface(width, height);
  const notice = source ? noticeFor(undefined) : noticeFor(firstFrame);
  return {
    firstFrame, source, surface, image: new ImageData(surface.bytes, width, height),
    renderer: createRenderer(width, height, { notice, ...(picture ? { picture } : {}) }),
  };
}

function pictureOf(firstFrame: string | undefined, source: ImageData | ImageBitmap | undefined): Picture | undefined {
  if (source) {
    const { width, height, data } = readPixels(source);
    return createPicture(width, height, data);
  }
  return firstFrame !== undefined && isRemote(firstFrame) ? placeholderPicture(placeholderLabel()) : undefined;
}
