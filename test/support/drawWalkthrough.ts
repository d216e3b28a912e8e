// Films the pictures of the walkthrough with the animatic itself: `node test/support/drawWalkthrough.ts` (needs ffmpeg).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeClip } from '../../src/animatic/clip/makeClip.ts';
import { runAside } from './outside.ts';
import { root } from './places.ts';

const pictures = [
  { name: 'animatic.avif', prompt: '[Push in] A fishing harbour at dawn, mist over the water. [Pan left, Pedestal up] The old lighthouse comes into view. [Static shot] Its lamp goes out.', notice: 'Camera preview, not the picture' },
  { name: 'animatic.zh-cn.avif', prompt: '[推进]黎明的渔港，水面上薄雾弥漫。[左摇，上升]古老的灯塔映入眼帘。[固定]塔灯熄灭。', notice: '仅为运镜预览，非最终画面' },
] as const;

const folder = await mkdtemp(join(tmpdir(), 'walkthrough-'));
try {
  for (const { name, prompt, notice } of pictures) {
    const file = join(folder, 'animatic.mp4');
    const news = await makeClip({ prompt, notice, seconds: 6, resolution: '768p', placeholder: '', file }, () => undefined);
    if (news.kind !== 'done') throw new Error(JSON.stringify(news));
    // Small enough to come with the extension, and still to be read at the width of the walkthrough: AVIF keeps what does not change between frames.
    await runAside('ffmpeg', ['-y', '-v', 'error', '-i', file, '-vf', 'fps=12,scale=360:-2:flags=lanczos', '-c:v', 'libaom-av1', '-crf', '40', '-cpu-used', '3', '-pix_fmt', 'yuv420p', '-loop', '0', join(root, 'media/walkthrough', name)]);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
