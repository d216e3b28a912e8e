import type { FailureClass } from '../../../src/gateways/failure.ts';

/** What must come of a reply. */
export type Meaning =
  /** Taken and paid for, under this id. */
  | { readonly is: 'accepted'; readonly id: string }
  /** Certainly not charged. `later`: the same request goes out again by itself. */
  | { readonly is: 'refused' | 'later'; readonly class: FailureClass; readonly command?: string }
  /** It may have been charged; nothing goes out again by itself. */
  | { readonly is: 'unconfirmed' }
  | { readonly is: 'queued' | 'running' | 'cancelled' }
  /** With the address that is tried first. */
  | { readonly is: 'completed'; readonly link: string }
  | { readonly is: 'failed'; readonly class: FailureClass; readonly command?: string }
  /** The read is tried again, or the task stands still and says why; it never ends by it. */
  | { readonly is: 'again' | 'paused'; readonly class: FailureClass }
  | { readonly is: 'key valid' }
  | { readonly is: 'key invalid' | 'key unchecked'; readonly quotes: string };

export interface RelayReply {
  /** Unique: the emulator's fault `{"kind": "relay", "name": …}` answers with it. */
  readonly name: string;
  readonly step: 'submit' | 'status' | 'balance';
  readonly status: number;
  /** A string goes out as it is, anything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Compressed although nobody asked for it. */
  readonly encoding?: 'gzip' | 'br' | 'deflate' | 'raw-deflate' | 'zstd';
  readonly meaning: Meaning;
}

export const accepted = (id: string): Meaning => ({ is: 'accepted', id });
export const refused = (failureClass: FailureClass, command?: string): Meaning => ({ is: 'refused', class: failureClass, ...(command && { command }) });
export const wrongKey = refused('auth', 'setApiKey');
export const later: Meaning = { is: 'later', class: 'rate' };
export const unconfirmed: Meaning = { is: 'unconfirmed' };
export const failed = (failureClass: FailureClass, command?: string): Meaning => ({ is: 'failed', class: failureClass, ...(command && { command }) });
export const link = 'https://cdn.example/out/a.mp4?sig=1';
export const completed: Meaning = { is: 'completed', link };

/** A row of a table; `more` as in `RelayReply`. */
export type Row = readonly [name: string, status: number, body: unknown, meaning: Meaning, more?: Pick<RelayReply, 'headers' | 'encoding'>];

export const html = (title: string, body = ''): string => `<!doctype html>\n<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center>${body}</body></html>`;
export const openai = (code: string | number | null, message: string, type = 'new_api_error'): object => ({ error: { message, type, param: '', code } });
