import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bits } from './countingClip.ts';
import { ffmpegAside } from './ffmpeg.ts';

/** A kind of clip that people bring. Frame `n` of it shows `first + n`. */
export interface ClipKind {
  readonly name: string;
  /** Frames a second of what is encoded; default 24. */
  readonly rate?: number;
  readonly size?: readonly [width: number, height: number];
  /** Frames that are encoded; default 48. */
  readonly frames?: number;
  /** After the input: filters and how the pictures are coded; default H.264 with B-frames and a key frame each second. */
  readonly code?: readonly string[];
  /** How the file is written. */
  readonly write?: readonly string[];
  /** A second pass that copies the coded pictures: what comes before its input, and after it. */
  readonly copy?: readonly [before: readonly string[], after: readonly string[]];
  /** Changes the written file in place, for what ffmpeg does not write. */
  readonly patch?: (file: Buffer) => void;
  /** Bytes before the written file's first one. */
  readonly prefix?: Buffer;
  /** Number that the first frame shows, and how many frames there are to be seen; default all that were encoded. */
  readonly shown?: readonly [first: number, count: number];
}

/** Matrix of the track header: a quarter turn to the right. ISO/IEC 14496-12, 8.3.2. */
function turn(file: Buffer): void {
  const matrix = file.indexOf('tkhd') + 44;
  [0, 1 << 16, 0, -1 << 16, 0, 0, 360 << 16, 0, 1 << 30].forEach((value, index) => { file.writeInt32BE(value, matrix + index * 4); });
}

/** The same matrix: half a turn. */
function flip(file: Buffer): void {
  const matrix = file.indexOf('tkhd') + 44;
  [-1 << 16, 0, 0, 0, -1 << 16, 0, 640 << 16, 360 << 16, 1 << 30].forEach((value, index) => { file.writeInt32BE(value, matrix + index * 4); });
}

/** Puts the length of the pictures' box into the empty box before it. ISO/IEC 14496-12, 4.2. */
function lengthIn64(file: Buffer): void {
  const at = file.indexOf('mdat') - 4;
  const length = file.readUInt32BE(at);
  file.writeUInt32BE(1, at - 8);
  file.write('mdat', at - 4, 'latin1');
  file.writeBigUInt64BE(BigInt(length + 8), at);
}

function noLength(file: Buffer): void {
  file.writeUInt32BE(0, file.indexOf('mdat') - 4);
}

function box(type: string, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32BE(length, 0);
  bytes.write(type, 4, 'latin1');
  return bytes;
}

function endAtTwoSeconds(file: Buffer): void {
  file.writeUInt32BE(2000, file.indexOf('elst') + 12);
}

/** Length of the only edit, in thousandths of a second. ISO/IEC 14496-12, 8.6.6. */
function endAtOneSecond(file: Buffer): void {
  file.writeUInt32BE(1000, file.indexOf('elst') + 12);
}

const x264 = (...args: readonly string[]): readonly string[] => ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '18', '-g', '24', ...args];
const tagged = (matrix: string, range: 'tv' | 'pc', pixels = 'yuv420p'): readonly string[] => [
  '-vf', `scale=out_color_matrix=${matrix === 'bt709' ? 'bt709' : 'bt601'}:out_range=${range}`, ...x264('-pix_fmt', pixels),
  '-colorspace', matrix, '-color_primaries', matrix, '-color_trc', matrix, '-color_range', range,
];

const sound = (seconds: number): readonly string[] => ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${String(seconds)}`, '-map', '0:v', '-map', '1:a', '-c:a', 'aac'];

export const clipKinds: readonly ClipKind[] = [
  { name: 'B-frames with an edit list, 24 fps' },
  { name: 'no B-frames', code: x264('-bf', '0') },
  { name: 'index at the front', write: ['-movflags', '+faststart'] },
  { name: 'no edit list', write: ['-use_editlist', '0'] },
  { name: 'negative composition offsets', write: ['-movflags', '+negative_cts_offsets'] },
  { name: 'fragmented', write: ['-movflags', '+frag_keyframe+empty_moov'] },
  { name: 'fragmented, index delayed', write: ['-movflags', '+frag_keyframe+delay_moov'] },
  { name: 'fragmented, no B-frames, one fragment for each 10 frames', code: x264('-bf', '0'), write: ['-movflags', '+empty_moov+default_base_moof', '-frag_duration', '416000'] },
  { name: 'CMAF', write: ['-movflags', '+cmaf+frag_keyframe+empty_moov'] },
  { name: 'CMAF, index delayed, many fragments', write: ['-movflags', '+cmaf+delay_moov', '-frag_duration', '400000'] },
  { name: 'leading empty edit', write: ['-output_ts_offset', '0.5'] },
  { name: 'start at 2 s without an edit list', write: ['-output_ts_offset', '2', '-use_editlist', '0', '-avoid_negative_ts', 'disabled'] },
  { name: 'trimmed by copy, in the middle of a group', copy: [['-ss', '0.7'], ['-c', 'copy']], shown: [17, 31] },
  { name: 'trimmed by copy, at its end', copy: [[], ['-t', '1.1', '-c', 'copy']], shown: [0, 29] },
  { name: 'trimmed by copy at both ends', frames: 96, copy: [['-ss', '1.3'], ['-t', '1.2', '-c', 'copy']], shown: [32, 30] },
  { name: '25 fps', rate: 25 },
  { name: '30 fps', rate: 30 },
  { name: '29.97 fps', rate: 30000 / 1001, code: x264('-r', '30000/1001') },
  { name: '50 fps', rate: 50, frames: 100 },
  { name: '60 fps', rate: 60, frames: 120 },
  { name: 'rates that vary', code: ['-vf', "settb=1/1200,setpts='if(lt(N,16),N/60,if(lt(N,32),16/60+(N-16)/10,16/60+1.6+(N-32)/24))/TB'", '-fps_mode', 'vfr', '-enc_time_base', '1/1200', ...x264()] },
  { name: 'milliseconds as the time base', rate: 60, write: ['-video_track_timescale', '1000'] },
  { name: 'BT.601', code: tagged('smpte170m', 'tv') },
  { name: 'BT.709', size: [1280, 720], code: tagged('bt709', 'tv') },
  { name: 'full range', code: tagged('bt709', 'pc', 'yuvj420p') },
  { name: 'no colour tags, 720 lines', size: [1280, 720] },
  { name: 'portrait, sides that are no multiple of 16', size: [406, 722] },
  { name: 'odd sides', size: [481, 271], code: x264('-pix_fmt', 'yuv444p') },
  { name: 'lying, turned by its header', size: [360, 640], code: ['-vf', 'transpose=2', ...x264()], patch: turn },
  { name: 'an edit that ends before the pictures do', patch: endAtOneSecond, shown: [0, 24] },
  { name: 'pixels that are not square', code: x264('-aspect', '2.35') },
  { name: 'with sound', code: ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2', '-map', '0:v', '-map', '1:a', '-c:a', 'aac', ...x264()] },
  { name: 'one frame', frames: 1 },
  { name: 'one key frame for all', frames: 120, code: x264('-g', '600', '-bf', '4') },
  // A browser that seeks into such a group decodes pictures without those that they refer to, and gives up.
  { name: 'open groups of pictures', frames: 50, code: x264('-bf', '3', '-b_strategy', '0', '-x264-params', 'open-gop=1:scenecut=0:min-keyint=24') },
  { name: 'open groups of pictures, fragmented', frames: 50, code: x264('-bf', '3', '-b_strategy', '0', '-x264-params', 'open-gop=1:scenecut=0:min-keyint=24'), write: ['-movflags', '+frag_keyframe+empty_moov'] },
  { name: 'open groups of pictures, several in a fragment', frames: 50, code: x264('-bf', '3', '-b_strategy', '0', '-x264-params', 'open-gop=1:scenecut=0:min-keyint=24'), write: ['-movflags', '+empty_moov+default_base_moof', '-frag_duration', '1700000'] },
  { name: 'AV1', code: ['-c:v', 'libsvtav1', '-pix_fmt', 'yuv420p', '-preset', '10', '-crf', '20', '-g', '24'] },
  { name: 'sound that is longer', code: [...sound(3.5), ...x264()] },
  { name: 'sound that begins first', code: [...sound(2.5), '-filter_complex', '[0:v]setpts=PTS+0.4/TB[late]', '-map', '-0:v', '-map', '[late]', '-fps_mode', 'vfr', ...x264()] },
  { name: 'sound in the first track', code: [...sound(2), '-map', '-0:v', '-map', '-1:a', '-map', '1:a', '-map', '0:v', ...x264()] },
  { name: 'a timecode track', write: ['-timecode', '01:00:00:00'] },
  { name: '12 fps', rate: 12 },
  { name: '23.976 fps', rate: 24000 / 1001, code: x264('-r', '24000/1001') },
  { name: '120 fps', rate: 120, frames: 240 },
  { name: 'many B-frames', code: x264('-bf', '12', '-b_strategy', '0', '-b-pyramid', 'normal') },
  { name: 'interlaced', code: x264('-flags', '+ilme+ildct', '-x264-params', 'tff=1') },
  { name: 'baseline', code: x264('-profile:v', 'baseline') },
  { name: '10 bits', code: x264('-pix_fmt', 'yuv420p10le') },
  { name: '4:2:2', code: x264('-pix_fmt', 'yuv422p') },
  { name: 'BT.2020, 10 bits', code: ['-vf', 'scale=out_color_matrix=bt2020:out_range=tv', ...x264('-pix_fmt', 'yuv420p10le'), '-colorspace', 'bt2020nc', '-color_primaries', 'bt2020', '-color_trc', 'bt2020-10'] },
  { name: 'upside down, turned by its header', code: ['-vf', 'hflip,vflip', ...x264()], patch: flip },
  { name: 'another box before ftyp', write: ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'], prefix: box('free', 24) },
  { name: 'QuickTime in the name of mp4', write: ['-f', 'mov'] },
  { name: 'fragments with an index of segments', write: ['-movflags', '+dash+frag_keyframe+empty_moov+global_sidx'] },
  { name: 'a last frame that stays for a second', code: ['-vf', "setpts='if(eq(N,47),N+24,N)/24/TB'", '-fps_mode', 'vfr', '-enc_time_base', '1/600', ...x264('-bf', '0')] },
  { name: 'a first frame that stays for a second', code: ['-vf', "setpts='if(eq(N,0),0,N+24)/24/TB'", '-fps_mode', 'vfr', '-enc_time_base', '1/600', ...x264('-bf', '0')] },
  { name: 'two seconds long by its edit, and three by its pictures, with sound', frames: 72, code: [...sound(3), ...x264()], patch: endAtTwoSeconds, shown: [0, 48] },
  { name: 'cut at its start by copy, fragmented', copy: [['-ss', '0.7'], ['-c', 'copy', '-movflags', '+frag_keyframe+empty_moov']], shown: [16, 32] },
  { name: 'fragments from the middle of a stream', write: ['-movflags', '+frag_keyframe+empty_moov+default_base_moof', '-output_ts_offset', '7'] },
  { name: 'three frames at 1 fps', rate: 1, frames: 3 },
  { name: 'VP9 without key frames but the first', code: ['-c:v', 'libvpx-vp9', '-pix_fmt', 'yuv420p', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '2M', '-g', '999'] },
  { name: 'a playable track behind one that is not', code: ['-f', 'lavfi', '-i', 'color=red:s=64x64:d=3:r=30', '-map', '1:v', '-map', '0:v', '-disposition:v:0', '0', '-disposition:v:1', 'default', '-c:v:0', 'mpeg4', '-c:v:1', 'libx264', '-pix_fmt:v:1', 'yuv420p', '-crf', '18', '-g', '24'] },
  { name: 'a track behind one that is switched off', code: ['-f', 'lavfi', '-i', 'color=red:s=64x64:d=3:r=30', '-map', '1:v', '-map', '0:v', '-disposition:v:1', 'default', '-disposition:v:0', '0', ...x264()] },
  { name: 'a cover picture in front', code: ['-f', 'lavfi', '-i', 'color=red:s=64x64:d=0.04', '-map', '1:v', '-map', '0:v', '-c:v:0', 'mjpeg', '-disposition:v:0', 'attached_pic', '-c:v:1', 'libx264', '-pix_fmt:v:1', 'yuv420p', '-crf', '18', '-g', '24'] },
  { name: 'its length in 64 bits', patch: lengthIn64 },
  { name: 'pictures to the end of the file, without a length', write: ['-movflags', '+faststart'], patch: noLength },
  { name: 'the first fragment in the index', write: ['-movflags', '+frag_keyframe'] },
  { name: 'refreshed bit by bit', frames: 96, code: x264('-x264-params', 'intra-refresh=1:keyint=24') },
  { name: 'gray', code: x264('-pix_fmt', 'gray') },
  { name: 'times that no rate has', rate: 30, code: ['-vf', "settb=1/90000,setpts='N*3000+mod(N*7919,1700)'", '-fps_mode', 'vfr', '-enc_time_base', '1/90000', ...x264()], write: ['-video_track_timescale', '90000'] },
  { name: 'VP9', code: ['-c:v', 'libvpx-vp9', '-pix_fmt', 'yuv420p', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '2M', '-g', '24'] },
];

const drawn = new Map<string, Uint8Array>();

/** The same pictures again where they were drawn once: most kinds differ only in how they are coded. */
function picturesOf(frames: number, width: number, height: number): Uint8Array {
  const name = [frames, width, height].join(' ');
  const bytes = drawn.get(name) ?? pictures(frames, width, height);
  drawn.set(name, bytes);
  return bytes;
}

/** Frames with their number as fields of black and white over the upper third, over a picture that moves. RGB24. */
function pictures(frames: number, width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(frames * width * height * 3);
  const [field, third] = [width / bits, Math.floor(height / 3)];
  for (let frame = 0; frame < frames; frame++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = ((frame * height + y) * width + x) * 3;
        const light = y < third ? ((frame >> (bits - 1 - Math.floor(x / field))) & 1) * 255 : ((x + frame * 4) % width) / width * 200;
        bytes[at] = light;
        bytes[at + 1] = y < third ? light : 128;
        bytes[at + 2] = y < third ? light : 255 - light;
      }
    }
  }
  return bytes;
}

/** Makes a clip of this kind with ffmpeg in a folder; the result is the file's bytes. */
export async function makeClipOf(kind: ClipKind, folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const { rate = 24, size: [width, height] = [640, 360], frames = 48, code = x264(), write = [], copy, patch, prefix = Buffer.alloc(0) } = kind;
  await mkdir(folder, { recursive: true });
  const stem = join(folder, kind.name.replace(/\W+/gu, '-'));
  const [coded, copied] = [`${stem}.mp4`, `${stem}-copied.mp4`];
  await ffmpegAside(['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', String(rate), '-i', 'pipe:0', ...code, ...write, coded], picturesOf(frames, width, height));
  if (copy) await ffmpegAside([...copy[0], '-i', coded, ...copy[1], copied]);
  const file = await readFile(copy ? copied : coded);
  patch?.(file);
  return Uint8Array.from(Buffer.concat([prefix, file]));
}
