import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ClipKind } from '../../support/clipKinds.ts';
import { clipKinds, makeClipOf } from '../../support/clipKinds.ts';
import { bits, numberIn as readNumber } from '../../support/countingClip.ts';
import { ensureFfmpeg } from '../../support/ffmpeg.ts';
import type * as framesModule from './framesPage.ts';
import { openPage } from './webPage.ts';

/** What the page's script finds as globals. */
declare const subject: typeof framesModule;
declare const numberIn: (pixels: ArrayLike<number>, width: number, height: number) => number;

const hasFfmpeg = await ensureFfmpeg();

/** Numbers that the pictures show: of each way to take one. */
interface Seen {
  readonly count: number;
  readonly stepped: readonly number[];
  readonly saved: readonly number[];
  readonly last: number;
  readonly dropped: number;
  readonly compared: readonly (readonly number[])[];
  readonly poster: number;
}

describe('every frame of whatever clip people bring', { skip: hasFfmpeg ? false : 'ffmpeg is not installed here' }, () => {
  let folder = '';
  let browser: Awaited<ReturnType<typeof openPage>>;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hailuo-frames-'));
    browser = await openPage('test/unit/browser/framesPage.ts');
    await browser.page.addScriptTag({ content: `const bits = ${bits}; ${readNumber.toString()}` });
  });
  after(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  /** Takes pictures of the clip in every way that the product has: at these frames. */
  async function look(clip: Uint8Array, frames: readonly number[]): Promise<Seen> {
    return await browser.page.evaluate(async ({ base64, frames }): Promise<Seen> => {
      const blob = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'video/mp4' });
      const link = URL.createObjectURL(blob);
      const read = async (picture: Uint8Array<ArrayBuffer> | Blob | undefined): Promise<number> => {
        if (!picture) return -1;
        const bitmap = await createImageBitmap(picture instanceof Blob ? picture : new Blob([picture]));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d')!;
        context.drawImage(bitmap, 0, 0);
        return numberIn(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
      };
      const open = async (): Promise<{ video: HTMLVideoElement; player: ReturnType<typeof subject.createPlayer> }> => {
        const loaded = await subject.loadVideo(link, new AbortController().signal);
        if (loaded.kind === 'unplayable') throw new Error(loaded.why);
        const video = document.body.appendChild(document.createElement('video'));
        video.muted = true;
        video.src = loaded.url;
        return { video, player: subject.createPlayer(video, loaded.video.frames, () => undefined) };
      };
      document.body.replaceChildren();
      const one = await open();
      const count = one.player.frames.starts.length;
      const real = frames.filter((frame) => frame < count);
      const saved: number[] = [];
      for (const frame of real) saved.push(await read(await subject.pictureOf(one.video, one.player, frame)));
      await one.player.seek(0);
      const stepped: number[] = [];
      for (const by of [0, 1, 1, -1]) {
        await one.player.step(by);
        stepped.push(await read(await subject.pictureOf(one.video, one.player, one.player.frame)));
      }
      const last = await read(await subject.lastPictureOf(one.video.src, one.player.frames));
      const [a, b] = [await open(), await open()];
      const group = subject.createGroup([a, b], () => undefined);
      const compared: number[][] = [];
      for (const frame of real) {
        await group.seek(frame);
        compared.push([await read(await subject.pictureOf(a.video, a.player, a.player.frame)), await read(await subject.pictureOf(b.video, b.player, b.player.frame))]);
      }
      group.dispose();
      for (const { player } of [one, a, b]) player.dispose();
      return { count, stepped, saved, last, dropped: await read(await subject.lastFrameOf(blob)), compared, poster: await read(await subject.makePoster(link, blob.size)) };
    }, { base64: Buffer.from(clip).toString('base64'), frames });
  }

  /** Made ahead: ffmpeg codes the next ones while the browser looks at one. */
  const made = new Map<ClipKind, Promise<Uint8Array>>();
  function clipOf(place: number): Promise<Uint8Array> {
    for (const kind of clipKinds.slice(place, place + 3)) {
      if (made.has(kind)) continue;
      const clip = makeClipOf(kind, folder);
      // Its own test tells.
      clip.catch(() => undefined);
      made.set(kind, clip);
    }
    return made.get(clipKinds[place]!)!;
  }

  for (const [place, kind] of clipKinds.entries()) {
    test(kind.name, async () => {
      const [first, count] = shownOf(kind);
      const frames = [...new Set([0, 1, Math.floor(count / 2), count - 2, count - 1].filter((frame) => frame >= 0 && frame < count))];
      const seen = await look(await clipOf(place), frames);
      const numbers = frames.map((frame) => first + frame);
      const step = (to: number): number => first + Math.min(count - 1, to);
      assert.deepEqual(seen, {
        count, saved: numbers, compared: numbers.map((number) => [number, number]), last: first + count - 1, dropped: first + count - 1,
        stepped: [step(0), step(1), step(2), count === 1 ? first : first + Math.max(0, Math.min(count - 1, 2) - 1)], poster: first + Math.floor((count - 1) / 4),
      });
    });
  }
});

/** Number of the first frame to be seen, and how many there are. */
function shownOf({ shown, frames = 48 }: ClipKind): readonly [first: number, count: number] {
  return shown ?? [0, frames];
}
