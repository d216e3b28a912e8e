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
