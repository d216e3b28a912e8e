import type { TaskChange } from './change.ts';

/** Tells of the videos (absolute paths) of tasks that are completed, as they change. Gives what starts listening, which gives what stops it. */
export function finishedBy(tasks: { onDidChange(listener: (change: TaskChange) => void): () => void }): (listener: (videos: readonly string[]) => void) => () => void {
  return (listener) => tasks.onDidChange(({ changed }) => {
    const videos = changed.flatMap(({ state, file }) => (state === 'completed' && file !== undefined ? [file] : []));
    if (videos.length > 0) {
      listener(videos);
    }
  });
}
