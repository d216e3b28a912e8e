import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { CheckOptions } from '../../directives/check.ts';
import { checkPrompt } from '../../directives/check.ts';
import { fixesFor } from '../../directives/fix.ts';
import type { Fix, Problem, PromptProblemCode } from '../../directives/problem.ts';
import { translatePrompt } from '../../directives/translate.ts';
import type { DirectiveLanguage } from '../../directives/vocabulary.ts';
import { offsetOfCodePoint, promptLength } from '../../shots/length.ts';
import { maxPromptLength } from '../../shots/shot.ts';
import { icon, textButton } from '../kit/controls.ts';

/** A problem with what mends it. */
export interface Finding { readonly problem: Problem; readonly fixes: readonly Fix[] }

/** How long the prompt is as it would be sent, in code points. */
export function sentLength(prompt: string, language: DirectiveLanguage | undefined): number {
  return promptLength((language === undefined ? prompt : translatePrompt(prompt, language)).trim());
}

/** What the text editor finds in a prompt too, in order, and that it is too long. */
export function findingsIn(prompt: string, options: CheckOptions, language: DirectiveLanguage | undefined): readonly Finding[] {
  const surplus = sentLength(prompt, language) - maxPromptLength;
  const findings: Finding[] = checkPrompt(prompt, options).map((problem: Problem<PromptProblemCode>) => ({ problem, fixes: fixesFor(prompt, problem, options) }));
  if (surplus > 0) {
    findings.push({ fixes: [], problem: {
      code: 'prompt-too-long', severity: 'error', start: offsetOfCodePoint(prompt, promptLength(prompt) - surplus), end: prompt.length,
      message: l10n.t('The prompt has {0} characters as it would be sent, but the limit is {1}. Shorten it by {2}.', maxPromptLength + surplus, maxPromptLength, surplus),
    } });
  }
  return findings;
}

export interface ProblemsPart {
  readonly findings: readonly Finding[];
  readonly show: (problem: Problem) => void;
  readonly mend: (fix: Fix) => void;
}

const icons = { error: 'error', warning: 'warning', information: 'info' } as const;

/** Each problem in a line, with its mends as buttons. */
export function problemsView({ findings, show, mend }: ProblemsPart): TemplateResult {
  return html`<ul class="findings" id="prompt-problems" aria-label=${l10n.t('Problems')}>${findings.map(({ problem, fixes }) => html`<li class=${`finding-${problem.severity}`}>
    <button type="button" class="finding" @click=${() => show(problem)}>${icon(icons[problem.severity])}<span>${problem.message}</span></button>
    ${fixes.length === 0 ? nothing : html`<span class="fixes">${fixes.map((fix) => textButton(fix.title, () => mend(fix)))}</span>`}
  </li>`)}</ul>`;
}
