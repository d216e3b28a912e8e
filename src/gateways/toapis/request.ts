import { modelName, type ShotSettings } from '../../shots/shot.ts';
import type { Body } from '../remote/remote.ts';

/** `hailuo.toapis.requestStyle`. */
export type RequestStyle = 'metadata' | 'topLevel';

/** `POST /v1/videos/generations`: options inside `metadata` (ToAPIs, MiniMax-Hailuo-2.3 submit page), or the newer page's form. */
export function submitBody(style: RequestStyle, prompt: string, settings: ShotSettings, firstFrame: string | undefined): Body {
  const shared = { model: modelName, prompt, duration: settings.duration };
  const optimizer = { prompt_optimizer: settings.promptOptimizer, fast_pretreatment: settings.fastPretreatment };
  switch (style) {
    case 'metadata': return {
      ...shared,
      metadata: {
        resolution: settings.resolution,
        ...(firstFrame === undefined ? {} : { first_frame_image: firstFrame }),
        ...optimizer,
        watermark: settings.watermark,
      },
    };
    case 'topLevel': return {
      ...shared,
      resolution: settings.resolution.toUpperCase(),
      ...(firstFrame === undefined ? {} : { image_urls: [firstFrame] }),
      metadata: { ...optimizer, aigc_watermark: settings.watermark },
    };
  }
}

/** `GET /v1/videos/generations/{id}` (ToAPIs, Get Task Status page). */
export function statusPath(encodedId: string): string {
  return `/v1/videos/generations/${encodedId}`;
}
