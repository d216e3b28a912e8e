/**
 * Names a video as it is now: one that was written anew under its name is another one, even of the same size.
 * @param uri a resource link
 * @param changedAt when the file was last written, milliseconds since the epoch
 */
export function videoKey({ uri, bytes, changedAt }: { readonly uri: string; readonly bytes: number; readonly changedAt?: number | undefined }): string {
  return [uri, bytes, changedAt ?? ''].join(' ');
}
