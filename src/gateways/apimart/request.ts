import { modelName, type ShotSettings } from '../../shots/shot.ts';
import type { Body } from '../remote/remote.ts';

/** `POST /v1/videos/generations`: every option at the top level (APIMart, MiniMax-Hailuo-2.3 submit page). */
export function submitBody(prompt: string, settings: ShotSettings, firstFrame: string | undefined): Body {
  return {
    model: modelName,
    prompt,
    duration: settings.duration,
    resolution: settings.resolution,
    ...(firstFrame === undefined ? {} : { first_frame_image: firstFrame }),
    prompt_optimizer: settings.promptOptimizer,
    fast_pretreatment: settings.fastPretreatment,
    watermark: settings.watermark,
  };
}

/** `GET /v1/tasks/{id}` (APIMart, Get Task Status page). */
export function statusPath(encodedId: string): string {
  return `/v1/tasks/${encodedId}?language=en`;
}
