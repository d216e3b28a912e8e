import * as l10n from '@vscode/l10n';
import { gatewayName } from '../../gateways/sites.ts';
import { promptTitle } from '../../shots/title.ts';
import type { Task } from '../../tasks/task.ts';
import { settingsWords, taskTitle } from '../../tasks/words.ts';
import { filmOf } from '../../wallet/decide.ts';
import { moneyText, sumsText } from '../../wallet/money.ts';
import type { Quote } from '../../wallet/price.ts';

/** An agent's order as a person is told of it, with what it costs now; undefined: nobody knows. */
export interface Proposed {
  readonly task: Task;
  readonly price: Quote | undefined;
}

const mostShots = 10;

/** What an agent wants, for whom, at which gateway, and what all of it costs now: one sentence. */
export function proposalWords(proposed: readonly Proposed[]): string {
  const gateways = [...new Set(proposed.map(({ task }) => gatewayName(task.gateway)))].join(', ');
  const [first] = proposed;
  const films = new Set(proposed.map(({ task }) => task.source && filmOf(task.source)));
  const [film] = films;
  if (proposed.length === 1 && first) return l10n.t('An agent wants to generate “{0}” with {1}, {2}.', taskTitle(first.task), gateways, priceWords(proposed));
  return films.size === 1 && film !== undefined
    ? l10n.t('An agent wants to generate {0} videos of {1} with {2}, {3}.', proposed.length, film, gateways, priceWords(proposed))
    : l10n.t('An agent wants to generate {0} videos with {1}, {2}.', proposed.length, gateways, priceWords(proposed));
}

function priceWords(proposed: readonly Proposed[]): string {
  const known = proposed.flatMap(({ price }) => price ?? []);
  if (known.length === 0) return l10n.t('at an unknown price');
  const unknown = proposed.length - known.length;
  return unknown === 0 ? l10n.t('for about {0}', sumsText(known)) : l10n.t('for about {0}, and the price of {1} of them is unknown', sumsText(known), unknown);
}

/** One line each: what a file or a prompt has to be told of, the shots, what is spent and left. */
export function proposalLines(proposed: readonly Proposed[], spending: string | undefined): readonly string[] {
  const concerns = [...new Set(proposed.flatMap(({ task }) => task.approval?.concerns ?? []))];
  const [first] = proposed;
  const shots = proposed.slice(0, mostShots).map(({ task, price }) => [taskTitle(task), settingsWords(task), ...(price ? [l10n.t('about {0}', moneyText(price))] : [])].join(' · '));
  return [
    ...concerns,
    ...(proposed.length === 1 && first ? [promptTitle(first.task.prompt, 400), settingsWords(first.task)] : shots),
    ...(proposed.length > mostShots ? [l10n.t('and {0} more', proposed.length - mostShots)] : []),
    ...(spending === undefined ? [] : [spending]),
  ];
}

/** Whether the orders cost more now than when the agent made them. */
export function isDearer(proposed: readonly Proposed[]): boolean {
  return proposed.some(({ task: { quote }, price }) => quote !== undefined && price !== undefined && (quote.unit !== price.unit || Number(quote.amount) * 1_000_000 < price.micros - 0.5));
}
