import '@vscode/codicons/dist/codicon.css';
import '../../../media/webview/page.css';
import '../../../media/webview/player.css';
import '../../../media/webview/take.css';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import type { FromTake, TakeState, TakeSubject, TakeView, ToTake } from '../../views/take/protocol.ts';
import { takeState, toTake } from '../../views/take/protocol.ts';
import { connectHost } from '../kit/host.ts';
import { loadVideo } from '../player/load.ts';
import type { Player } from '../player/player.ts';
import { createPlayer } from '../player/player.ts';
import { playerKey } from '../player/transport.ts';
import { takePageView } from './view.ts';

const host = connectHost<ToTake, FromTake, TakeState>({ to: toTake, state: takeState }, ({ subject, take }) => show(subject, take));
const root = document.getElementById('root')!;
const video = document.createElement('video');
video.muted = true;
video.playsInline = true;

let kept: TakeState = host.kept() ?? takeState.parse({});
let shown: TakeView | undefined;
let player: Player | undefined;
let unplayable: string | undefined;
let loading: { readonly uri: string; readonly cancel: AbortController } | undefined;
let clock: number | undefined;

function keep(change: Partial<TakeState>): void {
  kept = { ...kept, ...change };
  host.keep(kept);
}

function show(subject: TakeSubject, take: TakeView): void {
  shown = take;
  keep({ subject });
  video.setAttribute('aria-label', l10n.t('Take: {0}', take.title));
  if (take.video && loading?.uri !== take.video.uri) {
    void load(take.video.uri);
  }
  // Elapsed time moves only while something runs.
  window.clearInterval(clock);
  clock = take.progress ? window.setInterval(draw, 1000) : undefined;
  draw();
}

async function load(uri: string): Promise<void> {
  loading?.cancel.abort();
  const mine = { uri, cancel: new AbortController() };
  loading = mine;
  const outcome = await loadVideo(uri, mine.cancel.signal);
  if (loading !== mine) {
    return;
  }
  if (outcome.kind === 'unplayable') {
    unplayable = outcome.why;
    draw();
    return;
  }
  video.src = outcome.url;
  video.addEventListener('error', () => {
    unplayable = l10n.t('VS Code could not decode it: {0}', video.error?.message || l10n.t('the file is damaged.'));
    draw();
  });
  player = createPlayer(video, outcome.video.frames, draw);
  player.setRate(kept.rate);
  player.setLoop(kept.loop);
  await player.seek(kept.frame);
  draw();
  if (kept.frame === 0 && !window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
    await player.play();
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
  render(takePageView({
    take: shown, video, playing: kept, actualSize: kept.actualSize, now: Date.now(), changePlaying,
    ...(player ? { player } : {}), ...(unplayable === undefined ? {} : { unplayable }),
    act: (action) => host.send({ type: 'act', action }),
    changeSize: (actualSize) => {
      keep({ actualSize });
      draw();
    },
  }), root);
}

document.addEventListener('keydown', (event) => {
  if (player) {
    playerKey(event, player, kept, changePlaying);
  }
});
host.send({ type: 'ready' });
