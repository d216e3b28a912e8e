import * as path from 'node:path';
import type * as vscode from 'vscode';
import { gatewayName } from '../gateways/sites.ts';
import { strangePictureWords } from '../host/strangePicture.ts';
import { newTaskId } from '../tasks/taskId.ts';
import { costsMoney } from '../tasks/task.ts';
import { keptMoney, moneyText } from '../wallet/money.ts';
import { sourceWords } from '../wallet/quoteWords.ts';
import { overCapWords } from '../wallet/refusal.ts';
import { spendingWords } from '../wallet/spendingWords.ts';
import { amountsNow, kindsOf, totalWords } from './cost.ts';
import { filmShots } from './film.ts';
import { isOurs } from './places.ts';
import { newQuoteId, openQuotes, quoteMs } from './quotes.ts';
import { refused, result } from './result.ts';
import type { AskedShot, ToolInput } from './schemas.ts';
import type { AgentServices, AgentShot } from './services.ts';

/** A first frame is the file that it means now, whatever editor is in front when the order is made. */
function asked({ prompt, firstFrame, ...written }: AskedShot, { locateFirstFrame }: Pick<AgentServices, 'locateFirstFrame'>): AgentShot {
  return { prompt, written: { ...written, ...(firstFrame !== undefined && { firstFrame: locateFirstFrame(firstFrame, undefined) }) } };
}

/** A first frame that a model names itself lies in the workspace or is public: a picture from elsewhere is the person's to choose. */
function outside(shots: readonly AgentShot[], storage: string): string | undefined {
  return shots.flatMap(({ written }) => written.firstFrame ?? []).find((file) => path.isAbsolute(file) && !isOurs(file, storage));
}

/** `hailuo_quote`: what videos would cost now, written down for ten minutes under an id. Spends and sends nothing. */
export async function quote({ shots, film, which, gateway }: ToolInput<'hailuo_quote'>, services: AgentServices): Promise<vscode.LanguageModelToolResult> {
  if ((shots === undefined) === (film === undefined)) return refused(['Give either shots or a film.']);
  const own = (shots ?? []).map((shot) => asked(shot, services));
  const strange = outside(own, services.storage);
  if (strange !== undefined) return refused([strangePictureWords(strange)]);
  const found = film === undefined ? { kind: 'film' as const, isEmpty: false, shots: own } : await filmShots({ film, which: which ?? 'changed', ...(gateway && { gateway }) }, services);
  if (found.kind === 'refused') return refused([found.message]);
  if (found.shots.length === 0 && found.isEmpty) return refused(['This film has no shots yet: the file holds no prompt, or all are skipped.']);
  if (found.shots.length === 0) return refused(['Every shot of this film has an up-to-date video, or one is being made or waits for approval; nothing is to be generated.']);
  const plan = await services.plan(found.shots);
  if (plan.kind === 'refused') return refused(plan.reasons, 'Fix what is said (of a prompt or a file, hailuo_check names the fixes), then quote again.');
  await services.wallet.refresh();
  const at = Date.now();
  const kept = plan.shots.map((planned, index) => {
    const wanted = found.shots[index] ?? { prompt: '', written: {} };
    const price = costsMoney(planned.gateway) ? services.wallet.quote(planned) : undefined;
    const { name, gateway: place, seconds, resolution, takes } = planned;
    // What it is priced by is ordered so, whatever the settings or the editor in front say by then.
    return { prompt: wanted.prompt, written: { ...wanted.written, gateway: place, duration: seconds, resolution, takes }, ...(wanted.source && { source: { ...wanted.source } }), name, gateway: place, seconds, resolution, takes, ...(price && { price: keptMoney(price) }) };
  });
  const id = newQuoteId();
  const videos = kept.reduce((sum, { takes }) => sum + takes, 0);
  await openQuotes(services.storage).save({ v: 1, id, at, expiresAt: at + quoteMs, ids: Array.from({ length: videos }, () => newTaskId(at)), shots: kept });
  const amounts = amountsNow(kept, services.wallet);
  const over = services.wallet.over(kindsOf(kept));
  const covered = amounts.length > 0 && (await services.allowance.covers(amounts));
  const { spending } = spendingWords(services.wallet.orders(), { caps: services.wallet.limits() }, at);
  return result({
    quoteId: id, total: totalWords(amounts), videos, expiresAt: new Date(at + quoteMs).toISOString(), expiresInMinutes: quoteMs / 60_000,
    ...(spending !== undefined && { spending }), ...(over && { overLimit: overCapWords(over, amounts.length, 'en') }),
    approval: amounts.length === 0 ? 'Free: no approval is needed.' : covered ? 'Within the allowance that the person set for agents.' : 'The person has to approve it in the editor; nothing is sent before.',
    shots: plan.shots.map((planned) => {
      const price = services.wallet.quote(planned);
      return {
        name: planned.name, gateway: gatewayName(planned.gateway), seconds: planned.seconds, resolution: planned.resolution, videos: planned.takes,
        price: costsMoney(planned.gateway) ? (price ? moneyText(price) : 'unknown') : 'free', ...(costsMoney(planned.gateway) && { priceFrom: price ? sourceWords([price], 'en') : 'nobody knows it here; the person sets it in hailuo.prices' }),
        ...(planned.warnings.length > 0 && { warnings: planned.warnings.slice(0, 5) }),
      };
    }),
    next: over ? 'It does not fit the limit of the person; tell them, or quote less.' : 'Tell the person the total and what it is for. When they agree, call hailuo_generate with this quoteId and maxCost.',
  });
}
