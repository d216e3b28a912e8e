import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planCamera, poseAt } from '../../../../src/directives/camera.ts';
import type { Pose } from '../../../../src/directives/pose.ts';
import { directiveIds, directiveOf, type DirectiveId } from '../../../../src/directives/vocabulary.ts';
import { project, viewOf } from '../../../../src/animatic/render/view.ts';

/** What a viewer sees: where fixed points appear, in pixels of a 1600 × 900 frame, before and after a move. */
const near = [1, 1.5, 4] as const;
const far = [5, 1.5, 20] as const;
const above = [1, 4, 8] as const;
const ground = [1, 0, 4] as const;

interface Sight { readonly x: number; readonly y: number; readonly depth: number }

function sight(pose: Pose, [x, y, z]: readonly [number, number, number]): Sight {
  return project(viewOf(pose, 1600, 900), x, y, z);
}

function ends(id: DirectiveId): readonly [Pose, Pose] {
  const plan = planCamera(`[${directiveOf(id).en}] a cat walks`, 6);
  return [poseAt(plan, 0), poseAt(plan, 6)];
}

/** How a point moves across the frame. */
function shift(id: DirectiveId, point: readonly [number, number, number]): { readonly x: number; readonly y: number } {
  const [start, end] = ends(id);
  const [from, to] = [sight(start, point), sight(end, point)];
  return { x: to.x - from.x, y: to.y - from.y };
}

/** How many times larger a thing two metres wide at this depth appears at the end. */
function growth(id: DirectiveId, z: number): number {
  const [start, end] = ends(id);
  const width = (pose: Pose): number => sight(pose, [1, 1.5, z]).x - sight(pose, [-1, 1.5, z]).x;
  return width(end) / width(start);
}

void test('a truck shifts near things more than far ones: parallax', () => {
  for (const [id, sign] of [['truck-left', 1], ['truck-right', -1]] as const) {
    assert.ok(shift(id, near).x * sign > 200, id);
    assert.ok(shift(id, near).x / shift(id, far).x > 4, `${id}: ${shift(id, near).x} and ${shift(id, far).x}`);
  }
});

void test('a pan shifts near and far things in one direction by the same angle: no parallax', () => {
  for (const [id, sign] of [['pan-left', 1], ['pan-right', -1]] as const) {
    const [start, end] = ends(id);
    assert.ok(shift(id, [0, 1.5, 5]).x * sign > 200, id);
    // Two points behind one another stay behind one another.
    for (const z of [5, 10, 40]) assert.ok(Math.abs(sight(end, [0, 1.5, z]).x - sight(end, [0, 1.5, 5]).x) < 1e-6);
    assert.equal(start.x, end.x);
    assert.equal(start.z, end.z);
  }
});

void test('a push changes the perspective, a zoom enlarges all alike', () => {
  assert.ok(growth('push-in', 6) / growth('push-in', 30) > 1.6);
  assert.ok(growth('pull-out', 30) / growth('pull-out', 6) > 1.3);
  assert.ok(Math.abs(growth('zoom-in', 6) / growth('zoom-in', 30) - 1) < 1e-9);
  assert.ok(Math.abs(growth('zoom-out', 6) / growth('zoom-out', 30) - 1) < 1e-9);
  assert.ok(growth('push-in', 6) > 1.8 && growth('zoom-in', 6) > 1.8);
  assert.ok(growth('pull-out', 6) < 0.7 && growth('zoom-out', 6) < 0.6);
});

void test('a pedestal keeps the horizon, a tilt moves it', () => {
  const horizon = (pose: Pose): number => sight(pose, [0, pose.y, 1e6]).y;
  for (const id of ['pedestal-up', 'pedestal-down'] as const) {
    const [start, end] = ends(id);
    assert.ok(Math.abs(horizon(end) - horizon(start)) < 0.5, id);
  }
  for (const [id, sign] of [['tilt-up', 1], ['tilt-down', -1]] as const) {
    const [start, end] = ends(id);
    assert.ok((horizon(end) - horizon(start)) * sign > 200, id);
    assert.equal(start.y, end.y);
  }
  assert.ok(shift('pedestal-up', ground).y > 100);
  assert.ok(shift('pedestal-down', ground).y < -50);
  assert.ok(shift('tilt-up', above).y > 100);
});

void test('a tracking shot keeps the subject in its place while the set goes by', () => {
  const [start, end] = ends('tracking-shot');
  const subject = (pose: Pose): Sight => sight(pose, [pose.subject.x, 1, pose.subject.z]);
  assert.ok(Math.abs(subject(end).x - subject(start).x) < 1);
  assert.ok(Math.abs(shift('tracking-shot', far).x) > 200);
  const truck = ends('truck-right');
  assert.ok(Math.abs(subject(truck[1]).x - subject(truck[0]).x) > 200, 'a truck leaves it behind');
});

void test('a static shot changes nothing, a shake comes back to where it was', () => {
  const plan = planCamera('[Static shot] a cat', 6);
  const still = Array.from({ length: 12 }, (_, index) => sight(poseAt(plan, index / 2), near));
  assert.ok(still.every(({ x, y }) => x === still[0]?.x && y === still[0].y));
  const shake = planCamera('[Shake] a cat', 6);
  const places = Array.from({ length: 144 }, (_, frame) => sight(poseAt(shake, frame / 24), near));
  const spread = Math.max(...places.map(({ x }) => x)) - Math.min(...places.map(({ x }) => x));
  assert.ok(spread > 40 && spread < 300, `${spread}`);
  assert.ok(Math.abs(places[0]!.x - sight(poseAt(shake, 6), near).x) < 1e-6);
});

void test('no two directives look alike', () => {
  const points = [near, far, above, ground] as const;
  const trails = directiveIds.map((id) => {
    const plan = planCamera(`[${directiveOf(id).en}] a cat`, 6);
    return [1.5, 3, 4.5, 5.9].flatMap((t) => points.flatMap((point) => {
      const { x, y } = sight(poseAt(plan, t), point);
      return [x, y];
    }));
  });
  trails.forEach((trail, index) => {
    trails.slice(index + 1).forEach((other, rest) => {
      const apart = Math.max(...trail.map((value, at) => Math.abs(value - other[at]!)));
      assert.ok(apart > 15, `${directiveIds[index]} and ${directiveIds[index + 1 + rest]} differ by ${apart} pixels`);
    });
  });
});
