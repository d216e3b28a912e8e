import type { Frame } from 'playwright-core';

/** What is dragged over a page and let go: words under a type of their own, or a file from outside of VS Code. */
export type Dropped = { readonly type: string; readonly text: string } | { readonly file: string; readonly type: string; readonly base64: string };

/** Drops it onto the whole page. */
export async function drop(frame: Frame, dropped: Dropped): Promise<void> {
  await frame.evaluate((what) => {
    const transfer = new DataTransfer();
    if ('text' in what) transfer.setData(what.type, what.text);
    else transfer.items.add(new File([Uint8Array.from(atob(what.base64), (letter) => letter.charCodeAt(0))], what.file, { type: what.type }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, dropped);
}

/** Drops a PNG, a sky of `width` × `height` pixels that the page draws itself. */
export async function dropSky(frame: Frame, file: string, width: number, height: number): Promise<void> {
  const base64 = await frame.evaluate(async ([across, down]) => {
    const canvas = new OffscreenCanvas(across, down);
    const context = canvas.getContext('2d')!;
    const sky = context.createLinearGradient(0, 0, across, down);
    sky.addColorStop(0, '#204080');
    sky.addColorStop(1, '#f0a060');
    context.fillStyle = sky;
    context.fillRect(0, 0, across, down);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }, [width, height] as const);
  await drop(frame, { file, type: 'image/png', base64 });
}
