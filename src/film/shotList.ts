import * as l10n from '@vscode/l10n';
import { parsePrompt } from '../directives/parse.ts';
import type { DirectiveLanguage } from '../directives/vocabulary.ts';
import { directiveOf } from '../directives/vocabulary.ts';
import type { FilmShot } from './film.ts';

/** The film as a Markdown table to paste into a pull request: number, title, moves, length and take of every shot. */
export function shotListMarkdown(name: string, film: readonly FilmShot[], secondsOf: (shot: FilmShot) => number, linkOf: (shot: FilmShot) => string | undefined): string {
  const rows = film.filter(({ skip }) => !skip).map((shot) => {
    const link = linkOf(shot);
    return [String(shot.number), cell(shot.title), cell(movesOf(shot)), l10n.t('{0} s', secondsOf(shot)), link === undefined ? '–' : `[${l10n.t('Take')}](${link})`];
  });
  const head = ['#', l10n.t('Shot'), l10n.t('Camera'), l10n.t('Length'), l10n.t('Take')];
  const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  return `## ${cell(name)}\n\n${table}\n`;
}

/** The moves of a shot by their names, English ones unless told otherwise; those that act together joined with a plus. */
export function movesOf({ shot }: Pick<FilmShot, 'shot'>, language: DirectiveLanguage = 'en'): string {
  return movesInPrompt(shot.filled, language);
}

/** The same of a prompt. */
export function movesInPrompt(prompt: string, language: DirectiveLanguage): string {
  return parsePrompt(prompt).flatMap(({ words }) => {
    const names = words.flatMap(({ directive }) => (directive === undefined ? [] : [directiveOf(directive)[language]]));
    return names.length === 0 ? [] : [names.join(language === 'en' ? ' + ' : '＋')];
  }).join(language === 'en' ? ', ' : '、');
}

function cell(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\\|[\]<>*_`]/gu, '\\$&').trim();
}
