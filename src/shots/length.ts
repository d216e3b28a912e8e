/** Length of a prompt as the vendor counts it: Unicode code points, so an emoji is one. */
export function promptLength(prompt: string): number {
  if (!/[\ud800-\udbff]/.test(prompt)) return prompt.length;
  let length = prompt.length;
  for (let at = 0; at < prompt.length - 1; at++) {
    if (isHigh(prompt.charCodeAt(at)) && isLow(prompt.charCodeAt(at + 1))) {
      length--;
      at++;
    }
  }
  return length;
}

/** UTF-16 offset of a code point's start; the prompt's end when it has fewer. */
export function offsetOfCodePoint(prompt: string, index: number): number {
  let offset = 0;
  for (let seen = 0; seen < index && offset < prompt.length; seen++) {
    offset += isHigh(prompt.charCodeAt(offset)) && isLow(prompt.charCodeAt(offset + 1)) ? 2 : 1;
  }
  return offset;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
