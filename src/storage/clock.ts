/** Time as the tasks see it; a test runs it faster. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `work` once, `milliseconds` later, unless the returned function was called before. */
  after(milliseconds: number, work: () => void): () => void;
  /** 0 up to 1: the jitter of every delay. */
  random(): number;
}

/** The longest delay that Node's timers know; longer ones would fire at once. */
const longestDelay = 2 ** 31 - 1;

export const realClock: Clock = {
  now: Date.now,
  after(milliseconds, work) {
    const timer = setTimeout(work, Math.min(Math.max(0, milliseconds), longestDelay));
    return () => { clearTimeout(timer); };
  },
  random: Math.random,
};
