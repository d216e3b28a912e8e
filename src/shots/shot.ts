/** MiniMax-Hailuo-2.3 as both gateways document it (APIMart and ToAPIs submit pages). */
export const modelName = 'MiniMax-Hailuo-2.3';
/** Code points, counted after translation. */
export const maxPromptLength = 2000;
/** The share of it from which on a prompt's length is worth a word. */
export const nearLimit = 0.8;
export const durations = [6, 10] as const;
export const resolutions = ['768p', '1080p'] as const;

/** Seconds. */
export type Duration = (typeof durations)[number];
export type Resolution = (typeof resolutions)[number];

export interface ShotSettings {
  readonly duration: Duration;
  readonly resolution: Resolution;
  readonly promptOptimizer: boolean;
  /** Shortens the optimizer's time; acts only with the optimizer on. */
  readonly fastPretreatment: boolean;
  readonly watermark: boolean;
  /** A public http(s) URL, or an absolute path of a local image. */
  readonly firstFrame?: string;
}

/** The vendor's defaults: 6 s at 768p, optimizer on. */
export const defaultSettings: ShotSettings = {
  duration: 6, resolution: '768p', promptOptimizer: true, fastPretreatment: false, watermark: false,
};

/** A prompt with camera directives, plus settings: what a gateway turns into a take. */
export interface Shot {
  /** As the person wrote it. */
  readonly prompt: string;
  readonly settings: ShotSettings;
}
