import type { PromptPiece } from './document.ts';
import { trimmedSpan } from './span.ts';
import type { Span } from './span.ts';

/**
 * The prompt that these runs make, without the white space around. A run that is `joined` goes on right behind the one before it,
 * any other is a line of its own.
 */
export function joinRuns(text: string, runs: readonly (Span & { readonly joined?: boolean })[]): { readonly prompt: string; readonly pieces: readonly PromptPiece[] } {
  const isText = (run: Span) => text.slice(run.start, run.end).trim() !== '';
  const first = runs.findIndex(isText);
  const last = runs.findLastIndex(isText);
  const pieces: PromptPiece[] = [];
  let prompt = '';
  for (const [index, run] of first === -1 ? [] : runs.slice(first, last + 1).entries()) {
    const trimmed = trimmedSpan(text, run.start, run.end);
    const start = index === 0 ? trimmed.start : run.start;
    const end = index === last - first ? trimmed.end : run.end;
    if (index > 0 && run.joined !== true) prompt += '\n';
    pieces.push({ at: prompt.length, start, end });
    prompt += text.slice(start, end);
  }
  return { prompt, pieces };
}
