import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';

/** What lies within sight of a scrolled grid of equal cards. */
export interface Strip {
  readonly columns: number;
  /** Of all rows, in pixels. */
  readonly height: number;
  /** Rows in sight and a few around; `top` in pixels. */
  readonly rows: readonly { readonly index: number; readonly top: number }[];
}

const narrowestCard = 132;
const gap = 8;
/** Below the picture: two lines of title, two of facts. */
const captionHeight = 78;

/** Lays out cards in a scrolling element; `changed` is called when what is in sight changes. */
export function createStrip(scroller: HTMLElement, changed: () => void): { layout(count: number): Strip; scrollTo(index: number): void } {
  const columnsFor = (): number => Math.max(1, Math.floor((scroller.clientWidth - gap) / (narrowestCard + gap)));
  const rowHeight = (): number => Math.round(((scroller.clientWidth - gap) / columnsFor() - gap) * 9 / 16) + captionHeight + gap;
  let laidOut = { count: 0, columns: 0, height: 0 };
  const options = (count: number) => ({
    count: Math.ceil(count / columnsFor()), estimateSize: rowHeight, overscan: 3, paddingStart: gap, getScrollElement: () => scroller,
    scrollToFn: elementScroll, observeElementRect, observeElementOffset, onChange: changed,
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options(0));
  virtualizer._didMount();
  new ResizeObserver(changed).observe(scroller);
  return {
    layout: (count) => {
      const now = { count, columns: columnsFor(), height: rowHeight() };
      if (now.count !== laidOut.count || now.columns !== laidOut.columns || now.height !== laidOut.height) {
        laidOut = now;
        virtualizer.setOptions(options(count));
        virtualizer.measure();
      }
      virtualizer._willUpdate();
      return {
        columns: now.columns, height: virtualizer.getTotalSize(),
        rows: virtualizer.getVirtualItems().map(({ index, start }) => ({ index, top: start })),
      };
    },
    // Of a row that is higher than the view the start is shown: its pictures, not the end of its words.
    scrollTo: (index) => virtualizer.scrollToIndex(Math.floor(index / columnsFor()), { align: rowHeight() > scroller.clientHeight ? 'start' : 'auto' }),
  };
}
