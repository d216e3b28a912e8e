import type { FrameSize } from '../../animatic/render/frameSize.ts';

/** A frame of about so many pixels with the film's aspect: 16:9, or the first frame's. */
export function stageSize(pixels: number, picture?: FrameSize): FrameSize {
  const aspect = picture ? picture.width / picture.height : 16 / 9;
  const even = (value: number): number => 2 * Math.round(value / 2);
  return { width: even(Math.sqrt(pixels * aspect)), height: even(Math.sqrt(pixels / aspect)) };
}

/** A stage shows no more of a picture than this, pixels on its longer side. */
const largest = 1280;

/** A bitmap's pixels, scaled down to what a stage can show; pixels that are given stay as they are. */
export function readPixels(source: ImageData | ImageBitmap): ImageData {
  if (source instanceof ImageData) return source;
  const scale = Math.min(1, largest / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * scale));
  const height = Math.max(1, Math.round(source.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** Whether pictures may move by themselves: VS Code's own setting arrives as a class of the page, the system's as a media query. */
export function motionAllowed(): { now(): boolean; watch(listener: (allowed: boolean) => void): () => void } {
  const query = matchMedia('(prefers-reduced-motion: reduce)');
  const now = (): boolean => !query.matches && !document.body.classList.contains('vscode-reduce-motion');
  return {
    now,
    watch(listener) {
      const tell = (): void => listener(now());
      const classes = new MutationObserver(tell);
      classes.observe(document.body, { attributeFilter: ['class'] });
      query.addEventListener('change', tell);
      return () => {
        classes.disconnect();
        query.removeEventListener('change', tell);
      };
    },
  };
}
