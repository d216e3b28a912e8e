/** How many coefficients blocks have, which tells how those beside them are written (9.2.1). */

/** How many coefficients the blocks to the left and above lead to expect (9.2.1). */
@inline
export function nearCount(counts: usize, step: i32, x: i32, y: i32): i32 {
  const at = counts + y * step + x;
  const left = x > 0 ? <i32>load<u8>(at - 1) : 0;
  const above = y > 0 ? <i32>load<u8>(at - step) : 0;
  return x > 0 && y > 0 ? (left + above + 1) >> 1 : left + above;
}

@inline
export function clearCounts(counts: usize, step: i32, x: i32, y: i32, size: i32): void {
  for (let line = 0; line < size; line += 1) memory.fill(counts + (y + line) * step + x, 0, size);
}
