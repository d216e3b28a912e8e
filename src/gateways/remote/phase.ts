import type { Reading } from '../gateway.ts';
import { plainWords } from './plainForm.ts';

type Phase = Reading['phase'];

/** Every word for a state that either gateway, an older form, MiniMax itself or a relay is known to use. */
const phases: Readonly<Record<Phase, readonly string[]>> = {
  queued: ['submitted', 'pending', 'queued', 'queueing', 'queuing', 'preparing', 'created', 'waiting', 'not_start', 'not_started', 'in_queue', 'queue', 'scheduled', 'starting', 'initializing', 'init', 'accepted', 'received', '排队', '待处理', '排队中', '等待中', '已提交'],
  running: ['processing', 'in_progress', 'running', 'generating', '生成中', '处理中', '进行中'],
  completed: ['completed', 'complete', 'success', 'succeeded'],
  failed: ['failed', 'fail', 'failure', 'error', 'expired', 'rejected', 'timeout', 'timed_out', 'time_out', 'aborted', 'terminated', 'moderated', 'nsfw', 'nsfw_detected', 'flagged', 'banned', 'filtered', 'blocked', 'errored', 'exception', 'crashed', 'killed', 'not_passed', '出错', '生成出错', '异常', '已超时', '已拒绝', '已驳回', '未通过', '审核未通过', '失败', '已失败', '실패', '生成失败', '审核不通过', '审核失败', '超时'],
  cancelled: ['cancelled', 'canceled', '已取消'],
};
const phaseOfWord = new Map(Object.entries(phases).flatMap(([phase, words]) => words.map((word) => [word, phase as Phase])));
/** Words that mean the end only where a link or 100 % says the same: elsewhere a step that is done, or nobody's word. */
const perhapsDone = new Set(['succeed', 'successful', 'finished', 'finish', 'done', 'ready', 'ok', 'ended', 'closed', 'generated', '已成功', '已生成', '生成完成', '处理完成', '成功', '完成', '已完成', '生成成功', '完了', '완료', '성공']);
const failedForm = /^(\w+_)?(fail|failed|failure|rejected|aborted|timeout|errored|exception|crashed|filtered|blocked|violation)$|^(request|content|prompt|input|output|image|video)_moderated$|^(failed|rejected)_\w+$|^(internal|system|server|fatal|render|generation|unknown)_error$/;
const cancelledForm = /^(\w+_)?cancel(l)?ed(_by_\w+)?$/;
/** What stands before the word in enumerations: `TASK_STATUS_SUCCEED`, `JOB_STATE_FAILED`, `2_success`. */
const prefix = /^(\d+_)?((task|job|video|generation)_)?((status|state)_)?/;
/** An end with something after it, which only a link proves: `completed_with_warnings`. */
const endWithMore = /^(completed|succeeded|success)_\w+$/;

/** Longer is no word for a state, characters. */
const longest = 200;

/** What else a reading tells of the end. */
export interface EndSigns {
  readonly hasLink: boolean;
  /** A link names a video file, and no progress below 100 % is told. */
  readonly hasVideo?: boolean;
  readonly isFull: boolean;
}

/** A word for a state as the tables have it. */
function plainState(word: string): string {
  const whole = plainWords(word.slice(0, longest)).trim().toLowerCase().replace(/[.…。!！]+$/u, '').replace(/[\s-]+/g, '_');
  return phaseOfWord.has(whole) ? whole : whole.replace(prefix, '');
}

/** A word that nobody knows means that the task is still running, unless link and progress both say the end: a paid task is never given up over vocabulary. */
export function phaseOf(word: string, { hasLink, hasVideo = false, isFull }: EndSigns = { hasLink: false, isFull: false }): Phase {
  const plain = plainState(word);
  const known = phaseOfWord.get(plain) ?? (failedForm.test(plain) ? 'failed' : cancelledForm.test(plain) ? 'cancelled' : undefined);
  if (known) { return known; }
  // Numbers mean another thing at each relay; a video is a video.
  if (/^\d{1,3}$/.test(plain) && hasVideo) { return 'completed'; }
  return (perhapsDone.has(plain) && (hasLink || isFull)) || (endWithMore.test(plain) && hasLink) || (hasLink && isFull) ? 'completed' : 'running';
}

/** Whether the word is known to say that a task was taken: it waits, runs or is done. */
export function isTakenWord(word: string): boolean {
  const plain = plainState(word);
  const phase = phaseOfWord.get(plain);
  return phase === 'queued' || phase === 'running' || phase === 'completed' || perhapsDone.has(plain);
}

/** Whether the word ends a task without a video. */
export function isEnd(word: string): boolean {
  const phase = phaseOf(word);
  return phase === 'failed' || phase === 'cancelled';
}
