import type { ResourceLimits } from 'node:worker_threads';

/** Of a thread that makes a clip: its frames lie outside of the heap, so what it throws away is little and need not pile up first. */
export const resourceLimits: ResourceLimits = { maxYoungGenerationSizeMb: 1 };
