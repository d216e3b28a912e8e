/** Milliseconds of work before others get their turn. */
const sliceMs = 5;

/** Returns a function to await between pieces of long work: it yields to the event loop when a slice is used up. */
export function createSlicer(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => performance.now() - since < sliceMs ? undefined : new Promise((resolve) => {
    setImmediate(() => {
      since = performance.now();
      resolve();
    });
  });
}

/** Runs `work` for each item, so many at once, and lets others have their turn in between. */
export async function eachInSlices<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const turn = createSlicer();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const item of queue) {
      await work(item);
      await turn();
    }
  }));
}
