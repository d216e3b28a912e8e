import '@vscode/codicons/dist/codicon.css';
import '../../../media/webview/page.css';
import '../../../media/webview/stage.css';
import '../../../media/webview/stagePage.css';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import { planCamera } from '../../directives/camera.ts';
import type { FromStage, StageShot, StageState, StageVideo, ToStage } from '../../views/stage/protocol.ts';
import { stageState, toStage } from '../../views/stage/protocol.ts';
import { connectHost } from '../kit/host.ts';
import { pageView } from './page.ts';
import { createStage } from './stage.ts';

const host = connectHost<ToStage, FromStage, StageState>({ to: toStage, state: stageState }, receive);
const kept = host.kept() ?? stageState.parse({});
const root = document.getElementById('root')!;

let shot: StageShot | undefined;
let told = false;
let picture: ImageBitmap | undefined;
let video: StageVideo = { kind: 'none' };
let ordering = false;
let { loop } = kept;

const canvas = document.createElement('canvas');
canvas.setAttribute('role', 'img');
const stage = createStage(canvas, { onTime: draw, onPlaying: draw });
stage.setLoop(loop);
let begun = false;
host.send({ type: 'ready' });

function receive(message: ToStage): void {
  switch (message.type) {
    case 'show':
      show(message.shot ?? undefined);
      break;
    case 'picture':
      void decode(message.bytes);
      break;
    case 'video':
      ({ video } = message);
      break;
    case 'ordering':
      ({ ordering } = message);
  }
  draw();
}

/** Another shot begins at its start; the same one goes on where it is while it is written. */
function show(now: StageShot | undefined): void {
  // A shot without a title is named by its words.
  const isElsewhere = shot?.source === undefined || shot.source.line !== now?.source?.line;
  const isOther = shot?.source?.uri !== now?.source?.uri || (isElsewhere && shot?.title !== now?.title && shot?.prompt !== now?.prompt);
  shot = now;
  told = true;
  showShot();
  if (now && !begun) stage.seek(Math.min(kept.time, now.duration));
  else if (now && isOther) {
    stage.seek(0);
  }
  begun ||= now !== undefined;
}

function showShot(): void {
  if (!shot) return;
  const { prompt, duration, firstFrame } = shot;
  stage.setShot(prompt, { duration, ...(firstFrame !== undefined && { firstFrame }) }, picture);
}

let decoding = 0;
async function decode(bytes: Uint8Array<ArrayBuffer> | undefined): Promise<void> {
  const mine = ++decoding;
  const decoded = bytes && await createImageBitmap(new Blob([bytes])).catch(() => undefined);
  if (mine !== decoding) return;
  picture = decoded;
  showShot();
  draw();
}

function draw(): void {
  document.body.style.setProperty('--aspect', String(canvas.width / canvas.height));
  canvas.setAttribute('aria-label', l10n.t('Camera preview, {0} s', shot?.duration ?? 6));
  const plan = planCamera(shot?.prompt ?? '', shot?.duration ?? 6);
  render(pageView({
    canvas, shot, told, video, ordering, loop, playing: stage.playing,
    timeline: { prompt: shot?.prompt ?? '', plan, time: Math.min(stage.time, plan.seconds), selected: shot?.selected, drag: undefined, deeds: {
      seek: (seconds) => {
        stage.pause();
        stage.seek(seconds);
      },
      choose: (bracket) => host.send({ type: 'choose', bracket }),
    } },
    deeds: {
      play: () => (stage.playing ? stage.pause() : stage.play()),
      loop: () => {
        loop = !loop;
        stage.setLoop(loop);
        draw();
      },
      generate: () => order({ type: 'generate' }),
      save: () => (video.kind === 'none' ? order({ type: 'save' }) : host.send({ type: 'save' })),
      compose: () => host.send({ type: 'compose' }),
    },
  }), root);
  keep();
}

function order(message: FromStage): void {
  if (ordering) return;
  // At once: the extension says when it is over.
  ordering = true;
  host.send(message);
  draw();
}

let keeping: number | undefined;
function keep(): void {
  // Writing it down costs more than drawing; while the film runs nothing but the time changes.
  keeping ??= window.setTimeout(() => {
    keeping = undefined;
    if (shot) host.keep({ shot: { prompt: shot.prompt, duration: shot.duration, ...(shot.source && { source: shot.source }) }, time: stage.time, loop });
  }, 300);
}

draw();
