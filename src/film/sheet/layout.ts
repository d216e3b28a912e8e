/** Where everything lies on a contact sheet, in pixels. */
export interface SheetLayout {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly tile: { readonly width: number; readonly picture: number };
  /** Letter sizes. */
  readonly size: { readonly name: number; readonly facts: number; readonly title: number; readonly moves: number };
  /** Upper left corners of the tiles, in order. */
  readonly places: readonly { readonly left: number; readonly top: number }[];
}

/** As wide as it is easily looked at: a few large pictures, or many smaller ones. */
function columnsFor(shots: number): number {
  return [1, 4, 12, 30, 80].findIndex((most) => shots <= most) + 1 || 6;
}

/** The widest tile for so many shots: a sheet is about as wide as a screen. */
export function widestTile(shots: number): number {
  return [640, 520, 420, 340, 280, 240][columnsFor(shots) - 1] ?? 240;
}

/** A sheet for so many shots with tiles so wide. */
export function layOut(shots: number, tileWidth: number): SheetLayout {
  const columns = columnsFor(shots);
  const scale = tileWidth / 420;
  const px = (units: number, least: number): number => Math.max(least, Math.round(units * scale));
  const margin = px(28, 12);
  const gap = px(22, 10);
  const size = { name: px(28, 15), facts: px(16, 11), title: px(18, 11), moves: px(15, 10) };
  const picture = Math.round(tileWidth * 9 / 16);
  const tileHeight = picture + Math.round(size.title * 1.75 + size.moves * 1.75);
  const top = margin + Math.round(size.name * 1.3 + size.facts * 1.9);
  const rows = Math.ceil(shots / columns);
  return {
    width: 2 * margin + columns * tileWidth + (columns - 1) * gap, height: top + rows * (tileHeight + gap) - gap + margin, margin, size, tile: { width: tileWidth, picture },
    places: Array.from({ length: shots }, (_, index) => ({ left: margin + (index % columns) * (tileWidth + gap), top: top + Math.floor(index / columns) * (tileHeight + gap) })),
  };
}
