import '@vscode/codicons/dist/codicon.css';
import '../../../media/webview/page.css';
import '../../../media/webview/player.css';
import '../../../media/webview/film.css';
import * as l10n from '@vscode/l10n';
import { render } from 'lit';
import type { FilmShotView, FilmState, FilmTake, FilmView, FromFilm, ToFilm } from '../../views/film/protocol.ts';
import { filmState, toFilm } from '../../views/film/protocol.ts';
import { connectHost } from '../kit/host.ts';
import { isLarge } from '../player/large.ts';
import { createPosterQueue } from '../player/posters.ts';
import { playerKey } from '../player/transport.ts';
import { motionAllowed } from '../stage/canvas.ts';
import type { FilmDeeds } from './page.ts';
import { playedTake } from './page.ts';
import { createPictures } from './pictures.ts';
import type { ReelShot } from './playlist.ts';
import { createReel } from './reel.ts';
import { blockId } from './strip.ts';
import { filmPageView } from './view.ts';
import { createThumbs } from './thumbs.ts';

const host = connectHost<ToFilm, FromFilm, FilmState>({ to: toFilm, state: filmState }, receive);
const root = document.getElementById('root')!;
let kept: FilmState = host.kept() ?? filmState.parse({});
let film: FilmView | undefined;
/** The shots that play, as indexes among all. */
let played: readonly number[] = [];
let selected = kept.index;
let ordering = false;
let drop: number | undefined;
let said = '';
let begun = false;
/** What came while the page was hidden: read when it is seen again, so that nothing is loaded or played meanwhile. */
let unread: FilmView | undefined;
/** A shot that was moved from here: the selection goes with it when the text says so. */
let moving: { readonly title: string; readonly to: number } | undefined;

const pictures = createPictures((file) => host.send({ type: 'wantPicture', file }), () => {
  reel.pictureCame();
  draw();
});
const thumbs = createThumbs(pictures.find, draw);
const made = new Map<string, string>();
const inSight = new Set<number>();
const makePoster = createPosterQueue((file, jpeg) => {
  made.set(file, URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' })));
  host.send({ type: 'poster', file, jpeg });
  draw();
}, () => true);
const reel = createReel({ changed: draw, picture: pictures.find });
reel.setLoop(kept.loop);
reel.setRate(kept.rate);
const sight = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const index = Number((target as HTMLElement).dataset['index']);
    if (isIntersecting) inSight.add(index);
    else inSight.delete(index);
  }
  draw();
}, { rootMargin: '200px' });
const watched = new WeakSet<Element>();
host.send({ type: 'ready' });

function receive(message: ToFilm): void {
  switch (message.type) {
    case 'film':
      if (document.hidden) unread = message.film;
      else void show(message.film);
      break;
    case 'at':
      if (document.hidden) selected = message.index;
      else if (message.index !== selected) {
        selected = message.index;
        reveal();
        const place = played.indexOf(selected);
        if (!reel.playing && place >= 0 && place !== reel.shot) void reel.goTo(place);
      }
      break;
    case 'picture':
      void pictures.came(message.file, message.bytes);
      break;
    case 'ordering':
      ({ ordering } = message);
  }
  draw();
}

async function show(now: FilmView): Promise<void> {
  film = now;
  if (moving && now.shots[moving.to]?.title === moving.title) {
    selected = moving.to;
    said = l10n.t('{0} is now shot {1} of {2}', moving.title, moving.to + 1, now.shots.length);
    moving = undefined;
  }
  selected = Math.max(0, Math.min(selected, now.shots.length - 1));
  keep({ uri: now.uri, index: selected });
  const first = !begun;
  begun = true;
  await relist(first ? { shot: Math.max(0, playedNow(now).indexOf(kept.shot)), frame: kept.frame } : undefined);
  // A film that was left somewhere stays there; a new one plays, unless less motion is wanted.
  if (first && kept.shot === 0 && kept.frame === 0 && now.shots.length > 0 && motionAllowed().now()) void reel.play();
}

function playedNow({ shots }: FilmView): readonly number[] {
  return shots.flatMap(({ skip }, index) => (skip ? [] : [index]));
}

function relist(restart?: { readonly shot: number; readonly frame: number }): Promise<void> {
  const shots = film?.shots ?? [];
  played = film ? playedNow(film) : [];
  return reel.setShots(played.flatMap((index) => (shots[index] ? [reelShot(shots[index])] : [])), restart);
}

function reelShot(shot: FilmShotView): ReelShot {
  const take = playedTake(shot, kept.freshOnly);
  return {
    title: shot.title, prompt: shot.prompt, seconds: shot.seconds,
    ...(shot.firstFrame !== undefined && { firstFrame: shot.firstFrame }), ...(take && !isLarge(take.bytes) && { video: take.video, videoSeconds: take.seconds }),
  };
}

function keep(change: Partial<FilmState>): void {
  kept = { ...kept, ...change };
  host.keep(kept);
}

const posterOf = (take: FilmTake): string | undefined => {
  const known = take.poster ?? made.get(take.file);
  if (known === undefined && take.bytes > 0) makePoster(take.file, take.excerpt ?? take.video, take.excerpt === undefined ? take.bytes : 0);
  return known;
};

/** The picture of a block, made once it is in sight. */
function blockPoster(shot: FilmShotView, index: number): string | undefined {
  if (!inSight.has(index)) return undefined;
  const take = playedTake(shot, kept.freshOnly);
  return (take && posterOf(take)) ?? thumbs.find({ prompt: shot.prompt, seconds: shot.seconds, ...(shot.firstFrame !== undefined && { firstFrame: shot.firstFrame }) });
}

const deeds: FilmDeeds = {
  act: (action) => host.send({ type: 'act', action }),
  select: (index, focus) => {
    selected = index;
    keep({ index });
    host.send({ type: 'select', index, focus });
    const place = played.indexOf(index);
    if (place >= 0) void reel.goTo(place);
    reveal();
    draw();
  },
  goTo: (by) => {
    const count = played.length;
    if (count > 0) void reel.goTo((reel.shot + by + count) % count);
  },
  move: (index, to) => {
    const title = film?.shots[index]?.title;
    if (title !== undefined) moving = { title, to };
    host.send({ type: 'move', index, to });
  },
  answer: (index, answer) => host.send({ type: 'answer', index, answer }),
  generate: (index) => host.send({ type: 'generate', index }),
  choose: (index, file) => host.send({ type: 'choose', index, ...(file !== undefined && { file }) }),
  take: (action, file) => host.send({ type: 'take', action, file }),
  compare: (files) => host.send({ type: 'compare', files: [...files] }),
  change: (change) => {
    keep(change);
    reel.setLoop(kept.loop);
    reel.setRate(kept.rate);
    if (change.freshOnly !== undefined) void relist();
    draw();
  },
  dragOver: (index) => {
    if (drop === index) return;
    drop = index;
    draw();
  },
};

function reveal(): void {
  requestAnimationFrame(() => { document.getElementById(blockId(selected))?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); });
}

/** The shot on screen when the page was last drawn. */
let followed: number | undefined;
/** Brings the block of the shot that plays into the strip's sight, unless the person is about there. The page itself stays where it is. */
function follow(index: number): void {
  const strip = root.querySelector('.strip');
  const block = document.getElementById(blockId(index));
  if (!strip || !block || strip.matches(':hover, :focus-within')) return;
  const [room, place] = [strip.getBoundingClientRect(), block.getBoundingClientRect()];
  if (place.left < room.left) strip.scrollBy({ left: place.left - room.left - 6 });
  else if (place.right > room.right) strip.scrollBy({ left: place.right - room.right + 6 });
}

let drawing = false;
/** Told once to who measures: from the command to the shots. */
let shown = false;
/** Keeps where a film rests at once: a page that is left does not draw any more. */
function keepPlace(): void {
  const now = played[reel.shot];
  if (film && !reel.playing && now !== undefined && (reel.within !== kept.frame || now !== kept.shot)) keep({ shot: now, frame: reel.within });
}

/** Once a frame at most, however many reasons there are. */
function draw(): void {
  keepPlace();
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    drawNow();
  });
}

function drawNow(): void {
  if (!film) return;
  const now = played[reel.shot];
  render(filmPageView({
    film, reel, kept, ordering, selected, drop, posterOf, said, deeds,
    playing: now === undefined ? undefined : film.shots[now],
    blocks: film.shots.map((shot, index) => ({ shot, index, poster: blockPoster(shot, index), selected: index === selected, playing: index === now })),
  }), root);
  if (reel.playing && now !== undefined && now !== followed) follow(now);
  followed = now;
  if (!shown) performance.mark('film-shown');
  shown = true;
  for (const block of root.querySelectorAll('.block')) {
    if (watched.has(block)) continue;
    watched.add(block);
    sight.observe(block);
  }
}

document.addEventListener('visibilitychange', () => {
  const now = unread;
  if (document.hidden || now === undefined) return;
  unread = undefined;
  void show(now);
  draw();
});

document.addEventListener('keydown', (event) => {
  if (!film || played.length === 0) return;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isPlain && (event.key === '[' || event.key === ']')) {
    deeds.goTo(event.key === '[' ? -1 : 1);
    event.preventDefault();
  } else {
    playerKey(event, reel, kept, deeds.change);
  }
});
