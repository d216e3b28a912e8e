/** What has to be known of a take before it is joined with others. */
export interface ClipFacts {
  /** `avc` is H.264; anything else is told by its name and not joined. */
  readonly codec: string;
  /** Pixels as coded, before rotation. */
  readonly width: number;
  readonly height: number;
  /** Width as shown over width as coded; 1 for square pixels. */
  readonly pixelAspect: number;
  /** Degrees, clockwise. */
  readonly rotation: number;
  /** Pictures that are shown. */
  readonly frames: number;
  /** How many of them its edit list trims away, which others in between are decoded from. */
  readonly beyondTrim?: number;
  /** Length of what is shown. */
  readonly seconds: number;
  /** Pictures a second, a whole number where it is one to a thousandth. */
  readonly rate: number;
  /** The first picture shown can be decoded without anything before it. */
  readonly startsWithKey: boolean;
  /** The parameter sets as the file's header has them (`avcC`), in hexadecimal: equal text, equal sets. Absent: in the pictures, or not H.264. */
  readonly parameterSets?: string;
  /** Primaries, transfer, matrix and range, as tagged; equal text, equal colours. */
  readonly colour: string;
  /** Codec, rate and channels of its sound; absent when silent. */
  readonly sound?: string;
  /** The label that Chinese law asks of generated video (the metadata key `AIGC`), as it stands in the file. */
  readonly aigcLabel?: string;
}

/** A rate as editors write it: 24 for what is nearest to it, 23.976 for what is nearest to 24000/1001 (the rates of NTSC), else as measured. */
export function tidyRate(framesASecond: number): number {
  const whole = Math.round(framesASecond);
  const near = [whole, whole * 1000 / 1001].toSorted((a, b) => Math.abs(framesASecond - a) - Math.abs(framesASecond - b))[0] ?? whole;
  return Math.round((Math.abs(framesASecond - near) < 0.001 * whole ? near : framesASecond) * 1000) / 1000;
}
