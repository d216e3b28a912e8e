import {
  aheadX, aheadY, aheadZ, focal, fourPixels, frame, haze, height, lightAt, rightX, rightY, rightZ, upX, upY, upZ, width, x, y, z,
} from './scene';

/** Nothing nearer than this is drawn, metres. */
const near: f32 = 0.12;
const firstFour: v128 = f32x4(0.5, 1.5, 2.5, 3.5);

@inline
function splat(value: f32): v128 {
  return f32x4.splat(value);
}

@inline
function clampShare(value: f32): f32 {
  return min<f32>(1, max<f32>(0, value));
}

/** Draws a ball drawn out along a line, metres, with smooth shading and a bright rim towards the sky. */
export function limb(ax: f32, ay: f32, az: f32, aSize: f32, bx: f32, by: f32, bz: f32, bSize: f32, red: f32, green: f32, blue: f32): void {
  const aDepth = (ax - x) * aheadX + (ay - y) * aheadY + (az - z) * aheadZ;
  const bDepth = (bx - x) * aheadX + (by - y) * aheadY + (bz - z) * aheadZ;
  if (aDepth < near + aSize || bDepth < near + bSize) return;
  const aScale = focal / aDepth;
  const bScale = focal / bDepth;
  const fromX = <f32>width / 2 + ((ax - x) * rightX + (ay - y) * rightY + (az - z) * rightZ) * aScale;
  const fromY = <f32>height / 2 - ((ax - x) * upX + (ay - y) * upY + (az - z) * upZ) * aScale;
  const toX = <f32>width / 2 + ((bx - x) * rightX + (by - y) * rightY + (bz - z) * rightZ) * bScale;
  const toY = <f32>height / 2 - ((bx - x) * upX + (by - y) * upY + (bz - z) * upZ) * bScale;
  const aRadius = aSize * aScale;
  const bRadius = bSize * bScale;
  const thickest = max(aRadius, bRadius) + 1;
  const top = max(0, <i32>floor<f32>(max<f32>(-1, min(fromY - aRadius, toY - bRadius) - 1)));
  const bottom = min(height, <i32>ceil<f32>(min(<f32>height, max(fromY + aRadius, toY + bRadius) + 1)));
  const alongX = toX - fromX;
  const alongY = toY - fromY;
  const squared = alongX * alongX + alongY * alongY;
  const perLength: f32 = squared > 1e-6 ? 1 / squared : 0;
  const mist = haze((aDepth + bDepth) / 2);
  // The key light in the frame's own axes: right, up, towards the viewer.
  const keyRight = lightAt(21) * rightX + lightAt(22) * rightY + lightAt(23) * rightZ;
  const keyUp = lightAt(21) * upX + lightAt(22) * upY + lightAt(23) * upZ;
  const keyTowards = -(lightAt(21) * aheadX + lightAt(22) * aheadY + lightAt(23) * aheadZ);
  const zero = splat(0);
  const half = splat(0.5);
  const whole = splat(1);
  const most = splat(255);
  const byte = i32x4.splat(0xff);
  for (let row = top; row < bottom; row += 1) {
    const dy = <f32>row + 0.5 - fromY;
    // The part of the line that is near enough to reach this row, and with its ends the columns that can be covered.
    let first: f32 = 0;
    let last: f32 = 1;
    if (abs(alongY) > 1e-3) {
      const before = (dy - thickest) / alongY;
      const after = (dy + thickest) / alongY;
      first = clampShare(min(before, after));
      last = clampShare(max(before, after));
    }
    const left = max(0, <i32>floor<f32>(max<f32>(-1, min(fromX + first * alongX, fromX + last * alongX) - thickest)));
    const right = min(width, <i32>ceil<f32>(min(<f32>width, max(fromX + first * alongX, fromX + last * alongX) + thickest)));
    for (let column = left; column < right; column += 4) {
      const dx = f32x4.add(splat(<f32>column - fromX), firstFour);
      const share = f32x4.pmax(zero, f32x4.pmin(whole, f32x4.mul(f32x4.add(f32x4.mul(dx, splat(alongX)), splat(dy * alongY)), splat(perLength))));
      const outX = f32x4.sub(dx, f32x4.mul(share, splat(alongX)));
      const outY = f32x4.sub(splat(dy), f32x4.mul(share, splat(alongY)));
      const radius = f32x4.add(splat(aRadius), f32x4.mul(share, splat(bRadius - aRadius)));
      const squaredOut = f32x4.add(f32x4.mul(outX, outX), f32x4.mul(outY, outY));
      const beyond = f32x4.add(radius, half);
      if (!v128.any_true(f32x4.lt(squaredOut, f32x4.mul(beyond, beyond)))) continue;
      const inner = f32x4.sub(radius, half);
      // Nearly all of a body's pixels are covered whole, and need neither their distance nor what lies under them.
      const isInside = column + 4 <= right && i32x4.all_true(v128.and(f32x4.le(squaredOut, f32x4.mul(inner, inner)), f32x4.gt(inner, zero)));
      const scale = f32x4.div(whole, f32x4.pmax(radius, half));
      let nx = f32x4.mul(outX, scale);
      let ny = f32x4.neg(f32x4.mul(outY, scale));
      const flat = f32x4.add(f32x4.mul(nx, nx), f32x4.mul(ny, ny));
      if (!isInside) {
        const shrink = f32x4.div(whole, f32x4.sqrt(f32x4.pmax(whole, flat)));
        nx = f32x4.mul(nx, shrink);
        ny = f32x4.mul(ny, shrink);
      }
      const nz = f32x4.sqrt(f32x4.pmax(zero, f32x4.sub(whole, flat)));
      const direct = f32x4.pmax(zero, f32x4.add(f32x4.add(f32x4.mul(nx, splat(keyRight)), f32x4.mul(ny, splat(keyUp))), f32x4.mul(nz, splat(keyTowards))));
      const sky = f32x4.sub(f32x4.add(f32x4.mul(nx, splat(rightY)), f32x4.mul(ny, splat(upY))), f32x4.mul(nz, splat(aheadY)));
      const above = f32x4.add(splat(0.5), f32x4.mul(sky, splat(0.5)));
      const away = f32x4.sub(whole, nz);
      const rim = f32x4.mul(f32x4.mul(f32x4.mul(away, away), splat(0.16)), above);
      const r = shaded(red, 0.30, 0.16, 0.62, above, direct, f32x4.mul(rim, most), mist, lightAt(6));
      const g = shaded(green, 0.32, 0.18, 0.58, above, direct, f32x4.mul(rim, splat(235)), mist, lightAt(7));
      const b = shaded(blue, 0.40, 0.22, 0.50, above, direct, f32x4.mul(rim, splat(235)), mist, lightAt(8));
      const at = frame + (row * width + column) * 4;
      if (isInside) {
        v128.store(at, fourPixels(r, g, b));
        continue;
      }
      let cover = f32x4.pmax(zero, f32x4.pmin(whole, f32x4.add(f32x4.sub(radius, f32x4.sqrt(squaredOut)), half)));
      if (column + 4 > width) cover = v128.and(cover, i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(width - column)));
      const under = v128.load(at);
      v128.store(at, fourPixels(
        mixed(v128.and(under, byte), r, cover), mixed(v128.and(i32x4.shr_u(under, 8), byte), g, cover), mixed(v128.and(i32x4.shr_u(under, 16), byte), b, cover),
      ));
    }
  }
}

@inline
function shaded(colour: f32, base: f32, skyPart: f32, keyPart: f32, above: v128, direct: v128, rim: v128, mist: f32, horizon: f32): v128 {
  const lit = f32x4.add(splat(base), f32x4.add(f32x4.mul(above, splat(skyPart)), f32x4.mul(direct, splat(keyPart))));
  const bright = f32x4.pmin(splat(255), f32x4.add(f32x4.mul(lit, splat(colour)), rim));
  return f32x4.add(f32x4.mul(bright, splat(1 - mist)), splat(horizon * mist));
}

@inline
function mixed(under: v128, over: v128, cover: v128): v128 {
  const before = f32x4.convert_i32x4_s(under);
  return f32x4.add(before, f32x4.mul(f32x4.sub(over, before), cover));
}
