import * as l10n from '@vscode/l10n';
import type { GatewayId } from '../../gateways/gateway.ts';
import { costsMoney } from '../../tasks/task.ts';
import { gatewayName } from '../../gateways/sites.ts';
import { moneyText, sumsText, times } from '../../wallet/money.ts';
import type { Loosened } from '../../wallet/agreed.ts';
import { loosenedWords } from '../../wallet/loosenedWords.ts';
import type { Quote } from '../../wallet/price.ts';
import { quoteWords, sourceWords } from '../../wallet/quoteWords.ts';
import type { Statement } from './statements.ts';

/** One question about an order. It says everything there is to say; no answer means no. */
export interface Question {
  readonly title: string;
  /** One line each. */
  readonly detail: readonly string[];
  /** What somebody else's words would do, and what is wrong with the shots; the rest of the question is what it asks about. */
  readonly concerns: readonly string[];
  /** Best first. */
  readonly choices: readonly { readonly id: Answer; readonly label: string }[];
  /**
   * What may be looked at before the answer, which is then what Enter does: where the question may come unawaited, asks about what
   * somebody else wrote, or would pay for the same once more.
   */
  readonly lookAt?: 'shot' | 'shots' | 'tasks';
  readonly tone: 'warning' | 'information';
}

/** `go`: as it is. `fix`: after the fixes that the question names. `quiet`: as it is, and unknown prices of these gateways are not asked about again. */
export type Answer = 'go' | 'fix' | 'quiet';

/**
 * Asks the person, or whoever stands for them: a window shows a modal message, a test answers, an agent's tool hands the question
 * on. Undefined: no.
 */
export type Ask = (question: Question) => Promise<Answer | undefined>;

/** A shot that is to be ordered, as the question needs it. */
export interface AskedShot {
  readonly name: string;
  readonly gateway: GatewayId;
  readonly seconds: number;
  readonly resolution: string;
  readonly takes: number;
  /** Of one take; undefined: nobody knows. */
  readonly price?: Quote;
  /** In words, with what *Fix and generate* does about each. */
  readonly warnings: readonly { readonly words: string; readonly fix?: string }[];
}

/** What is to be asked about. */
export interface OrderInQuestion {
  readonly shots: readonly AskedShot[];
  /** Those that are not agreed to yet. */
  readonly statements: readonly Statement[];
  /** One of the shots was ordered a moment ago. */
  readonly isRepeat: boolean;
  /** Who wants it is not known to be the person. */
  readonly confirm?: boolean;
  /** Where the settings let more go than the person agreed to. */
  readonly loosened?: readonly Loosened[];
  /** Why the price is asked about: it is above the sum from which the person wants to be asked, or nobody knows it. */
  readonly price?: 'above' | 'unknown' | 'unlimited';
  /** What is spent and what is left, one sentence; absent where there is nothing to tell. */
  readonly spending?: string;
  /** Of dates. */
  readonly language: string;
}

const mostShots = 10;
const mostWarnings = 8;

/** The question that an order needs; undefined when it needs none. Nothing free is ever asked about. */
export function questionFor({ shots, statements, isRepeat, confirm = false, loosened = [], price, spending, language }: OrderInQuestion): Question | undefined {
  const paid = shots.filter(({ gateway }) => costsMoney(gateway));
  const videos = paid.reduce((sum, { takes }) => sum + takes, 0);
  const warnings = paid.flatMap((shot) => shot.warnings.map((warning) => ({ ...warning, shot })));
  if (videos === 0 || (videos === 1 && statements.length === 0 && warnings.length === 0 && !isRepeat && !confirm && loosened.length === 0 && price === undefined)) return undefined;
  const gateways = [...new Set(paid.map(({ gateway }) => gatewayName(gateway)))].join(', ');
  const [title = '', ...concerns] = [
    ...loosened.map(loosenedWords),
    ...statements.map(statementWords),
    ...(isRepeat ? [l10n.t('You just submitted this shot. Submit it again?')] : []),
    ...(warnings.length > 0 ? [problemWords(warnings.length)] : []),
    ...(price === 'unlimited' ? [l10n.t('The price at {0} is unknown, so your limit can’t count it.', gateways)] : []),
    ...(videos > 1 ? [l10n.t('Generate {0} paid videos with {1}?', videos, gateways)] : []),
    ...(videos === 1 && (confirm || loosened.length > 0 || (price !== undefined && price !== 'unlimited')) ? [l10n.t('Generate “{0}” with {1}?', paid[0]?.name ?? '', gateways)] : []),
  ];
  return {
    title,
    concerns: [...statements.map(statementWords), ...(isRepeat ? [l10n.t('The same shot was submitted a moment ago.')] : []), ...warningLines(warnings, paid.length > 1)],
    detail: [...concerns, ...warningLines(warnings, paid.length > 1), ...(paid.length > 1 || warnings.length > 0 || concerns.length > 0 ? [''] : []), ...shotLines(paid, videos), ...(videos === 1 ? oneWords(paid, gateways, language) : sumWords(paid, videos, gateways, language)), ...(spending === undefined ? [] : [spending])],
    choices: choicesFor({ videos, isRepeat, warnings, price }),
    ...(isRepeat ? { lookAt: 'tasks' } : confirm || loosened.length > 0 || statements.some(({ kind }) => kind !== 'unknownPrice') ? { lookAt: paid.length > 1 ? 'shots' : 'shot' } : {}),
    tone: loosened.length > 0 || statements.length > 0 || isRepeat || warnings.length > 0 ? 'warning' : 'information',
  };
}

function statementWords(statement: Statement): string {
  switch (statement.kind) {
    case 'gateway': return l10n.t('{0} generates with {1}, which costs money. Your own settings wouldn’t.', statement.file.name, gatewayName(statement.gateway));
    case 'picture': return pictureWords(statement);
    case 'unknownPrice': return l10n.t('The price of a video at {0} is unknown.', gatewayName(statement.gateway));
    case 'restricted': return l10n.t('This workspace is in Restricted Mode, and {0} charges for this video.', gatewayName(statement.gateway));
  }
}

function pictureWords({ picture, isVideo, file, gateway }: Statement & { readonly kind: 'picture' }): string {
  const sent = isVideo ? l10n.t('the last frame of {0}', picture) : picture;
  return file
    ? l10n.t('{0} sends {1}, which is outside this workspace, to {2}.', file.name, sent, gatewayName(gateway))
    : l10n.t('This shot sends {0}, which is outside this workspace, to {1}.', sent, gatewayName(gateway));
}

function problemWords(count: number): string {
  return count === 1 ? l10n.t('This prompt has a problem. Generate it anyway?') : l10n.t('There are {0} problems. Generate anyway?', count);
}

function warningLines(warnings: readonly { readonly words: string; readonly fix?: string; readonly shot: AskedShot }[], several: boolean): readonly string[] {
  const lines = warnings.slice(0, mostWarnings).map(({ words, fix, shot }) => {
    const line = several ? l10n.t('{0}: {1}', shot.name, words) : words;
    return `• ${fix === undefined ? line : l10n.t('{0} Fix: {1}.', line, fix)}`;
  });
  return warnings.length > mostWarnings ? [...lines, l10n.t('and {0} more', warnings.length - mostWarnings)] : lines;
}

/** A line a shot; the price of one alone is said in the sentence below it. */
function shotLines(shots: readonly AskedShot[], videos: number): readonly string[] {
  const lines = shots.slice(0, mostShots).map(({ name, seconds, resolution, gateway, takes, price }) => [
    name, l10n.t('{0} s', seconds), resolution, gatewayName(gateway), ...(takes > 1 ? [l10n.t('{0} takes', takes)] : []), ...(price && videos > 1 ? [l10n.t('about {0}', moneyText(times(price, takes)))] : []),
  ].join(' · '));
  return shots.length > mostShots ? [...lines, l10n.t('and {0} more', shots.length - mostShots)] : lines;
}

function oneWords(shots: readonly AskedShot[], gateways: string, language: string): readonly string[] {
  const price = shots[0]?.price;
  return price ? [quoteWords(price, gateways, language)] : [l10n.t('{0} charges for this video.', gateways), quoteWords(undefined, gateways, language)];
}

/** What all of it costs, as far as anybody knows, and where that is known from. */
function sumWords(shots: readonly AskedShot[], videos: number, gateways: string, language: string): readonly string[] {
  const seconds = shots.reduce((sum, shot) => sum + shot.seconds * shot.takes, 0);
  const each = l10n.t('{0} videos, {1} s in total, charged separately by {2}.', videos, seconds, gateways);
  const known = shots.flatMap(({ price, takes }) => (price ? [times(price, takes)] : []));
  if (known.length === 0) return [each, l10n.t('Their prices are unknown.')];
  const unknown = shots.reduce((sum, { price, takes }) => sum + (price ? 0 : takes), 0);
  const sum = sumsText(known);
  const all = unknown === 0 ? l10n.t('About {0} in all.', sum) : l10n.t('About {0} in all, and the price of {1} of them is unknown.', sum, unknown);
  return [each, `${all} ${sourceWords(shots.flatMap(({ price }) => price ?? []), language)}`];
}

interface ChoiceFacts { readonly videos: number; readonly isRepeat: boolean; readonly warnings: readonly { readonly fix?: string }[]; readonly price: OrderInQuestion['price'] }

function choicesFor({ videos, isRepeat, warnings, price }: ChoiceFacts): Question['choices'] {
  if (warnings.length > 0) {
    const fix = warnings.some((warning) => warning.fix !== undefined) ? [{ id: 'fix', label: l10n.t('Fix and Generate') } as const] : [];
    return [...fix, { id: 'go', label: l10n.t('Generate Anyway') }];
  }
  const label = videos > 1 ? l10n.t('Generate {0} videos', videos) : isRepeat ? l10n.t('Submit Again') : l10n.t('Generate');
  return price === 'unknown' ? [{ id: 'go', label }, { id: 'quiet', label: l10n.t('Generate and Don’t Ask About Unknown Prices') }] : [{ id: 'go', label }];
}
