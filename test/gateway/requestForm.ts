import * as z from 'zod/mini';
import type { Vendor } from './fault.ts';

const vocabulary: Record<Vendor, ReadonlySet<string>> = {
  apimart: new Set(['左移', '右移', '左摇', '右摇', '推进', '拉远', '上升', '下降', '上摇', '下摇', '变焦推近', '变焦拉远', '晃动', '跟随', '固定']),
  toapis: new Set([
    'Pan left', 'Pan right', 'Tilt up', 'Tilt down', 'Push in', 'Pull out', 'Pedestal up', 'Pedestal down',
    'Truck left', 'Truck right', 'Zoom in', 'Zoom out', 'Shake', 'Tracking shot', 'Static shot',
  ]),
};

const model = z.literal('MiniMax-Hailuo-2.3');
const prompt = z.string().check(
  z.minLength(1, 'prompt is required'),
  z.refine((text) => [...text].length <= 2000, 'prompt exceeds 2000 characters'),
);
const duration = z.optional(z.union([z.literal(6), z.literal(10)]));
const flag = z.optional(z.boolean());
const publicUrl = z.url({ protocol: /^https?$/ });
const dataUri = z.string().check(z.regex(/^data:image\/(jpeg|png|webp);base64,[A-Za-z0-9+/]+=*$/));

/** The APIMart page: every option at the top level. */
const apimartBody = z.strictObject({
  model, prompt, duration,
  resolution: z.optional(z.enum(['768p', '1080p'])),
  first_frame_image: z.optional(z.union([publicUrl, dataUri])),
  prompt_optimizer: flag, fast_pretreatment: flag, watermark: flag,
});

/** The ToAPIs page: options inside `metadata`, no base64. */
const toapisBody = z.strictObject({
  model, prompt, duration,
  metadata: z.optional(z.strictObject({
    resolution: z.optional(z.enum(['768p', '1080p'])),
    first_frame_image: z.optional(publicUrl),
    prompt_optimizer: flag, fast_pretreatment: flag, watermark: flag,
  })),
});

/** The newer ToAPIs page: resolution and images at the top level, in capitals. */
const toapisTopLevelBody = z.strictObject({
  model, prompt, duration,
  resolution: z.enum(['768P', '1080P']),
  image_urls: z.optional(z.array(publicUrl).check(z.length(1))),
  metadata: z.optional(z.strictObject({ prompt_optimizer: flag, fast_pretreatment: flag, aigc_watermark: flag })),
});

export interface RequestForm {
  readonly prompt: string;
  readonly duration: number;
  /** Lower case. */
  readonly resolution: string;
  readonly firstFrame?: string;
}

export type RequestReading = { readonly ok: RequestForm } | { readonly refused: string };

/**
 * Reads a submission as strictly as a gateway may: an unknown field, a wrong type or an impossible pair is refused.
 * With `strictVocabulary` a directive of the other gateway's vocabulary is refused too.
 */
export function readSubmission(gateway: Vendor, body: unknown, strictVocabulary: boolean): RequestReading {
  const schema = gateway === 'apimart' ? apimartBody : z.union([toapisBody, toapisTopLevelBody]);
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    return { refused: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') };
  }
  const fields = parsed.data;
  const metadata = 'metadata' in fields ? fields.metadata : undefined;
  const resolution = ('resolution' in fields ? fields.resolution : undefined)
    ?? (metadata && 'resolution' in metadata ? metadata.resolution : undefined) ?? '768p';
  const seconds = fields.duration ?? 6;
  if (resolution.toLowerCase() === '1080p' && seconds !== 6) { return { refused: '1080p supports 6 seconds only' }; }
  if (strictVocabulary) {
    const foreign = vocabulary[gateway === 'apimart' ? 'toapis' : 'apimart'];
    const word = bracketWords(fields.prompt).find((each) => foreign.has(each));
    if (word !== undefined) { return { refused: `unknown camera command [${word}]` }; }
  }
  const firstFrame = 'first_frame_image' in fields ? fields.first_frame_image
    : 'image_urls' in fields ? fields.image_urls?.[0]
      : metadata && 'first_frame_image' in metadata ? metadata.first_frame_image : undefined;
  return {
    ok: {
      prompt: fields.prompt, duration: seconds, resolution: resolution.toLowerCase(),
      ...(firstFrame === undefined ? {} : { firstFrame }),
    },
  };
}

function bracketWords(text: string): string[] {
  return [...text.matchAll(/\[([^\][]*)\]/g)].flatMap((match) => (match[1] ?? '').split(/[,，]/).map((word) => word.trim()));
}
