import * as z from 'zod/mini';
import type { ClipOrder } from '../../animatic/clip/order.ts';
import { noticeFor, placeholderLabel } from '../../animatic/render/words.ts';
import { durations, resolutions, type Shot } from '../../shots/shot.ts';
import type { Prepared } from '../gateway.ts';

const body = z.object({
  prompt: z.string(),
  duration: z.literal(durations),
  resolution: z.literal(resolutions),
  first_frame: z.optional(z.string()),
});

/** The order for the renderer: the prompt as written, since it reads both vocabularies, and what of the settings shows in a preview. */
export function prepareShot({ prompt, settings }: Shot): Prepared {
  const { duration, resolution, firstFrame } = settings;
  return { sentPrompt: prompt, body: { prompt, duration, resolution, ...(firstFrame === undefined ? {} : { first_frame: firstFrame }) } };
}

/** The clip to make of a prepared shot. Undefined when the body, which may come from a stored record, is not one of ours. */
export function clipOrder(prepared: Prepared, file: string): ClipOrder | undefined {
  const read = z.safeParse(body, prepared.body);
  if (!read.success) return undefined;
  const { prompt, duration, resolution, first_frame: firstFrame } = read.data;
  return {
    prompt, seconds: duration, resolution, file, notice: noticeFor(firstFrame), placeholder: placeholderLabel(),
    ...(firstFrame === undefined ? {} : { firstFrame }),
  };
}
