import { clampFrame, frameAt, lastFrame, rateOf, seekTime } from './frames.ts';
import type { Player } from './player.ts';
import type { Playable, Playing } from './transport.ts';

/** One of several videos that play together. */
export interface Member {
  readonly video: HTMLVideoElement;
  readonly player: Player;
}

/** Several videos as one: the frames are those of the longest, shorter ones rest on their last picture. */
export interface Group extends Playable {
  set(playing: Playing): void;
  /** How far the pictures are apart right now, in seconds. */
  spread(): number;
  dispose(): void;
}

/** Parts of a frame: nearer than `near` counts as together, farther than `far` is sought at once, between them the speed is trimmed. */
const [near, far] = [0.2, 2.5];
/** The most by which the speed is trimmed; a viewer does not see it. */
const trim = 0.08;

/**
 * Plays videos in lock-step: all begin once all have their first picture, and while they play the followers are measured
 * against the leader at each of its frames.
 */
export function createGroup(members: readonly Member[], changed: () => void): Group {
  const listening = new AbortController();
  const leader = members.reduce((longest, member) => (member.player.frames.end > longest.player.frames.end ? member : longest));
  const followers = members.filter((member) => member !== leader);
  const { frames } = leader.player;
  const frameLength = 1 / rateOf(frames);
  let playing: Playing = { rate: 1, loop: true };
  let watching: number | undefined;
  /** Where the person is going: the newest wish until it is on screen. */
  let aim: number | undefined;
  /** A video that is sought to its last picture tells of its end, too. */
  let running = false;

  /** Seconds since the first frame, wherever on its own clock that lies. */
  const timeOf = ({ video, player }: Member): number => video.currentTime - player.origin();
  const active = ({ player }: Member): boolean => timeOf(leader) < player.frames.end - frameLength;
  const drift = (member: Member): number => (timeOf(member) - timeOf(leader)) / frameLength;
  const align = (follower: Member): void => {
    const off = drift(follower);
    const { video, player } = follower;
    if (!active(follower) || video.seeking) {
      return;
    }
    if (Math.abs(off) > far) {
      video.currentTime = timeOf(leader) + player.origin();
    }
    video.playbackRate = playing.rate * (Math.abs(off) < near ? 1 : 1 - Math.max(-trim, Math.min(trim, off * 0.1)));
  };
  const watch = (): void => {
    watching = leader.video.requestVideoFrameCallback(() => {
      if (leader.player.playing) {
        followers.forEach(align);
      }
      watch();
    });
  };
  const each = (act: (member: Member) => Promise<void>): Promise<void> => Promise.all(members.map(act)).then(() => undefined);
  const follow = (member: Member, time: number): Promise<void> => member.player.seek(frameAt(member.player.frames, time));
  const seek = async (to: number): Promise<void> => {
    const frame = clampFrame(frames, to);
    aim = frame;
    running = false;
    members.forEach(({ player }) => player.pause());
    await each((member) => (member === leader ? member.player.seek(frame) : follow(member, seekTime(frames, frame))));
    if (aim === frame) {
      aim = undefined;
    }
  };
  const play = async (): Promise<void> => {
    const from = aim ?? leader.player.frame;
    await seek(from >= lastFrame(frames) ? 0 : from);
    running = true;
    await each((member) => (member === leader || active(member) ? member.player.play() : Promise.resolve()));
  };
  const pause = (): void => {
    members.forEach(({ player }) => player.pause());
    // All rest on the leader's picture.
    void seek(frameAt(frames, timeOf(leader)));
  };
  leader.video.addEventListener('ended', () => {
    if (running && playing.loop) {
      void play();
    } else {
      changed();
    }
  }, { signal: listening.signal });
  watch();

  return {
    frames,
    get frame() {
      return leader.player.frame;
    },
    get playing() {
      return leader.player.playing;
    },
    play,
    pause,
    seek,
    step: (by) => seek((aim ?? leader.player.frame) + by),
    set: (wanted) => {
      playing = wanted;
      members.forEach(({ player }) => player.setRate(wanted.rate));
    },
    spread: () => Math.max(0, ...followers.filter(active).map((follower) => Math.abs(drift(follower)) * frameLength)),
    dispose: () => {
      listening.abort();
      if (watching !== undefined) {
        leader.video.cancelVideoFrameCallback(watching);
      }
    },
  };
}
