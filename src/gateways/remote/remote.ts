import * as l10n from '@vscode/l10n';
import { isAbsolute } from 'node:path';
import { type DirectiveLanguageSetting, translatePrompt } from '../../directives/translate.ts';
import { missingFirstFrame } from '../../shots/firstFrame.ts';
import type { ShotSettings } from '../../shots/shot.ts';
import { refusalsFor } from '../../shots/validate.ts';
import { balanceOutcomeOf, keyOutcomeOf, uploadOutcomeOf } from './accountOutcome.ts';
import { curlCommand } from './curl.ts';
import { explain, explainBrokenKey, explainMissingKey } from './explain.ts';
import type { Failure } from '../failure.ts';
import { dataUri, type FirstFrameFile, readFirstFrame, sentFirstFrame } from './firstFrameFile.ts';
import type { BalanceOutcome, Gateway, GatewayId, Prepared, PrepareOutcome, StatusOutcome, SubmitOutcome, UploadOutcome } from '../gateway.ts';
import type { Http, HttpOutcome, HttpRequest } from '../http/http.ts';
import { directiveLanguageOf, uploadLimitOf } from '../limits.ts';
import { multipart } from '../http/multipart.ts';
import { isPrivateHost } from '../http/privateNetwork.ts';
import { quotable } from '../http/redact.ts';
import { createPace, type Pace } from '../http/retryAfter.ts';
import { sites } from '../sites.ts';
import { absolute } from './links.ts';
import { statusOutcomeOf } from './statusOutcome.ts';
import { submitOutcomeOf } from './submitOutcome.ts';
import { uploadName, type Uploads } from './uploads.ts';

/** What an adapter needs of the world. */
export interface RemoteConfig {
  /** As `readBaseUrl` gives it. */
  readonly baseUrl: string;
  /** The key for this gateway at this base URL's origin, read at every use. */
  readonly key: () => Promise<string | undefined>;
  /** Whether a key was set in another window that does not tell this one. Default: no. */
  readonly isKeyElsewhere?: () => Promise<boolean>;
  /** Loaded by the first request. */
  readonly http: () => Promise<Http>;
  readonly directiveLanguage: DirectiveLanguageSetting;
  /** Whether a first frame is sent upright and without personal data; default true. */
  readonly cleanFirstFrame?: () => boolean;
  /** Addresses of earlier uploads; without them each shot uploads its own. */
  readonly uploads?: Uploads;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export type Body = Prepared['body'];

/** Where the two paid gateways differ. */
export interface Vendor {
  readonly id: Exclude<GatewayId, 'animatic'>;
  /** The environment variable that stands for the key in a cURL command. */
  readonly keyVariable: string;
  /** Local first frames travel inside the body instead of being uploaded. */
  readonly inlineFirstFrame: boolean;
  /** Path and query, from an id that is percent-encoded already. */
  statusPath(encodedId: string): string;
  /** `firstFrame`: an address, or a data URI where the vendor takes one. */
  body(prompt: string, settings: ShotSettings, firstFrame: string | undefined): Body;
  submitHeaders(idempotencyKey: string): Readonly<Record<string, string>>;
}

const submitPath = '/v1/videos/generations';
const uploadPath = '/v1/uploads/images';
const balancePath = '/v1/balance';
/** Some relays put the video itself into the reply, in base64: a clip of 10 s has some 20 MB. Bytes. */
const longestStatus = 48 * 1024 ** 2;

type Asked =
  | { readonly kind: 'asked'; readonly outcome: HttpOutcome; readonly secrets: readonly string[]; readonly wait: number | undefined }
  | { readonly kind: 'notAsked'; readonly failure: Failure };

/** A paid gateway. Nothing in it throws but for an aborted signal; no redirect is followed, so the key goes to `baseUrl` alone. */
export function createRemote(vendor: Vendor, config: RemoteConfig): Gateway {
  const { name } = sites[vendor.id];
  const now = config.now ?? Date.now;
  // Submits and queries have budgets of their own (ToAPIs, rate limits).
  const paces = { submit: createPace(now), query: createPace(now) };

  async function keyOrFailure(): Promise<{ readonly key: string } | { readonly failure: Failure }> {
    const key = await config.key().catch(() => undefined);
    if (!key) { return { failure: explainMissingKey(name, await config.isKeyElsewhere?.() ?? false) }; }
    return /^[\x21-\x7e]+$/.test(key) ? { key } : { failure: explainBrokenKey(name) };
  }

  async function ask(pace: Pace, request: Omit<HttpRequest, 'url'> & { readonly path: string }): Promise<Asked> {
    const found = await keyOrFailure();
    if ('failure' in found) { return { kind: 'notAsked', failure: found.failure }; }
    const { path, ...rest } = request;
    const outcome = await send(config.http, {
      ...rest, url: config.baseUrl + path, headers: { accept: 'application/json', ...rest.headers, authorization: `Bearer ${found.key}` },
    });
    const wait = outcome.kind === 'reply' ? pace.note(outcome.reply.status, outcome.reply.headers) : undefined;
    return { kind: 'asked', outcome, secrets: [found.key], wait };
  }

  function tooSoon(wait: number): { readonly failure: Failure; readonly retryAfterMs: number } {
    const text = l10n.t('it asks to wait {0} s', Math.ceil(wait / 1000));
    return { failure: explain(name, { status: 429, text }, 'rate'), retryAfterMs: wait };
  }

  async function upload(image: { readonly bytes: Uint8Array; readonly name: string; readonly mime: string }, signal: AbortSignal): Promise<UploadOutcome> {
    const { contentType, body } = multipart({ field: 'file', ...image });
    const asked = await ask(paces.submit, { method: 'POST', path: uploadPath, headers: { 'content-type': contentType }, body, signal, fresh: true });
    return asked.kind === 'asked' ? uploadOutcomeOf(name, asked.outcome, asked.secrets, asked.wait) : { kind: 'refused', failure: asked.failure };
  }

  async function uploadOnce(image: FirstFrameFile, signal: AbortSignal): Promise<UploadOutcome> {
    const found = await keyOrFailure();
    if ('failure' in found || !config.uploads) { return upload(image, signal); }
    return config.uploads.reuse(uploadName({ gateway: vendor.id, baseUrl: config.baseUrl, key: found.key, bytes: image.bytes }), () => upload(image, signal));
  }

  async function prepare(prompt: string, settings: ShotSettings, signal: AbortSignal): Promise<PrepareOutcome> {
    const { firstFrame } = settings;
    const prepared = (address?: string): PrepareOutcome => ({ kind: 'prepared', prepared: { sentPrompt: prompt, body: vendor.body(prompt, settings, address) } });
    if (firstFrame === undefined) { return prepared(); }
    if (/^https?:/i.test(firstFrame)) {
      const message = addressProblem(firstFrame, config.baseUrl, name);
      return message === undefined ? prepared(asBrowsersSend(firstFrame)) : refused(message);
    }
    const read = isAbsolute(firstFrame) ? await readFirstFrame(firstFrame, uploadLimitOf(vendor.id)) : { refusal: missingFirstFrame(firstFrame) };
    if ('refusal' in read) { return refused(read.refusal.message); }
    if (vendor.inlineFirstFrame) {
      const { mime, sha256 } = read.file;
      return { kind: 'prepared', prepared: { sentPrompt: prompt, body: vendor.body(prompt, settings, undefined), inlineFirstFrame: { path: firstFrame, mime, sha256 } } };
    }
    const sent = await sentFile(read.file, config);
    if ('refusal' in sent) { return refused(sent.refusal.message); }
    const uploaded = await uploadOnce(sent.file, signal);
    return uploaded.kind === 'uploaded' ? prepared(uploaded.url) : uploaded;
  }

  async function submit(prepared: Prepared, idempotencyKey: string, signal: AbortSignal): Promise<SubmitOutcome> {
    const wait = paces.submit.wait();
    if (wait > 0) { return { kind: 'refused', retry: true, ...tooSoon(wait) }; }
    const body = await bodyToSend(prepared, config);
    if ('failure' in body) { return { kind: 'refused', retry: false, failure: body.failure }; }
    const headers = { 'content-type': 'application/json', ...vendor.submitHeaders(idempotencyKey) };
    const asked = await ask(paces.submit, { method: 'POST', path: submitPath, headers, body: body.text, signal, fresh: true });
    const outcome = asked.kind === 'asked' ? submitOutcomeOf(name, asked.outcome, asked.secrets, asked.wait) : { kind: 'refused' as const, retry: false, failure: asked.failure };
    // It may be the address that was not liked: the next try uploads anew.
    if (outcome.kind === 'refused' && !outcome.retry) { await forgetUploads(prepared); }
    return outcome;
  }

  async function forgetUploads({ body }: Prepared): Promise<void> {
    await config.uploads?.forgetIn(JSON.stringify(body));
  }

  async function balance(signal: AbortSignal): Promise<BalanceOutcome> {
    const asked = await ask(paces.query, { method: 'GET', path: balancePath, signal });
    return asked.kind === 'asked' ? balanceOutcomeOf(name, asked.outcome, asked.secrets) : { kind: 'unreadable', failure: asked.failure };
  }

  return {
    id: vendor.id,
    paid: true,
    upload,
    balance,
    submit: (prepared, { idempotencyKey, signal }) => submit(prepared, idempotencyKey, signal),
    async prepare(shot, signal) {
      const found = await keyOrFailure();
      if ('failure' in found) { return { kind: 'refused', failure: found.failure }; }
      const language = directiveLanguageOf(vendor.id, config.directiveLanguage);
      const [refusal] = refusalsFor(shot, language === undefined ? {} : { language });
      if (refusal) { return refused(refusal.message); }
      return prepare(language === undefined ? shot.prompt : translatePrompt(shot.prompt, language), shot.settings, signal);
    },
    async status({ remoteId }, signal) {
      const wait = paces.query.wait();
      if (wait > 0) { return { kind: 'unreadable', then: 'again', ...tooSoon(wait) }; }
      const asked = await ask(paces.query, { method: 'GET', path: vendor.statusPath(encodeId(remoteId)), signal, maxBytes: longestStatus });
      return asked.kind === 'asked' ? withWholeLinks(statusOutcomeOf(name, asked.outcome, asked.secrets, asked.wait), config.baseUrl) : { kind: 'unreadable', then: 'pause', failure: asked.failure };
    },
    checkKey: async (signal) => keyOutcomeOf(await balance(signal)),
    async linkHeaders(url) {
      if (!URL.canParse(url) || new URL(url).origin !== new URL(config.baseUrl).origin) { return undefined; }
      const found = await keyOrFailure();
      return 'key' in found ? { authorization: `Bearer ${found.key}` } : undefined;
    },
    forget: () => Promise.resolve(),
    forgetUploads,
    curl({ body, inlineFirstFrame }, shell) {
      const shown = inlineFirstFrame ? { ...body, first_frame_image: `data:${inlineFirstFrame.mime};base64,…` } : body;
      return curlCommand(config.baseUrl + submitPath, vendor.keyVariable, shown, shell);
    },
  };
}

function withWholeLinks(outcome: StatusOutcome, baseUrl: string): StatusOutcome {
  if (outcome.kind !== 'reading' || outcome.reading.result?.kind !== 'link') { return outcome; }
  const { url, others, marked } = outcome.reading.result;
  const whole = (links: readonly string[]): readonly string[] => links.map((each) => absolute(each, baseUrl));
  const result = { kind: 'link', url: absolute(url, baseUrl), ...(others && { others: whole(others) }), ...(marked && { marked: whole(marked) }) } as const;
  return { ...outcome, reading: { ...outcome.reading, result } };
}

/** Half a character, which a pasted id may hold, cannot be encoded. */
function encodeId(remoteId: string): string {
  return encodeURIComponent(remoteId.replace(/\p{Cs}/gu, '\uFFFD'));
}

/** A client that cannot even be loaded has delivered nothing. */
async function send(http: () => Promise<Http>, request: HttpRequest): Promise<HttpOutcome> {
  let client: Http;
  try {
    client = await http();
  } catch (error) {
    return { kind: 'fault', fault: { delivered: 'no', reason: 'other', detail: quotable(String(error)) } };
  }
  return client.request(request);
}

/** The image as this gateway is sent it. */
function sentFile(file: FirstFrameFile, { cleanFirstFrame: wanted = () => true }: RemoteConfig): ReturnType<typeof sentFirstFrame> {
  return sentFirstFrame(file, wanted());
}

/** An address as a browser asks for it: spaces and Chinese are encoded. One that needs nothing stays letter by letter, as signatures are of letters. */
function asBrowsersSend(address: string): string {
  return /^[\w!$&'()*+,./:;=?@#~%[\]-]+$/u.test(address) ? address : new URL(address).href;
}

/** The body as it leaves, an inline first frame put in; refused when that file is no longer the one that was prepared. */
async function bodyToSend({ body, inlineFirstFrame }: Prepared, config: RemoteConfig): Promise<{ readonly text: string } | { readonly failure: Failure }> {
  if (!inlineFirstFrame) { return { text: JSON.stringify(body) }; }
  const read = await readFirstFrame(inlineFirstFrame.path, uploadLimitOf('apimart'));
  if ('refusal' in read) { return { failure: invalid(read.refusal.message) }; }
  if (read.file.sha256 !== inlineFirstFrame.sha256) {
    return { failure: invalid(l10n.t('The first frame “{0}” has changed since you submitted this shot, so it wasn’t sent. Generate the shot again.', read.file.name)) };
  }
  const sent = await sentFile(read.file, config);
  return 'refusal' in sent ? { failure: invalid(sent.refusal.message) } : { text: JSON.stringify({ ...body, first_frame_image: dataUri(sent.file) }) };
}

/** Why an address is no first frame that the gateway could fetch. */
function addressProblem(address: string, baseUrl: string, name: string): string | undefined {
  const host = URL.canParse(address) ? new URL(address).hostname : undefined;
  if (host === undefined) { return l10n.t('The first frame “{0}” isn’t a valid address. Correct it or use a file.', quotable(address)); }
  if (!isPrivateHost(host) || isPrivateHost(new URL(baseUrl).hostname)) { return undefined; }
  return l10n.t('The first frame “{0}” is on a private network that {1} can’t reach. Use a file or a public address.', quotable(address), name);
}

function invalid(message: string): Failure {
  return { class: 'invalid', message };
}

function refused(message: string): PrepareOutcome {
  return { kind: 'refused', failure: invalid(message) };
}
