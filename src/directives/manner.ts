import { simplified } from './simplified.ts';

/** How a move is done. English adjectives are kept with their adverbs, so that `slow push in` becomes `[Push in] slowly`. */
const adverbs: Readonly<Record<string, string>> = {
  slow: 'slowly', quick: 'quickly', gentle: 'gently', smooth: 'smoothly', rapid: 'rapidly', gradual: 'gradually', steady: 'steadily', slight: 'slightly',
  sudden: 'suddenly', subtle: 'subtly', soft: 'softly', swift: 'swiftly', dramatic: 'dramatically', continuous: 'continuously', constant: 'constantly',
  careful: 'carefully', deliberate: 'deliberately', abrupt: 'abruptly', extreme: 'extremely', sharp: 'sharply', brief: 'briefly', light: 'lightly',
  heavy: 'heavily', strong: 'strongly', violent: 'violently', elegant: 'elegantly', graceful: 'gracefully', fluid: 'fluidly', lazy: 'lazily', calm: 'calmly',
  slower: 'more slowly', quicker: 'more quickly', faster: 'faster', fast: 'fast', hard: 'hard', slightest: 'slightly',
  brisk: 'briskly', delicate: 'delicately', patient: 'patiently', aggressive: 'aggressively', languid: 'languidly',
  whip: 'very fast', snap: 'very fast', crash: 'very fast', smash: 'very fast',
};
const manners = new Set([...Object.keys(adverbs), ...Object.values(adverbs), 'lento', 'lenta', 'lentamente', 'despacio', 'suave', 'suavemente', 'rápido', 'rápida', 'rápidamente', 'very', 'quite', 'rather', 'extra', 'super', 'really', 'almost', 'just', 'ever', 'so', 'gently', 'barely', 'creeping', 'crawling', 'ultra', 'imperceptibly', 'halfway', 'fully', 'slo-mo', 'imperceptible', 'perceptible']);

/** Characters and words that say in Chinese how a move is done. */
const chineseManner = /^(?:缓慢|缓缓|缓速|慢慢|慢速|徐徐|快速|快快|迅速|急速|急促|极速|高速|低速|匀速|平稳|稳定|平滑|流畅|丝滑|逐渐|渐渐|逐步|轻微|轻轻|轻柔|微微|略微|稍微|稍稍|剧烈|猛烈|猛地|突然|骤然|持续|不断|不停|连续|优雅|柔和|大幅|小幅|轻|慢|缓|快|急|微|稳|徐|猛|轻度|一直|继续|悄悄|悄然|静静|默默|无声|非常|很|较|更|地|的)+$/u;

/** The word as it stands behind a directive: `slow` becomes `slowly`, anything else stays. Lower case only where it changes. */
export function asAdverb(word: string): string {
  return adverbs[word.toLowerCase()] ?? word;
}

/** True for an English word, or a run of Chinese, that says how a move is done. */
export function isManner(word: string): boolean {
  return manners.has(word.toLowerCase()) || chineseManner.test(simplified(word)) || /^(?:ゆっくり|ゆるやか|素早く|速く)(?:に|と)?$/u.test(word);
}

/** True when a text has words and all of them say how a move is done: ` slowly and gently.` or 缓慢。 */
export function mannerOnly(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  return words.length > 0 && words.length < 8 && words.every((word) => isManner(word) || /^(?:and|but|then|又|并|且|而)$/i.test(word));
}

/** One character says little by itself: 慢 becomes 缓慢. */
export function spelledOut(manner: string): string {
  return ({ 慢: '缓慢', 缓: '缓缓', 快: '快速', 急: '急速', 轻: '轻轻', 微: '微微', 稳: '平稳', 徐: '徐徐', 猛: '猛地' } as Readonly<Record<string, string>>)[simplified(manner)] ?? manner;
}

/** What parts words behind a move from others behind them: Chinese stands without spaces, and how a move is done is no part of what it is aimed at. */
export function gapBetween(said: string, rest: string): string {
  if (!/^\p{Script=Han}/u.test(rest)) return ' ';
  return isManner(said) && !/^[至到向往于在从從]/u.test(rest) ? '，' : '';
}
