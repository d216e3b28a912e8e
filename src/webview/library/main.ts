import '@vscode/codicons/dist/codicon.css';
import '../../../media/webview/page.css';
import '../../../media/webview/library.css';
import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FromLibrary, GatewayChoice, LibraryState, TakeDetail, TakeRow, ToLibrary } from '../../views/library/protocol.ts';
import { libraryState, toLibrary } from '../../views/library/protocol.ts';
import { textButton } from '../kit/controls.ts';
import { connectHost } from '../kit/host.ts';
import { cardId, cardView } from './card.ts';
import { detailNow, pictured } from './details.ts';
import { filtersView } from './filters.ts';
import { createHoverPlay } from './hover.ts';
import { menuContext } from './menuContext.ts';
import { createPosterQueue } from '../player/posters.ts';
import { searchTakes } from './search.ts';
import { arrived, chosenAmong, clicked, movedTo, nothingSelected, placeIn, stayed, toggled } from './selection.ts';
import { createStrip } from './strip.ts';

const host = connectHost<ToLibrary, FromLibrary, LibraryState>({ to: toLibrary, state: libraryState }, receive);
const root = document.getElementById('root')!;
const [head, scroller] = [document.createElement('header'), document.createElement('main')];
scroller.className = 'scroller';
root.append(head, scroller);

let kept: LibraryState = host.kept() ?? libraryState.parse({});
let rows: readonly TakeRow[] | undefined;
/** How many takes are still to be told. */
let coming = 0;
let gateways: readonly GatewayChoice[] = [];
let found: readonly TakeRow[] = [];
let selection = nothingSelected;
let filtersOpen = false;
const details = new Map<string, TakeDetail>();
const asked = new Set<string>();
let inSight: ReadonlySet<string> = new Set();
/** Takes that came while the view stood, until they have their pictures. */
const newcomers = new Set<string>();
/** More at once come from a copied folder, and as many videos would be decoded. */
const mostNewcomers = 4;
let drawing = false;

const makeLater = createPosterQueue(
  (file, jpeg, version) => {
    // A copy is shown at once; the file kept by the extension is for the next time.
    const detail = pictured(details.get(file), file, version, URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' })));
    if (detail) details.set(file, detail);
    host.send({ type: 'poster', file, jpeg, ...(version !== undefined && { version }) });
    draw();
  },
  (file) => inSight.has(file),
);
const strip = createStrip(scroller, draw);
const hover = createHoverPlay(draw);

function receive(message: ToLibrary): void {
  switch (message.type) {
    case 'takes':
      rows = message.takes;
      coming = message.all - rows.length;
      gateways = message.gateways;
      find();
      restoreScroll();
      break;
    case 'changed': {
      const changed = new Map(message.changed.map((row) => [row.file, row]));
      const gone = new Set(message.removed);
      const before = rows ?? [];
      const fresh = message.changed.filter(({ file }) => !before.some((row) => row.file === file));
      rows = [...before.filter(({ file }) => !gone.has(file)).map((row) => changed.get(row.file) ?? row), ...fresh].sort((a, b) => b.time - a.time);
      if (fresh.length <= mostNewcomers) fresh.forEach(({ file }) => newcomers.add(file));
      message.changed.forEach(({ file }) => asked.delete(file));
      selection = { ...selection, files: new Set([...selection.files].filter((file) => !gone.has(file))) };
      find();
      break;
    }
    case 'details':
      for (const told of message.details) {
        const detail = detailNow(details.get(told.file), told);
        details.set(told.file, detail);
        if (detail.poster === undefined && detail.video) {
          makeLater(detail.file, detail.excerpt ?? detail.video, detail.excerpt === undefined ? detail.bytes ?? 0 : 0, detail.version);
        }
      }
      draw();
      break;
    case 'stale':
      asked.clear();
      draw();
      break;
  }
}

function find(): void {
  const before = files();
  found = searchTakes(rows ?? [], kept.search, Date.now());
  selection = stayed(selection, before, files());
  draw();
}

function keep(change: Partial<LibraryState>): void {
  kept = { ...kept, ...change };
  host.keep(kept);
}

function act(action: 'open' | 'keep' | 'discard', file: string): void {
  const chosen = chosenFiles();
  host.send({ type: 'act', action, file, ...(action !== 'open' && chosen.length > 1 && chosen.includes(file) ? { files: chosen } : {}) });
}

const files = (): string[] => found.map(({ file }) => file);
/** In the order of the strip. */
const chosenTakes = (): readonly TakeRow[] => chosenAmong(found, selection);
const chosenFiles = (): string[] => chosenTakes().map(({ file }) => file);
const hands = {
  press: (event: MouseEvent, file: string): void => {
    selection = clicked(selection, files(), file, event);
    list()?.focus({ preventScroll: true });
    draw();
  },
  open: (file: string): void => act('open', file),
  keep: (file: string): void => act('keep', file),
  enter: (file: string): void => hover.enter(file),
  leave: (): void => hover.leave(),
  pictured: (file: string): void => {
    if (newcomers.delete(file)) draw();
  },
};

function arrive(): void {
  selection = arrived(selection, files());
}

function press(event: KeyboardEvent): void {
  arrive();
  const shown = files();
  const current = placeIn(shown, selection);
  const to = movedTo(current, event.key, strip.layout(found.length).columns, found.length);
  const [file, target] = [shown[current], to === undefined ? undefined : shown[to]];
  if (to !== undefined && target !== undefined) {
    selection = clicked(selection, shown, target, { shiftKey: event.shiftKey, ctrlKey: false, metaKey: false });
    strip.scrollTo(to);
  } else if (event.key === 'Enter' && file !== undefined) {
    act('open', file);
  } else if (event.key === ' ' && file !== undefined) {
    selection = { ...selection, files: toggled(selection.files, file) };
  } else if (event.key === 'Delete' && file !== undefined) {
    act('discard', file);
  } else if (event.key === 'f' && !event.ctrlKey && !event.metaKey && file !== undefined) {
    act('keep', file);
  } else if (event.key === 'Escape') {
    selection = { ...selection, files: new Set() };
  } else {
    return;
  }
  event.preventDefault();
  draw();
}

/** Once a frame at most, however many reasons there are. */
function draw(): void {
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      drawNow();
    });
  }
}

function list(): HTMLElement | null {
  return scroller.querySelector<HTMLElement>('[role="listbox"]');
}

function drawNow(): void {
  if (!rows) {
    return;
  }
  // Where there is nothing there is nothing to look for.
  const isBare = rows.length + coming === 0;
  render(isBare ? html`<h1 class="unseen">${l10n.t('Takes')}</h1><p class="unseen" role="status">${l10n.t('{0} takes', 0)}</p>` : filtersView({
    search: kept.search, gateways, open: filtersOpen, found: found.length === rows.length ? found.length + coming : found.length, all: rows.length + coming, selected: chosenTakes().length,
    change: (search) => {
      keep({ search: { ...kept.search, ...search } });
      find();
    },
    toggle: () => {
      filtersOpen = !filtersOpen;
      draw();
    },
    compare: () => host.send({ type: 'compare', files: chosenFiles() }),
  }), head);
  render(found.length === 0 ? emptyView(rows.length) : stripView(), scroller);
}

/** Where the person was before the view was hidden. */
function restoreScroll(): void {
  drawNow();
  scroller.scrollTop = kept.scroll;
}

function emptyView(all: number): unknown {
  return all > 0
    ? html`<p class="empty quiet">${l10n.t('No takes match.')}</p>`
    : html`<div class="empty"><p>${l10n.t('Your takes appear here, including any already in this folder.')}</p>
      ${textButton(l10n.t('Generate Video…'), () => host.send({ type: 'act', action: 'generate' }))}</div>`;
}

function stripView(): unknown {
  const { columns, height, rows: lines } = strip.layout(found.length);
  const keys = l10n.t('Enter opens the take, F keeps it, Space selects it, Delete discards it.');
  // The keyboard is on the list, so the list has the menu of the card that the keyboard stands for.
  const place = placeIn(files(), selection);
  const current = found[place];
  const chosen = chosenTakes();
  const cells = lines.flatMap(({ index }) => found.slice(index * columns, (index + 1) * columns));
  lookUp(cells.map(({ file }) => file));
  return html`<div role="listbox" tabindex="0" aria-multiselectable="true" aria-label=${l10n.t('Takes')} class="strip" .style=${`height:${height}px`}
    aria-describedby="take-keys" title=${keys} data-vscode-context=${current ? menuContext(current, chosen, details.get(current.file)) : nothing} aria-activedescendant=${found.length > 0 ? cardId(place) : nothing} @focus=${arrive} @keydown=${press}>
    ${repeat(lines, ({ index }) => index, ({ index, top }) => html`<div class="line-of-cards" role="presentation" .style=${`transform:translateY(${top}px);grid-template-columns:repeat(${columns},minmax(0,1fr))`}>
      ${repeat(found.slice(index * columns, (index + 1) * columns), ({ file }) => file, (row, column) => cardView({
        row, index: index * columns + column, of: found.length, selected: selection.files.has(row.file), chosen, current: place === index * columns + column, playing: hover.playing === row.file, fresh: newcomers.has(row.file),
        ...(details.has(row.file) ? { detail: details.get(row.file)! } : {}),
      }, hands))}</div>`)}
  </div><span id="take-keys" hidden>${keys}</span>`;
}

/** Asks for the pictures of what came into sight. */
function lookUp(seen: readonly string[]): void {
  inSight = new Set(seen);
  const fresh = seen.filter((file) => !asked.has(file));
  if (fresh.length > 0) {
    fresh.forEach((file) => asked.add(file));
    host.send({ type: 'seen', files: fresh });
  }
}

// Who comes by the keyboard is at the takes at once, as in any list of VS Code.
window.addEventListener('focus', () => {
  if (document.activeElement === document.body) list()?.focus({ preventScroll: true });
});
scroller.addEventListener('scrollend', () => keep({ scroll: scroller.scrollTop }));
host.send({ type: 'ready' });
// A word only where the wait is felt; mostly the takes are there before.
window.setTimeout(() => {
  if (!rows) {
    render(html`<p class="empty quiet" role="status">${l10n.t('Looking for takes…')}</p>`, scroller);
  }
}, 700);
