export type UploadReading = { readonly bytes: Uint8Array; readonly name: string; readonly type: string } | { readonly refused: string };

/** Reads a multipart body with exactly one part, `file`, that carries a file name and an image type. */
export function readUpload(contentType: string, payload: Buffer): UploadReading {
  const boundary = /^multipart\/form-data;\s*boundary="?([^";]+)"?$/.exec(contentType)?.[1];
  if (boundary === undefined) { return { refused: 'Content-Type must be multipart/form-data' }; }
  const open = Buffer.from(`--${boundary}\r\n`);
  const close = Buffer.from(`\r\n--${boundary}--`);
  const headEnd = payload.indexOf('\r\n\r\n');
  const end = payload.lastIndexOf(close);
  if (!payload.subarray(0, open.length).equals(open) || headEnd < 0 || end < headEnd) { return { refused: 'malformed multipart body' }; }
  const head = payload.subarray(open.length, headEnd).toString('utf8');
  const disposition = /^content-disposition:\s*form-data;\s*name="file";\s*filename="([^"\r\n]+)"$/im.exec(head);
  const type = /^content-type:\s*(image\/(?:jpeg|png|webp))$/im.exec(head)?.[1];
  if (!disposition?.[1]) { return { refused: 'field "file" is required' }; }
  if (type === undefined) { return { refused: 'unsupported file type' }; }
  return { bytes: payload.subarray(headEnd + 4, end), name: disposition[1], type };
}
