import { randomUUID } from 'node:crypto';

export interface FormFile {
  readonly field: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/**
 * A multipart body with one file. Written out because the global `FormData` would load Node's own undici,
 * which sets the process-wide dispatcher.
 */
export function multipart(file: FormFile): { readonly contentType: string; readonly body: Uint8Array } {
  const boundary = `----hailuo-${randomUUID()}`;
  // A local file's name is nobody's business, and quotes or line breaks in it would break the header.
  const name = file.name.replace(/[^\w.-]+/g, '_').slice(-100) || 'file';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${name}"\r\nContent-Type: ${file.mime}\r\n\r\n`;
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]) };
}
