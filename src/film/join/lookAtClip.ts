import { EncodedPacketSink } from 'mediabunny';
import type { EncodedPacket, Input, InputVideoTrack } from 'mediabunny';
import { tidyRate } from './clipFacts.ts';
import type { ClipFacts } from './clipFacts.ts';
import { openClip } from './openClip.ts';
import { neededUntil, readSampleTables } from './sampleTable.ts';

/** Half a tick of any time base that videos use: what is closer together than this is one moment. */
const sameMoment = 1e-5;

/** Whether a picture is shown at all: an edit list leaves those before its start to the decoder alone. */
export function isShown({ timestamp }: Pick<EncodedPacket, 'timestamp'>): boolean {
  return timestamp > -sameMoment;
}

/** Reads a take's header and sample table, none of its pictures. Undefined when the file is no mp4 with a video track. */
export async function lookAtClip(file: string): Promise<ClipFacts | undefined> {
  const input = await openClip(file).catch(() => undefined);
  if (input === undefined) return undefined;
  try {
    const video = await input.getPrimaryVideoTrack();
    return video === null ? undefined : await factsOf(input, video, (await readSampleTables(file).catch(() => undefined))?.video.until);
  } catch {
    return undefined;
  } finally {
    input.dispose();
  }
}

/** The part of WebCodecs' decoder configurations that is read here; its own types belong to browsers. */
interface DecoderConfig {
  readonly codec: string;
  readonly description?: ArrayBuffer | ArrayBufferView;
  readonly colorSpace?: { readonly primaries?: string | null; readonly transfer?: string | null; readonly matrix?: string | null; readonly fullRange?: boolean | null };
  readonly sampleRate?: number;
  readonly numberOfChannels?: number;
}

function configOf(config: unknown): DecoderConfig | undefined {
  return (config ?? undefined) as DecoderConfig | undefined;
}

async function factsOf(input: Input, video: InputVideoTrack, until: number | undefined): Promise<ClipFacts> {
  const config = configOf(await video.getDecoderConfig());
  const width = await video.getCodedWidth();
  const sound = await input.getPrimaryAudioTrack();
  const soundConfig = configOf(await sound?.getDecoderConfig());
  const label = (await input.getMetadataTags()).raw?.['AIGC'];
  const { primaries, transfer, matrix, fullRange } = config?.colorSpace ?? {};
  return {
    codec: (await video.getCodec()) ?? 'unknown',
    width,
    height: await video.getCodedHeight(),
    pixelAspect: (await video.getSquarePixelWidth()) / width,
    rotation: await video.getRotation(),
    ...(await tableOf(video, until)),
    ...(config?.description && { parameterSets: Buffer.from(bytesOf(config.description)).toString('hex') }),
    colour: [primaries, transfer, matrix, fullRange === true ? 'full' : 'limited'].map((each) => each ?? '?').join('/'),
    ...(sound !== null && { sound: [soundConfig?.codec, soundConfig?.sampleRate, soundConfig?.numberOfChannels].map((each) => each ?? '?').join('/') }),
    ...(typeof label === 'string' && { aigcLabel: label }),
  };
}

async function tableOf(video: InputVideoTrack, until = Infinity): Promise<Pick<ClipFacts, 'frames' | 'beyondTrim' | 'seconds' | 'rate' | 'startsWithKey'>> {
  let [frames, beyondTrim, start, end, startsWithKey] = [0, 0, Infinity, 0, false];
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(video).packets(undefined, undefined, { metadataOnly: true })) packets.push(packet);
  for (const packet of neededUntil(packets, ({ timestamp }) => timestamp < until - sameMoment)) {
    if (!isShown(packet)) continue;
    if (frames === 0) startsWithKey = packet.type === 'key';
    frames++;
    if (packet.timestamp >= until - sameMoment) beyondTrim++;
    start = Math.min(start, packet.timestamp);
    end = Math.max(end, packet.timestamp + packet.duration);
  }
  // A take begins with its first picture, even where its time line does not (fragmented files, a leading empty edit).
  const seconds = frames > 0 ? end - start : 0;
  return { frames, ...(beyondTrim > 0 && { beyondTrim }), seconds, rate: seconds > 0 ? tidyRate(frames / seconds) : 0, startsWithKey };
}

/** The bytes of a decoder description, whichever form it comes in. */
function bytesOf(source: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
}
