import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { CheckOptions } from '../../directives/check.ts';
import { checkPrompt } from '../../directives/check.ts';
import { fixesFor } from '../../directives/fix.ts';
import type { Fix, Problem, PromptProblemCode } from '../../directives/problem.ts';
import { translatePrompt } from '../../directives/translate.ts';
import type { DirectiveLanguage } from '../../directives/vocabulary.ts';
import type { FilledPrompt } from '../../shots/filledPrompt.ts';
import { filledPrompt } from '../../shots/filledPrompt.ts';
import { writtenEdits } from '../../shots/fillings.ts';
import { promptLength } from '../../shots/length.ts';
import { leftUses, optimizerOn, tooLong } from '../../shots/promptProblems.ts';
import { maxPromptLength } from '../../shots/shot.ts';
import { cutToFit } from '../../shots/surplus.ts';
import { icon, textButton } from '../kit/controls.ts';

/** A mend of the prompt, or of a setting beside it. */
export interface Mend extends Fix { readonly promptOptimizer?: false }

/** A problem with what mends it. Mends are tried one by one, so they are worked out when they are first asked for. */
export interface Finding { readonly problem: Problem; readonly fixes: readonly Mend[] }

export interface FindingOptions extends CheckOptions { readonly promptOptimizer?: boolean }

function finding(problem: Problem, mends: () => readonly Mend[]): Finding {
  let known: readonly Mend[] | undefined;
  return { problem, get fixes() { return known ??= mends(); } };
}

/** How long a prompt, words of `@let` put in, is as it would be sent, in code points. */
export function sentLength(prompt: string, language: DirectiveLanguage | undefined): number {
  return promptLength((language === undefined ? prompt : translatePrompt(prompt, language)).trim());
}

/**
 * What the text editor finds in a prompt too, in order, then that the optimizer may undo it and that it is too long: in the
 * prompt with its words put in, told where it is written.
 * @param words as `wordsOf` gives them; undefined where there is no `@let`
 */
export function findingsIn(written: string, options: FindingOptions, language: DirectiveLanguage | undefined, words?: ReadonlyMap<string, string>): readonly Finding[] {
  const filled = filledPrompt(written, words ?? new Map());
  const prompt = filled.text;
  const there = (problem: Problem): Problem => ({ ...problem, ...filled.spanOf(problem) });
  const [optimized, long] = [options.promptOptimizer === true ? optimizerOn(prompt, 'box') : undefined, tooLong(prompt, language)];
  return [
    ...(words ? leftUses(prompt) : []).map((problem) => finding(there(problem), () => [])),
    ...checkPrompt(prompt, options).map((problem: Problem<PromptProblemCode>) => finding(there(problem), () => fixesFor(prompt, problem, options).flatMap((fix) => {
      // Words that other shots share are mended where they are set.
      const edits = writtenEdits(filled.fillings, fix.edits);
      return edits ? [{ ...fix, edits }] : [];
    }))),
    ...(optimized ? [finding(there(optimized), () => [{ title: l10n.t('Turn off the prompt optimizer'), edits: [], promptOptimizer: false }])] : []),
    ...(long ? [finding(there(long), () => [cutFix(filled, language)])] : []),
  ];
}

/** A name whose words fit only in part goes with them. */
function cutFix({ text, spanOf }: FilledPrompt, language: DirectiveLanguage | undefined): Mend {
  return { title: l10n.t('Cut the prompt to {0} characters', maxPromptLength), edits: [{ ...spanOf({ start: cutToFit(text, language).length, end: text.length }), text: '' }] };
}

export interface ProblemsPart {
  readonly findings: readonly Finding[];
  readonly show: (problem: Problem) => void;
  readonly mend: (mend: Mend) => void;
}

const icons = { error: 'error', warning: 'warning', information: 'info', hint: 'lightbulb' } as const;

/** So many problems have their mends beside them: more would cost every keystroke, and come up as these are mended. */
const mostMended = 8;

/** Each problem in a line, the first ones with their mends as buttons. */
export function problemsView({ findings, show, mend }: ProblemsPart): TemplateResult {
  return html`<ul class="findings" id="prompt-problems" aria-label=${l10n.t('Problems')}>${findings.map((found, index) => html`<li class=${`finding-${found.problem.severity}`}>
    <button type="button" class="finding" @click=${() => show(found.problem)}>${icon(icons[found.problem.severity])}<span>${found.problem.message}</span></button>
    ${index < mostMended ? mendsView(found.fixes, mend) : nothing}
  </li>`)}</ul>`;
}

function mendsView(mends: readonly Mend[], mend: ProblemsPart['mend']): TemplateResult | typeof nothing {
  return mends.length === 0 ? nothing : html`<span class="fixes">${mends.map((one) => textButton(one.title, () => mend(one)))}</span>`;
}
