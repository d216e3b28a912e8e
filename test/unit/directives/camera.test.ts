import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { planCamera, poseAt, segmentAt, type CameraPlan } from '../../../src/directives/camera.ts';
import { actingBrackets } from '../../../src/directives/acting.ts';
import type { Pose } from '../../../src/directives/pose.ts';
import { directiveIds, directives } from '../../../src/directives/vocabulary.ts';
import { assertProperty } from '../../support/property.ts';

/** Prompts of prose, known and unknown brackets, in any order. */
const anyPrompt = fc.array(fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.uniqueArray(fc.constantFrom(...directives.flatMap(({ en, zh }) => [en, zh])), { minLength: 1, maxLength: 4 }).map((words) => `[${words.join(', ')}]`),
  fc.constantFrom('[Orbit]', '[1]', '[Push in', '【推进】'),
), { maxLength: 12 }).map((parts) => parts.join(' '));
const anySeconds = fc.constantFrom(6, 10, 0.5, 2);

function lengths({ segments }: CameraPlan): number[] {
  return segments.map(({ startSeconds, endSeconds }) => endSeconds - startSeconds);
}

/** The moves with their seconds. */
function way(prompt: string, seconds: number): string[] {
  const { segments } = planCamera(prompt, seconds);
  return segments.map(({ moves, startSeconds, endSeconds }) => `${moves.join('+') || 'hold'} ${Math.round((endSeconds - startSeconds) * 1e6) / 1e6}`);
}

function assertClose(a: Pose, b: Pose, within: number): void {
  for (const key of ['x', 'y', 'z', 'yaw', 'pitch', 'roll', 'fov'] as const) assert.ok(Math.abs(a[key] - b[key]) <= within, `${key}: ${a[key]} and ${b[key]}`);
  for (const key of ['x', 'z', 'walked'] as const) assert.ok(Math.abs(a.subject[key] - b.subject[key]) <= within, `subject ${key}`);
}

void test('brackets act in order, each in proportion to the text that follows it', () => {
  const plan = planCamera('[Push in] aaaa bbbb [Pan left] cccc [Tilt up] dddddddddddd', 12);
  assert.deepEqual(plan.segments.map(({ moves }) => moves), [['push-in'], ['pan-left'], ['tilt-up']]);
  assert.deepEqual(lengths(plan).map((length) => Math.round(length * 1e6) / 1e6), [4, 2, 6]);
  assert.deepEqual(plan.segments.map(({ bracket }) => bracket), [0, 1, 2]);
});

void test('text before the first bracket is a hold', () => {
  const [hold, push] = planCamera('A cat sits. [Push in] It looks up.', 6).segments;
  assert.deepEqual(hold?.moves, []);
  assert.equal(push?.bracket, 0);
  assert.ok(hold.endSeconds > 2 && hold.endSeconds < 4);
});

void test('where text stands before the first bracket and none behind the last one, brackets govern the text before them', () => {
  assert.deepEqual(way('The hall at dusk [Push in]', 6), ['push-in 6']);
  assert.deepEqual(way('abcd [Pedestal up], then abcd [Static shot].', 6), ['pedestal-up 2', 'static-shot 4']);
  assert.deepEqual(way('一只猫【推进】，一只狗[左摇]。', 6), ['push-in 3', 'pan-left 3']);
  assert.deepEqual(way('abcd [Push in]\nabcd [Pan left][Tilt up]', 6), ['push-in 3', 'pan-left 1.5', 'tilt-up 1.5']);
  assert.deepEqual(way('A cat turns [Push in] slowly.', 6), ['push-in 6']);
  for (const prompt of ['[Push in] a cat [Pan left]', 'a cat [Push in] runs']) assert.equal(planCamera(prompt, 6).side, 'before');
});

void test('labels, numbers of shots, list marks and quote marks make no hold', () => {
  for (const label of ['Shot 1: ', '[Shot 1] ', 'Camera: ', '1. ', '- ', '> ', '**', '"', '“', '{"prompt": "', '### Shot 1\n', '镜头一：', '【镜头一】', '[第2镜]', '运镜：', 'Scene 2 - ', '(0-3s) ', '[0:00–0:03] ', 'The old man: ']) {
    assert.deepEqual(way(`${label}[Push in] a cat runs`, 6), ['push-in 6'], label);
  }
  assert.deepEqual(way('Shot 1: a cat runs [Push in].\nShot 2: a dog runs [Pan left].', 6), ['push-in 3', 'pan-left 3']);
  assert.deepEqual(way('Shot glasses [Push in] on a table, in line', 6).length, 2);
});

void test('a hold may be shorter than a second, a bracket may not', () => {
  assert.deepEqual(way('ab [Push in] abcdefghabcdefghij [Pan left] cdefghabcdefghijkl ', 6).map((part) => part.replace(/\..*/, '')), ['hold 0', 'push-in 2', 'pan-left 2']);
});

void test('brackets without text between share the time of the text that they govern', () => {
  for (const between of ['', ' ', ', ', '\n', ' – ', ' [Shot 2] ']) assert.deepEqual(way(`[Pan left]${between}[Tilt up] a cat`, 6), ['pan-left 3', 'tilt-up 3'], between);
});

void test('a prompt without directives is one hold that does not move', () => {
  const plan = planCamera('A cat sits in the sun.', 6);
  assert.equal(plan.segments.length, 1);
  assert.deepEqual(poseAt(plan, 0), poseAt(plan, 5));
});

void test('moves in one bracket act together, each once', () => {
  const [segment, ...more] = planCamera('[Pan left, Pedestal up, Pan left] a cat', 6).segments;
  assert.deepEqual(segment?.moves, ['pan-left', 'pedestal-up']);
  assert.equal(more.length, 0);
  assert.ok(segment.to.yaw < segment.from.yaw && segment.to.y > segment.from.y);
});

void test('a bracket at the end of the prompt still gets a second', () => {
  const plan = planCamera('[Pan left] A long description of a cat that sits in the sun and does nothing at all [Push in]', 6);
  assert.ok(Math.abs(lengths(plan)[1]! - 1) < 1e-9);
});

void test('a bracket that the gateway does not know moves as it is meant, one move after the other where it says so', () => {
  assert.deepEqual(way('[slow push in] The gate opens.', 6), ['push-in 6']);
  assert.deepEqual(way('[Orbit] a tower', 6), ['truck-left+pan-right 6']);
  assert.deepEqual(way('[Push in + Pan left] a tower', 6), ['push-in+pan-left 6']);
  assert.deepEqual(way('[Pan left, then Push in] a tower', 6), ['pan-left 3', 'push-in 3']);
  assert.deepEqual(way('[镜头缓慢推进]城门打开', 6), ['push-in 6']);
  assert.deepEqual(way('[Push in, no shake] a tower', 6), ['push-in 6']);
  assert.deepEqual(way('[no camera movement] a tower', 6), ['hold 6']);
});

void test('brackets that do not close, words for no move and notes are text', () => {
  assert.deepEqual(planCamera('[Close-up] a [1] b [Push in', 6).segments.map(({ moves }) => moves), [[]]);
});

void test('a segment knows the vocabulary that its bracket is written in', () => {
  assert.deepEqual(planCamera('猫【推进】走 [Pan left] and on', 6).segments.map(({ language }) => language), ['zh', 'zh', 'en']);
});

void test('segments fill the clip without gaps, whatever the prompt', () => {
  assertProperty(fc.property(anyPrompt, anySeconds, (prompt, seconds) => {
    const plan = planCamera(prompt, seconds);
    assert.equal(plan.segments[0]?.startSeconds, 0);
    assert.equal(plan.segments.at(-1)?.endSeconds, seconds);
    plan.segments.slice(1).forEach((segment, index) => {
      assert.equal(segment.startSeconds, plan.segments[index]?.endSeconds);
      assert.equal(segment.from, plan.segments[index]?.to);
    });
    assert.ok(lengths(plan).every((length) => length > 0));
    assert.equal(plan.segments.filter(({ moves }) => moves.length > 0).length, actingBrackets(prompt).reduce((sum, { groups }) => sum + groups.length, 0));
  }));
});

void test('the pose never jumps, and the camera stays in the set and above the ground', () => {
  assertProperty(fc.property(anyPrompt, anySeconds, fc.double({ min: 0, max: 1, noNaN: true }), (prompt, seconds, share) => {
    const plan = planCamera(prompt, seconds);
    const pose = poseAt(plan, share * seconds);
    assertClose(pose, poseAt(plan, share * seconds + 1e-6), 1e-3);
    assert.ok(pose.y > 0.2 && pose.y < 9);
    assert.ok(Math.hypot(pose.x, pose.z - 6) < 21);
    assert.ok(pose.fov > 0.1 && pose.fov < 1.5);
  }));
});

void test('the same time of the same prompt has the same pose, hand-held or not', () => {
  assertProperty(fc.property(anyPrompt, fc.double({ min: 0, max: 6, noNaN: true }), (prompt, t) => {
    assert.deepEqual(poseAt(planCamera(prompt, 6), t), poseAt(planCamera(prompt, 6), t));
  }));
});

void test('times outside the clip are held at its ends', () => {
  const plan = planCamera('[Truck left, Zoom in] a cat', 6);
  assert.deepEqual(poseAt(plan, -1), poseAt(plan, 0));
  assert.deepEqual(poseAt(plan, 99), poseAt(plan, 6));
  assert.equal(segmentAt(plan, 99), plan.segments[0]);
});

void test('a move speeds up and slows down rather than start and stop dead', () => {
  const plan = planCamera('[Truck right] a cat', 6);
  const speed = (t: number): number => (poseAt(plan, t + 0.01).x - poseAt(plan, t).x) / 0.01;
  assert.ok(speed(0.02) < 0.1 * speed(3));
  assert.ok(speed(5.97) < 0.1 * speed(3));
  assert.ok(Math.abs(speed(2) - speed(4)) < 1e-6);
});

void test('opposite moves end where they began', () => {
  const there = directives.filter(({ opposite }) => opposite);
  for (const { id, en } of there) {
    if (id === 'push-in' || id === 'pull-out' || id.startsWith('pedestal')) continue;
    const back = directives.find((other) => other.opposite === id)!.en;
    const plan = planCamera(`[${en}] same text [${back}] same text`, 6);
    assertClose(poseAt(plan, 6), poseAt(plan, 0), 1e-9);
  }
});

void test('pushing in again and again stops before the subject', () => {
  const plan = planCamera('[Push in] go on '.repeat(6), 10);
  const { x, z, subject } = poseAt(plan, 10);
  assert.ok(Math.hypot(subject.x - x, subject.z - z) >= 1.49);
});

void test('a tracking shot keeps its distance to a subject that walks', () => {
  const plan = planCamera('[Tracking shot] a cat runs', 6);
  const distance = ({ x, z, subject }: Pose): number => Math.hypot(subject.x - x, subject.z - z);
  for (const t of [0, 1, 3, 5, 6]) assert.ok(Math.abs(distance(poseAt(plan, t)) - 6) < 1e-9);
  assert.ok(poseAt(plan, 6).subject.walked > 4);
});

void test('a tracking shot finds a subject that was out of frame', () => {
  const plan = planCamera('[Pan left] a [Pan left] b [Tilt up] c [Tracking shot] d', 10);
  const { x, y, z, yaw, pitch, subject } = poseAt(plan, 10);
  const off = Math.atan2(subject.x - x, subject.z - z) - yaw;
  const below = Math.atan2(1.2 - y, Math.hypot(subject.x - x, subject.z - z)) - pitch;
  assert.ok(Math.abs(off) < 0.15 && Math.abs(below) < 0.15);
});

void test('only a shake leans the camera, and it settles at its ends', () => {
  for (const id of directiveIds) {
    const plan = planCamera(`[${directives.find((row) => row.id === id)!.en}] a cat`, 6);
    const leans = Array.from({ length: 144 }, (_, frame) => poseAt(plan, frame / 24).roll);
    assert.equal(leans.some((roll) => Math.abs(roll) > 0.005), id === 'shake', id);
    assert.equal(poseAt(plan, 6).roll, 0);
  }
});
