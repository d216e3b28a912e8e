/** What a file is by its first bytes, where it is none of the images that are taken: a format by its name, or something else. */
export type ForeignFormat =
  /** `readable`: browsers show it, so that it can be written anew there. */
  | { readonly kind: 'image'; readonly name: string; readonly readable: boolean }
  /** No bytes, a page that was saved in an image's place, a video, the beginning of an image that would be taken, or what Git keeps in a large file's place. */
  | { readonly kind: 'empty' | 'page' | 'video' | 'cut' | 'pointer' };

const readable = (name: string): ForeignFormat => ({ kind: 'image', name, readable: true });
const other = (name: string): ForeignFormat => ({ kind: 'image', name, readable: false });

/** Beginnings in Latin-1, as the formats' specifications have them; a full stop in one stands for any byte. */
const beginnings: readonly (readonly [start: string, format: ForeignFormat])[] = [
  ['\u00ff\u00d8\u00ff', { kind: 'cut' }], ['\u0089PNG\r\n\u001a\n', { kind: 'cut' }], ['RIFF....WEBP', { kind: 'cut' }],
  ['GIF8', readable('GIF')], ['BM', readable('BMP')], ['\0\0\u0001\0', readable('ICO')],
  ['IIRO', other('RAW')], ['IIU\0', other('RAW')], ['FUJIFILMCCD-RAW', other('RAW')], ['\0MRM', other('RAW')], ['II*\0\u0010\0\0\0CR', other('RAW')], ['....ftypcrx ', other('RAW')],
  ['II*\0', other('TIFF')], ['MM\0*', other('TIFF')], ['II+\0', other('TIFF')], ['MM\0+', other('TIFF')], ['II\u00bc', other('JPEG XR')], ['%PDF', other('PDF')], ['8BPS', other('Photoshop')],
  ['\u00ff\u000a', other('JPEG XL')], ['\0\0\0\u000cJXL ', other('JPEG XL')], ['\0\0\0\u000cjP  ', other('JPEG 2000')], ['\u00ffO\u00ffQ', other('JPEG 2000')],
  ['gimp xcf', other('GIMP')], ['v/1\u0001', other('OpenEXR')], ['#?RADIANCE', other('Radiance HDR')], ['DDS ', other('DDS')], ['qoif', other('QOI')], ['%!PS', other('PostScript')], ['PK\u0003\u0004', other('ZIP')],
  ['\u001aE\u00df\u00a3', { kind: 'video' }], ['RIFF....AVI ', { kind: 'video' }], ['FLV\u0001', { kind: 'video' }], ['\0\0\u0001\u00ba', { kind: 'video' }], ['0&\u00b2u\u008ef\u00cf\u0011', { kind: 'video' }],
  ['....moov', { kind: 'video' }], ['....mdat', { kind: 'video' }], ['....wide', { kind: 'video' }],
  ['version https://git-lfs.github.com/spec/', { kind: 'pointer' }],
];

/** Undefined for what is not known here. Pass the file's first bytes, a few hundred at least; `size` of the whole file. */
export function foreignFormat(bytes: Uint8Array, size: number = bytes.length): ForeignFormat | undefined {
  if (size === 0) return { kind: 'empty' };
  const head = String.fromCharCode(...bytes.subarray(0, 512));
  const known = beginnings.find(([start]) => [...start].every((letter, at) => (letter === '.' ? at < head.length : head[at] === letter)));
  return known?.[1] ?? (head.startsWith('ftyp', 4) ? boxed(head) : marked(head));
}

/** ISO/IEC 14496-12, 4.3: the brands stand in the first box; those of ISO/IEC 23008-12 are of still pictures. */
function boxed(head: string): ForeignFormat {
  const brands = head.slice(8, Math.min(head.length, Math.max(12, head.charCodeAt(3)))).match(/.{4}/gsu) ?? [];
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return readable('AVIF');
  return brands.some((brand) => /^(?:hei[cxms]|hev[cxms]|avc[is]|mif[12]|msf1)$/u.test(brand)) ? other('HEIC') : { kind: 'video' };
}

function marked(head: string): ForeignFormat | undefined {
  const text = head.replace(/^(?:\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*/su, '');
  if (/^<svg\b|^<!doctype svg/iu.test(text)) return other('SVG');
  return /^<(?:!doctype html|html|head|body)\b/iu.test(text) ? { kind: 'page' } : undefined;
}
