import '@vscode/codicons/dist/codicon.css';
import '../../../media/webview/page.css';
import '../../../media/webview/stage.css';
import '../../../media/webview/composer.css';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import { insertDirective } from '../../directives/insert.ts';
import type { DirectiveId, DirectiveLanguage } from '../../directives/vocabulary.ts';
import type { FilledPrompt } from '../../shots/filledPrompt.ts';
import { filledPrompt } from '../../shots/filledPrompt.ts';
import { firstFrameLimits, toapisUploadLimit } from '../../shots/firstFrame.ts';
import { defaultSettings } from '../../shots/shot.ts';
import type { Choices, ComposerState, FromComposer, LinkView, Remembered, RequestView, TakeView, ToComposer } from '../../views/composer/protocol.ts';
import { composerState, toComposer } from '../../views/composer/protocol.ts';
import { connectHost } from '../kit/host.ts';
import type { Stage } from '../stage/stage.ts';
import { createBars } from './bars.ts';
import { watchDrops } from './drops.ts';
import { focusFix } from './fixes.ts';
import { createFrameDesk } from './frameDesk.ts';
import { setPictureFolder } from './movePicture.ts';
import { pageView } from './page.ts';
import type { Finding } from './problems.ts';
import { findingsIn, sentLength } from './problems.ts';
import { createPromptField } from './prompt/field.ts';
import { watchReturn, watchSubmit } from './submit.ts';

const host = connectHost<ToComposer, FromComposer, ComposerState>({ to: toComposer, state: composerState }, receive);
host.send({ type: 'ready' });
const kept: ComposerState = host.kept() ?? composerState.parse({});
const root = document.getElementById('root')!;

let choices: Choices = kept.choices ?? { gateway: 'animatic', takes: 1, ...defaultSettings };
let gateways: (ToComposer & { type: 'open' })['gateways'] = [];
let requests: readonly RequestView[] = [];
let price: string | undefined;
let language: DirectiveLanguage | undefined;
/** A paid gateway is sent the directives as they stand. */
let asWritten = false;
/** What the names of `@let` stand for; undefined where there are none. */
let words: ReadonlyMap<string, string> | undefined;
const filled = (written: string): FilledPrompt => filledPrompt(written, words ?? new Map());
let takes: readonly TakeView[] = [];
let link: LinkView | undefined;
let remembered: Remembered = { made: kept.made, chosen: kept.chosen };
let notice = '';
let findings: readonly Finding[] = [];
let inviting = false;
let ordering = false;
let looked: DirectiveId | undefined;
let loop = kept.loop;
let showRequest = kept.showRequest;

const canvas = document.createElement('canvas');
canvas.setAttribute('role', 'img');
const field = createPromptField(document.body.dataset['nonce'] ?? '', {
  send: (version, updates) => host.send({ type: 'push', version, updates: [...updates] }),
  changed: (text) => {
    if (text) {
      notice = '';
      promptChanged();
    }
    draw();
  },
  fix: () => focusFix(findings, field.cursor),
  language: () => language ?? 'en',
});
const frame = createFrameDesk(() => (choices.gateway === 'toapis' ? toapisUploadLimit : firstFrameLimits.bytes), (wish, id) => host.send({ type: 'frame', id, wish }), say, () => {
  showShot();
  draw();
});
const bars = createBars({
  field, filled, draw,
  seconds: () => choices.duration,
  seek: (seconds) => {
    stage?.pause();
    stage?.seek(seconds);
  },
  onDrag: () => {
    showShot();
    draw();
  },
});
/** Comes after the first paint: it is a third of the page's code, and nobody waits for it to type. */
let stage: Stage | undefined;
const painted = new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
void painted.then(async () => {
  const { createStage } = await import('../stage/stage.ts');
  stage = createStage(canvas, { onTime: draw, onPlaying: draw });
  stage.setLoop(loop);
  showShot();
  stage.seek(kept.time);
});

function showShot(): void {
  const { state } = frame;
  const firstFrame = state.kind === 'url' ? state.url : state.kind === 'image' ? state.name : undefined;
  stage?.setShot(filled(bars.shownPrompt).text, { duration: choices.duration, ...(firstFrame !== undefined && { firstFrame }) }, state.kind === 'image' ? state.bitmap : undefined);
}

function promptChanged(): void {
  findings = findingsIn(field.text, { seconds: choices.duration, promptOptimizer: choices.promptOptimizer && choices.gateway !== 'animatic', asWritten }, language, words);
  field.showProblems(findings.map(({ problem }) => problem));
  showShot();
}

function sentIn(sent: DirectiveLanguage | undefined): void {
  const unchanged = sent === undefined && choices.gateway !== 'animatic';
  if (language === sent && asWritten === unchanged) return;
  [language, asWritten] = [sent, unchanged];
  promptChanged();
}

function receive(message: ToComposer): void {
  switch (message.type) {
    case 'open':
      ({ choices, gateways } = message);
      setPictureFolder(message.pictures);
      field.open(message.text, message.version, kept.editor);
      frame.judge();
      break;
    case 'updates':
      field.receive(message.version, message.updates);
      break;
    case 'choices':
      choose(message.choices, false);
      break;
    case 'firstFrame':
      void frame.show(message.firstFrame);
      break;
    case 'link':
      link = message.link ?? undefined;
      break;
    case 'sent':
      sentIn(message.language);
      ({ requests, price } = message);
      break;
    case 'words':
      words = message.words && new Map(message.words.map(({ name, value }) => [name, value]));
      promptChanged();
      break;
    case 'takes':
      ({ takes } = message);
      break;
    case 'remember':
      remembered = message;
      break;
    case 'grabLastFrame':
      void frame.takeVideo(new Blob([message.bytes]));
      break;
    case 'granted': frame.granted(message.id, message.isDone); break;
    case 'ordering': ({ ordering } = message); break;
    case 'notice':
      say(message.message);
  }
  draw();
}

function say(message: string): void {
  notice = message;
  draw();
}

function choose(now: Choices, tell: boolean): void {
  const names = (Object.keys(now) as (keyof Choices)[]).filter((name) => now[name] !== choices[name]);
  choices = now;
  if (tell) host.send({ type: 'choose', choices, names });
  frame.judge();
  promptChanged();
  draw();
}

/** Asks for something that is done with the whole prompt, the last word included. */
function ask(message: FromComposer): void {
  notice = '';
  void field.settled().then(() => { host.send(message); });
  draw();
}

/** Does what takes its button away or opens a dialog: once that is over, the keyboard is at the prompt. */
const toPrompt = (act: () => void): void => {
  act();
  field.focus();
};

/** Puts another first frame on the table: what was said of the one before is over. */
const toFrame = (act: () => void): void => toPrompt(() => { say(''); act(); });

/** Whether the extension would send the first frame that is seen here; where it would not, that is said, and the keyboard is at what helps. */
async function isFrameSent(): Promise<boolean> {
  const isDone = await frame.settled();
  const { hindrance } = frame;
  if (hindrance === undefined) return isDone;
  say(hindrance);
  (document.querySelector<HTMLElement>('.frame-offers button') ?? document.querySelector<HTMLElement>('.first-frame button'))?.focus();
  return false;
}

async function generate(): Promise<void> {
  if (ordering) return;
  // At once: the extension says when it is over.
  ordering = true;
  notice = '';
  draw();
  if (await isFrameSent()) {
    ask({ type: 'generate' });
    return;
  }
  ordering = false;
  draw();
}

async function write(to: 'save' | 'update'): Promise<void> {
  notice = '';
  draw();
  if (await isFrameSent()) toPrompt(() => ask({ type: to }));
}

function draw(): void {
  const prompt = field.text;
  const time = Math.min(stage?.time ?? kept.time, choices.duration);
  document.body.style.setProperty('--aspect', String(canvas.width / canvas.height));
  canvas.setAttribute('aria-label', l10n.t('Camera preview, {0} s', choices.duration));
  render(pageView({
    canvas, playing: stage?.playing ?? false, loop, field: field.element, length: sentLength(filled(prompt).text, language), takes, link, notice, ordering, ...(price !== undefined && { price }),
    timeline: bars.at(time),
    problems: {
      findings, show: ({ start, end }) => field.select(start, end, true),
      mend: ({ edits, promptOptimizer = choices.promptOptimizer }) => {
        field.edit(edits);
        if (promptOptimizer !== choices.promptOptimizer) choose({ ...choices, promptOptimizer, fastPretreatment: false }, true);
        field.focus();
      },
    },
    pad: { prompt, cursor: field.cursor, language: language ?? 'en', insert: (id) => {
      const insertion = insertDirective(field.text, field.cursor, id, language);
      if (insertion.kind === 'edit') field.edit([insertion.edit], insertion.cursor);
      field.focus();
    }, looked, look: (id) => {
      looked = id;
      draw();
    } },
    firstFrame: {
      state: frame.state, inviting, wish: (wish) => toFrame(() => frame.ask(wish)), fit: (fit) => toFrame(() => void frame.fit(fit)),
      ...(frame.hides && { keep: () => toFrame(() => void frame.back()) }),
    },
    settings: { choices, gateways, choose: (now) => choose(now, true) },
    sent: {
      requests, gateway: choices.gateway, open: showRequest, nameOf: (gateway) => gateways.find(({ id }) => id === gateway)?.name ?? gateway,
      toggle: (open) => {
        showRequest = open;
        draw();
      },
      copyCurl: (gateway) => ask({ type: 'copyCurl', gateway }),
    },
    deeds: {
      play: () => (stage?.playing ? stage.pause() : stage?.play()),
      loop: () => {
        loop = !loop;
        stage?.setLoop(loop);
        draw();
      },
      generate: () => void generate(),
      save: () => void write('save'),
      update: () => void write('update'),
      takeDocument: () => toPrompt(() => ask({ type: 'takeDocument' })),
      goToSource: () => host.send({ type: 'goToSource' }),
      openTake: (id) => host.send({ type: 'openTake', id }),
    },
  }), root);
  keep();
}

let keeping: number | undefined;
function keep(): void {
  // Until the extension has said what is on the table, what was kept before counts.
  if (gateways.length === 0) return;
  // Writing it down costs more than drawing; while the film runs nothing but the time changes.
  keeping ??= window.setTimeout(() => {
    keeping = undefined;
    host.keep({ ...remembered, text: field.text, choices, editor: field.keep(), time: stage?.time ?? kept.time, loop, showRequest });
  }, 300);
}

watchDrops(document.body, {
  image: (blob, name) => toPrompt(() => void frame.take(blob, name)),
  video: (blob) => toPrompt(() => void frame.takeVideo(blob)),
  wish: (wish) => toPrompt(() => frame.ask(wish)),
  say,
  inviting: (now) => {
    inviting = now;
    draw();
  },
});
watchSubmit(document, () => void generate());
showShot();
draw();
document.getElementById('waiting')?.remove();
watchReturn(window, () => field.focus());
