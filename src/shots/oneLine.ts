/** Sentences one after the other: with a space between, and none behind a full-width sign, which has its own room. */
export function oneLine(sentences: readonly string[]): string {
  return sentences.reduce((line, sentence) => (line === '' || sentence === '' || /[。！？；：，、）」』】]$/u.test(line) ? line + sentence : `${line} ${sentence}`), '');
}
