import '@vscode/codicons/dist/codicon.css';
import '../../../media/webview/page.css';
import '../../../media/webview/player.css';
import '../../../media/webview/take.css';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import type { FromTake, TakeState, TakeSubject, TakeView, ToTake } from '../../views/take/protocol.ts';
import { takeState, toTake } from '../../views/take/protocol.ts';
import { connectHost } from '../kit/host.ts';
import { lastPictureOf, pictureOf } from '../player/grab.ts';
import { isLarge } from '../player/large.ts';
import { loadVideo } from '../player/load.ts';
import type { Player } from '../player/player.ts';
import { createPlayer } from '../player/player.ts';
import { playerKey } from '../player/transport.ts';
import { undecodable } from '../player/undecodable.ts';
import { videoKey } from '../player/videoKey.ts';
import { motionAllowed } from '../stage/canvas.ts';
import { takePageView } from './view.ts';

const host = connectHost<ToTake, FromTake, TakeState>({ to: toTake, state: takeState }, receive);
const root = document.getElementById('root')!;
const video = document.createElement('video');
video.muted = true;
video.playsInline = true;

/** The video that the document shows before this script is there; it keeps its place until ours has its picture. */
let early: HTMLVideoElement | undefined = document.querySelector<HTMLVideoElement>('#waiting video') ?? undefined;

let kept: TakeState = host.kept() ?? takeState.parse({});
let shown: TakeView | undefined;
let player: Player | undefined;
let unplayable: string | undefined;
let tooLarge = false;
let ordering = false;
let loading: { readonly key: string; readonly cancel: AbortController } | undefined;
let clock: number | undefined;
/** Requests for the last frame that came before the video was there. */
let wanted: number[] = [];

function receive(message: ToTake): void {
  switch (message.type) {
    case 'show':
      show(message.subject, message.take);
      break;
    case 'grabLast':
      if (message.excerpt === undefined) {
        wanted.push(message.request);
        void answerGrabs();
      } else {
        void answerFrom(message.excerpt, message.request);
      }
      break;
    case 'ordering':
      ({ ordering } = message);
      draw();
      break;
  }
}

function keep(change: Partial<TakeState>): void {
  kept = { ...kept, ...change };
  host.keep(kept);
}

function show(subject: TakeSubject, take: TakeView): void {
  shown = take;
  keep({ subject });
  video.setAttribute('aria-label', l10n.t('Take: {0}', take.title));
  const key = take.video && videoKey(take.video);
  if (take.video && key !== undefined && loading?.key !== key) {
    tooLarge = isLarge(take.video.bytes);
    // What was played before is another video.
    if (tooLarge) unload();
    void (tooLarge ? answerGrabs() : load(take.video.uri, key));
  }
  // Elapsed time moves only while something runs.
  window.clearInterval(clock);
  clock = take.progress ? window.setInterval(draw, 1000) : undefined;
  draw();
  if (!take.video && !take.progress) {
    void answerGrabs();
  }
}

function unload(): void {
  loading?.cancel.abort();
  loading = undefined;
  player?.dispose();
  player = undefined;
}

async function load(uri: string, key: string): Promise<void> {
  loading?.cancel.abort();
  const mine = { key, cancel: new AbortController() };
  loading = mine;
  tooLarge = false;
  const outcome = await loadVideo(uri, mine.cancel.signal);
  if (loading !== mine) {
    return;
  }
  unplayable = outcome.kind === 'unplayable' ? outcome.why : undefined;
  player?.dispose();
  player = undefined;
  if (outcome.kind === 'loaded') {
    if (video.src !== '') {
      URL.revokeObjectURL(video.src);
    }
    video.src = outcome.url;
    player = createPlayer(video, outcome.video.frames, draw);
    player.setRate(kept.rate);
    player.setLoop(kept.loop);
    const begin = kept.frame;
    await player.seek(begin);
    endEarly();
    draw();
    if (begin === 0 && motionAllowed().now()) {
      void player.play();
    }
  }
  endEarly();
  draw();
  await answerGrabs();
}

function endEarly(): void {
  if (early) {
    URL.revokeObjectURL(early.src);
    early = undefined;
  }
}

video.addEventListener('error', () => {
  unplayable = undecodable();
  draw();
});

/** Answers once it is clear whether there is a video. */
async function answerGrabs(): Promise<void> {
  const why = unplayable ?? (tooLarge ? l10n.t('the video is too large to open here.') : shown?.problem?.message);
  if (!player && why === undefined) {
    return;
  }
  const requests = wanted;
  wanted = [];
  for (const request of requests) {
    try {
      host.send({ type: 'grabbed', request, ...(player && unplayable === undefined ? { png: await lastPictureOf(video.src, player.frames) } : { why: why ?? '' }) });
    } catch (error) {
      host.send({ type: 'grabbed', request, why: error instanceof Error ? error.message : String(error) });
    }
  }
}

/** The last frame of a large video, from its end alone. */
async function answerFrom(excerpt: string, request: number): Promise<void> {
  const outcome = await loadVideo(excerpt, new AbortController().signal);
  if (outcome.kind === 'unplayable') {
    host.send({ type: 'grabbed', request, why: outcome.why });
    return;
  }
  try {
    host.send({ type: 'grabbed', request, png: await lastPictureOf(outcome.url, outcome.video.frames) });
  } catch (error) {
    host.send({ type: 'grabbed', request, why: error instanceof Error ? error.message : String(error) });
  } finally {
    URL.revokeObjectURL(outcome.url);
  }
}

async function takeFrame(use: boolean): Promise<void> {
  if (player) {
    const { frame } = player;
    try {
      host.send({ type: 'frame', frame, use, png: await pictureOf(video, player, frame) });
    } catch (error) {
      host.send({ type: 'noFrame', why: error instanceof Error ? error.message : String(error) });
    }
  }
}

function changePlaying({ rate, loop }: { rate: number; loop: boolean }): void {
  player?.setRate(rate);
  player?.setLoop(loop);
  keep({ rate, loop });
  draw();
}

function draw(): void {
  if (!shown) {
    return;
  }
  if (player && !player.playing && player.frame !== kept.frame) {
    keep({ frame: player.frame });
  }
  const { video: file } = shown;
  if (!file || tooLarge) {
    endEarly();
  }
  render(takePageView({
    take: shown, video, playing: kept, actualSize: kept.actualSize, now: Date.now(), tooLarge, ordering, changePlaying,
    ...(player ? { player } : {}), ...(early ? { early } : {}), ...(unplayable === undefined ? {} : { unplayable }),
    act: (action) => host.send({ type: 'act', action }),
    help: (verb) => host.send({ type: 'help', verb }),
    changeSize: (actualSize) => {
      keep({ actualSize });
      draw();
    },
    loadAnyway: () => void (file && load(file.uri, videoKey(file))),
    takeFrame: (use) => void takeFrame(use),
  }), root);
  document.getElementById('waiting')?.remove();
}

document.addEventListener('keydown', (event) => {
  if (player && unplayable === undefined) {
    playerKey(event, player, kept, changePlaying);
  }
});
host.send({ type: 'ready' });
