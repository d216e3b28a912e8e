/** `work` for all callers in common, begun by the first one; when it failed, the next one begins it anew. */
export function onceDone(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | undefined;
  return () => (begun ??= work().catch((error: unknown) => {
    begun = undefined;
    throw error;
  }));
}
