/** Draws what a frame's pixels are made of, four at a time: sky and ground, faces, round bodies and the first frame. */
export { layOut as start, look } from './scene';
export { backdrop } from './backdrop';
export { colour, darken, flatFace, roundFace } from './face';
export { limb } from './limb';
export { addLevel, askedCount, askedFirst, askedLevel, beginPanel, drawPanel, lookAtPanel, stripAt } from './panel';
export { castShadow, endPoint, endShadows } from './shade';
import { fog, frame, light, map, mostEdges, open, outline } from './scene';

/** Where the parts of its memory lie; scene.ts tells what they hold. */
export function frameAt(): usize {
  return frame;
}

export function mapAt(): usize {
  return map;
}

export function openAt(): usize {
  return open;
}

export function lightsAt(): usize {
  return light;
}

export function fogAt(): usize {
  return fog;
}

export function outlineAt(): usize {
  return outline;
}

export function outlineEdges(): i32 {
  return mostEdges;
}
