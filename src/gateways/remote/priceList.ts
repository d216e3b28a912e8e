import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import type { Duration, Resolution } from '../../shots/shot.ts';
import { durations, resolutions } from '../../shots/shot.ts';
import type { Failure } from '../failure.ts';
import type { Http } from '../http/http.ts';
import { explain, explainFault } from './explain.ts';
import { openEnvelope } from './reply.ts';
import { sites } from '../sites.ts';

/** What one video is listed at, US dollars. */
export interface ListedPrice {
  readonly seconds: Duration;
  readonly resolution: Resolution;
  readonly usd: number;
}

export type PriceListOutcome = { readonly kind: 'prices'; readonly prices: readonly ListedPrice[] } | { readonly kind: 'unreadable'; readonly failure: Failure };

const model = 'MiniMax-Hailuo-2.3';

/**
 * Reads APIMart's public page of prices, which takes no key: none is sent. Its form is not documented; public clients read
 * `data.billing_type`, `resolution_duration_prices` (`"768P-6s"`: a video), `resolution_prices` (a second, where the billing is
 * `per_second`) and `model_price`. What cannot be told for sure is left out: no price is invented. Discounts of an account are
 * not in it, so a video may cost less. Rejects with the signal's own reason only.
 */
export async function readPriceList(http: Http, baseUrl: string, signal: AbortSignal): Promise<PriceListOutcome> {
  const url = new URL(`/api/pricing/model?model=${encodeURIComponent(model)}`, baseUrl).href;
  const outcome = await http.request({ method: 'GET', url, headers: { accept: 'application/json' }, signal });
  const { name } = sites.apimart;
  if (outcome.kind === 'fault') return { kind: 'unreadable', failure: explainFault(name, outcome.fault) };
  const envelope = openEnvelope(outcome.reply);
  if (envelope.kind === 'error') return { kind: 'unreadable', failure: explain(name, envelope.reported) };
  const prices = envelope.kind === 'facts' ? pricesIn(envelope.root) : [];
  return prices.length > 0 ? { kind: 'prices', prices } : { kind: 'unreadable', failure: explain(name, { ...envelope.reported, text: l10n.t('its page has no readable price for {0}', model) }, 'server') };
}

const amount = z.pipe(z.union([z.number(), z.string()]), z.transform(Number));
const table = z.catch(z.optional(z.record(z.string(), z.unknown())), undefined);
const pageSchema = z.object({
  model_name: z.catch(z.optional(z.string()), undefined), billing_type: z.catch(z.optional(z.string()), undefined),
  resolution_duration_prices: table, resolution_prices: table, model_price: z.catch(z.optional(amount), undefined),
});
type Page = z.infer<typeof pageSchema>;

/** The prices on the page, in the order of what a shot can be. */
export function pricesIn(reply: unknown): readonly ListedPrice[] {
  const root = z.looseObject({ data: z.optional(z.unknown()) }).safeParse(reply).data;
  const page = [root?.data, root].map((each) => pageSchema.safeParse(each).data).find((each) => each && (each.resolution_duration_prices ?? each.resolution_prices ?? each.model_price) !== undefined);
  if (!page || (page.model_name !== undefined && page.model_name.toLowerCase() !== model.toLowerCase())) return [];
  return resolutions.flatMap((resolution) => durations.flatMap((seconds) => {
    const usd = priceOf(page, resolution, seconds);
    return usd === undefined || (resolution === '1080p' && seconds === 10) ? [] : [{ seconds, resolution, usd }];
  }));
}

function priceOf({ billing_type: billing = '', resolution_duration_prices: videos, resolution_prices: byResolution, model_price: base }: Page, resolution: Resolution, seconds: Duration): number | undefined {
  if (videos) return highest(videos, `${resolution}-${String(seconds)}s`);
  const isPerSecond = /^per[_ -]?second$/iu.test(billing);
  if (!isPerSecond && !/^(per[_ -]?)?(call|request|video|generation|task|times?|fixed|once|count|resolution)$/iu.test(billing)) return undefined;
  const one = byResolution ? highest(byResolution, resolution) : valid(base);
  return one === undefined ? undefined : isPerSecond ? Number((one * seconds).toFixed(9)) : one;
}

/** The dearer of a price and the one of a shot with a first frame, whose key ends in `-input`. */
function highest(prices: Readonly<Record<string, unknown>>, wanted: string): number | undefined {
  const fitting = Object.entries(prices).filter(([key]) => [wanted, `${wanted}-input`].includes(key.trim().toLowerCase())).map(([, price]) => valid(amount.safeParse(price).data));
  const known = fitting.filter((price) => price !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** A video that costs nothing is a page that says nothing. */
function valid(price: number | undefined): number | undefined {
  return price !== undefined && Number.isFinite(price) && price > 0 && price < 10_000 ? price : undefined;
}
