import '@vscode/codicons/dist/codicon.css';
import '../../../media/webview/page.css';
import '../../../media/webview/player.css';
import '../../../media/webview/compare.css';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import type { ComparedTake, CompareState, FromCompare, ToCompare } from '../../views/compare/protocol.ts';
import { compareState, toCompare } from '../../views/compare/protocol.ts';
import { connectHost } from '../kit/host.ts';
import type { Group, Member } from '../player/group.ts';
import { createGroup } from '../player/group.ts';
import { isLarge } from '../player/large.ts';
import { loadVideo } from '../player/load.ts';
import { createPlayer } from '../player/player.ts';
import { playerKey } from '../player/transport.ts';
import { videoKey } from '../player/videoKey.ts';
import { motionAllowed } from '../stage/canvas.ts';
import type { Seat } from './view.ts';
import { comparePageView } from './view.ts';
import { evenWipes } from './wipeEdges.ts';

interface SeatedMember extends Seat {
  readonly member?: Member;
}

const host = connectHost<ToCompare, FromCompare, CompareState>({ to: toCompare, state: compareState }, ({ takes }) => void show(takes));
const root = document.getElementById('root')!;
let kept: CompareState = host.kept() ?? compareState.parse({});
let seats: readonly SeatedMember[] = [];
let group: Group | undefined;
let shows = 0;
/** Somebody did something while the videos were made ready: they do not begin to play by themselves then. */
let touched = false;
const isTouched = (): boolean => touched;
/** Large videos that were asked for. */
const wanted = new Set<string>();

function keep(change: Partial<CompareState>): void {
  kept = { ...kept, ...change };
  host.keep(kept);
}

/** Loads what is new, keeps what is loaded, and starts all together again where somebody came or went. */
async function show(takes: readonly ComparedTake[]): Promise<void> {
  const mine = ++shows;
  const before = new Map(seats.map((seat) => [seat.take.file, seat]));
  const loaded = await Promise.all(takes.map(async (take): Promise<SeatedMember> => {
    const known = before.get(take.file);
    return known && isSame(known.take, take) && !(known.large && wanted.has(take.file)) ? { ...known, take } : load(take);
  }));
  if (mine !== shows) {
    return;
  }
  const same = loaded.length === seats.length && loaded.every(({ video }, index) => video === seats[index]?.video);
  seats = loaded;
  keep({ files: takes.map(({ file }) => file), ...(kept.wipes.length === takes.length - 1 ? {} : { wipes: evenWipes(takes.length) }) });
  if (!same) {
    await begin();
  }
  draw();
}

/** A film that was exported again under its name is another video. */
function isSame(before: ComparedTake, now: ComparedTake): boolean {
  return videoKey({ ...before, uri: before.file }) === videoKey({ ...now, uri: now.file });
}

async function begin(): Promise<void> {
  group?.dispose();
  const members = seats.flatMap(({ member }) => member ?? []);
  group = members.length > 0 ? createGroup(members, draw) : undefined;
  group?.set(kept);
  // Drawing keeps the frame that is shown, which is the first one until it is sought.
  const { frame } = kept;
  touched = false;
  draw();
  await group?.seek(frame);
  if (frame === 0 && !isTouched() && motionAllowed().now()) {
    await group?.play();
  }
}

async function load(take: ComparedTake): Promise<SeatedMember> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.setAttribute('aria-label', l10n.t('Take: {0}', take.title));
  if (isLarge(take.bytes) && !wanted.has(take.file)) {
    return { take, video, large: true };
  }
  const outcome = take.uri === undefined
    ? { kind: 'unplayable' as const, why: l10n.t('The file no longer exists or can’t be read.') }
    : await loadVideo(take.uri, new AbortController().signal);
  if (outcome.kind === 'unplayable') {
    return { take, video, unplayable: outcome.why };
  }
  video.src = outcome.url;
  return { take, video, member: { video, player: createPlayer(video, outcome.video.frames, () => draw()) } };
}

function changePlaying({ rate, loop }: { rate: number; loop: boolean }): void {
  keep({ rate, loop });
  group?.set(kept);
  draw();
}

function draw(): void {
  if (seats.length === 0) {
    return;
  }
  if (group && !group.playing && group.frame !== kept.frame) {
    keep({ frame: group.frame });
  }
  render(comparePageView({
    seats, state: kept, changePlaying, ...(group ? { group } : {}),
    act: (action, file) => host.send({ type: 'act', action, file }),
    loadAnyway: (file) => {
      wanted.add(file);
      void show(seats.map(({ take }) => take));
    },
    changeMode: (mode) => {
      keep({ mode });
      draw();
    },
    changeWipes: (wipes) => {
      keep({ wipes });
      draw();
    },
  }), root);
}

document.addEventListener('pointerdown', () => { touched = true; }, { capture: true });
document.addEventListener('keydown', (event) => {
  touched = true;
  if (group) {
    playerKey(event, group, kept, changePlaying);
  }
});
host.send({ type: 'ready' });
