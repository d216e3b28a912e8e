import fc from 'fast-check';
import { directives } from '../../src/directives/vocabulary.ts';
import type { DirectiveLanguage } from '../../src/directives/vocabulary.ts';

const spelling = fc.constantFrom(...directives.flatMap(({ en, zh, aliases }) => [en, zh, en.toLowerCase(), ...aliases]));
const oddWord = fc.constantFrom('Orbit', 'Crane up', 'Psuh in', '左环绕', 'Levitate', '1', 'x', 'Push', '推', '', ' ');
const mark = fc.constantFrom('[', ']', '【', '】', '［', '］', ',', '，', '、', '(', ')', '!', '\n', '\r\n', ' ', '　', '//', '### ', '@duration = 10', '@', '=', '-', '\\');
const prose = fc.constantFrom('A cat runs', '一只猫', 'the camera pans left', '👩‍🚀', 'é', '镜头推进', '.');

/** Prompts as hostile and half-typed as they come: directives, slips, brackets of every kind, links, prose and any Unicode. */
export const promptText: fc.Arbitrary<string> = fc.array(fc.oneof(
  { weight: 4, arbitrary: spelling }, { weight: 2, arbitrary: oddWord }, { weight: 6, arbitrary: mark },
  { weight: 2, arbitrary: prose }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 3, arbitrary: fc.array(fc.oneof(spelling, oddWord), { minLength: 1, maxLength: 4 }).map((words) => `[${words.join(', ')}]`) },
), { maxLength: 24 }).map((parts) => parts.join(''));

/** Prompts whose brackets are as the vendor's page of one language writes them. */
export function canonicalPrompt(language: DirectiveLanguage): fc.Arbitrary<string> {
  const bracket = fc.subarray(directives.map((directive) => directive[language]), { minLength: 1, maxLength: 3 })
    .map((words) => `[${words.join(language === 'en' ? ', ' : ',')}]`);
  const text = fc.stringMatching(/^[^[\]【】［］()]{0,20}$/);
  return fc.array(fc.oneof(bracket, text), { maxLength: 12 }).map((parts) => parts.join(''));
}
