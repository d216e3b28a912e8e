import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readWord } from '../../../src/directives/reading.ts';

/** In short: `✓` a choice that is sure, `?` one that is not; `-`: nothing to do with a move. */
function read(text: string): string {
  const reading = readWord(text);
  if (reading === undefined) return '-';
  const choices = reading.choices.map(({ steps, sure }) => `${sure ? '✓' : '?'} ${steps.map(({ moves, rest }) => `[${moves.join('+')}]${rest === '' ? '' : ` ${rest}`}`).join(' ')}`);
  return `${reading.forbids ? 'forbids ' : ''}${reading.follows ? 'then ' : ''}${choices.join(' | ')}`.trim();
}

function reads(rows: Readonly<Record<string, string>>): void {
  for (const [text, expected] of Object.entries(rows)) assert.equal(read(text), expected, text);
}

describe('readWord', () => {
  it('takes no ban for an order', () => {
    reads({ 'no shake': 'forbids ? [static-shot]', 'without camera movement': 'forbids ? [static-shot]', 'never push in': 'forbids', 'don’t zoom in': 'forbids', 'camera does not tilt up': 'forbids',
      '不要推进': 'forbids', '别晃动': 'forbids ? [static-shot]', '禁止左摇': 'forbids', '勿拉远': 'forbids', '没有晃动': 'forbids ? [static-shot]', '不断推进': '✓ [push-in] 不断', '无人机跟拍': '? [tracking-shot] 无人机', 'no people': '-' });
  });

  it('lets a move stand where what forbids is said of its target', () => {
    reads({ 'Push in on a bus stop': '? [push-in] on a bus stop', 'Pull out to avoid her gaze': '? [pull-out] to avoid her gaze', 'Push in at nothing': '? [push-in] at nothing', 'Push in then stop': '? [push-in] then stop',
      'slow pan left across shelves without books': '? [pan-left] slowly across shelves without books', 'Push in barely lit faces': '? [push-in] barely lit faces', 'Push in on the bus stop, then pull out': '? [push-in] on the bus stop [pull-out]',
      '推进不远处的灯塔': '? [push-in] 不远处的灯塔', '缓慢推进停止的时钟': '? [push-in] 缓慢，停止的时钟', '跟随没有撑伞的女孩': '? [tracking-shot] 没有撑伞的女孩', '左摇到别处': '? [pan-left] 到别处', '上升俯瞰紫禁城': '? [pedestal-up] 俯瞰紫禁城', '告别时拉远': '? [pull-out] 告别时', '推进时不要晃动': '? [push-in] 时不要晃动' });
  });

  it('takes a verdict on the move itself for a ban, however much is said before it', () => {
    reads({ 'Shake: off': 'forbids ? [static-shot]', 'Zoom to be avoided': 'forbids', 'Zoom of any kind is not allowed': 'forbids', 'Shake at all times forbidden': 'forbids ? [static-shot]', 'Push in at no point': 'forbids',
      'never push in on the bus stop': 'forbids', '晃动：无': 'forbids ? [static-shot]', '推进禁止': 'forbids', '推进镜头一律禁止使用': 'forbids', '不要推进到别墅': 'forbids', 'ズームしない': 'forbids' });
  });

  it('takes no word of its own for a slip', () => {
    reads({ 'Psuh in': '✓ [push-in]', 'Pan lfet': '✓ [pan-left]', 'Zomm in': '✓ [zoom-in]', 'Trackign shot': '✓ [tracking-shot]', 'Pusihn': '✓ [push-in]', 'Roll out': '-', 'Full out': '-', 'Pull our': '-', 'pushing': '? [push-in]' });
  });

  it('keeps manner, target and subject', () => {
    reads({ 'slow push in': '✓ [push-in] slowly', 'push slowly in': '✓ [push-in] slowly', 'Camera slowly pushes in on her face': '✓ [push-in] slowly on her face', 'Tracking shot of a running dog': '✓ [tracking-shot] of a running dog',
      'pan to the left': '✓ [pan-left]', '镜头缓慢推进': '✓ [push-in] 缓慢', '推进至人物面部': '✓ [push-in] 至人物面部', '镜头跟随主角': '✓ [tracking-shot] 主角', 'slow orbit': '? [truck-left+pan-right] slowly | ? [truck-right+pan-left] slowly',
      'crane shot up': '? [pedestal-up]', 'left pan': '? [pan-left]', 'push in before dawn': '? [push-in] before dawn' });
  });

  it('reads nothing of what somebody else does, and is not sure of what may be a thing', () => {
    reads({ 'She looks up': '-', 'Lanterns float up into the night': '-', 'The crowd pushes in': '-', '电梯上升': '-', '她抬头': '-', 'SFX: glass shakes': '-', '旁白：太阳上升': '-', '固定资产': '-',
      'A truck left behind': '? [truck-left] behind', 'Pull out a chair for her': '? [pull-out] a chair for her', '固定在墙上的钟': '? [static-shot] 在墙上的钟',
      'camera rises over the wall': '? [pedestal-up] over the wall', 'drone descends': '? [pedestal-down] drone', '镜头上升': '✓ [pedestal-up]' });
  });

  it('reads from one side to the other, there and back, and both languages at once', () => {
    reads({ 'Pan left to right': '? [pan-right]', 'Tilt up and down': '? [tilt-up] [tilt-down]', '从左向右摇': '? [pan-right]', '甩镜头向右': '? [pan-right] 向右 | ? [pan-left] 向右', 'orbit counter-clockwise': '? [truck-right+pan-left] counter-clockwise | ? [truck-left+pan-right] counter-clockwise',
      '推进 Push in': '✓ [push-in]', 'Push in（推进）': '✓ [push-in]', 'tuījìn': '✓ [push-in]', 'Pan left slowly and then right': '? [pan-left] slowly and then right', 'Push in without shaking': '? [push-in] without shaking', 'Shake: not allowed': 'forbids ? [static-shot]' });
  });

  it('reads every form of the way, and a camera that tracks back as one that pulls out', () => {
    reads({ 'Tilt upward': '✓ [tilt-up]', 'slowly pan leftwards': '✓ [pan-left] slowly', 'Pedestal downward over the roofs': '✓ [pedestal-down] over the roofs', 'upward tilt': '? [tilt-up]', 'upward': '-', 'back': '-',
      'Track back': '? [pull-out]', 'Tracking back from the door': '? [pull-out] from the door', 'Track out': '? [pull-out]', 'Track backwards': '? [pull-out]', 'Track forward': '? [push-in]', 'Track left': '? [truck-left]', 'Tracking shot': '✓ [tracking-shot]' });
  });

  it('parts moves that follow each other, and joins those that act together', () => {
    reads({ 'then Push in': 'then ✓ [push-in]', '然后推进': 'then ✓ [push-in]', 'Pan left → Push in': '✓ [pan-left] [push-in]', '先推进再左摇': '✓ [push-in] [pan-left]', 'Push in + Pan left': '✓ [push-in+pan-left]',
      'Push in & slow pan left': '? [push-in+pan-left] slowly', 'slow push in and pan left': '✓ [push-in+pan-left] slowly', '推进并左摇': '✓ [push-in+pan-left]', '推进 左摇': '✓ [push-in+pan-left]', 'Push in and Pull out': '? [push-in] [pull-out]' });
  });

  it('offers each of several alternatives', () => {
    reads({ 'Zoom in/out': '? [zoom-in] | ? [zoom-out]', 'Pan left or right': '? [pan-left] | ? [pan-right]', '左/右摇': '? [pan-left] | ? [pan-right]', '推进或拉远': '? [push-in] | ? [pull-out]' });
  });

  it('knows Chinese film words by their stems, and characters of the same sound', () => {
    reads({ '推镜': '? [push-in]', '拉镜头': '? [pull-out]', '摇镜': '? [pan-left] | ? [pan-right]', '升镜': '? [pedestal-up]', '甩镜': '? [pan-left] | ? [pan-right]', '慢推': '? [push-in] 缓慢', '急推': '? [push-in] 急速', '手持感': '? [shake]',
      '环绕半圈': '? [truck-left+pan-right] 半圈 | ? [truck-right+pan-left] 半圈', '低角度跟拍': '? [tracking-shot] 低角度', '左遥': '✓ [pan-left]', '上生': '✓ [pedestal-up]', '固订': '✓ [static-shot]', '又要': '-', '右翼': '-', '友谊': '-',
      '推荐': '-', '升格': '-', '移动端': '-', '镜头一': '-', '第2镜': '-', 'Shot 3': '-' });
  });

  it('knows film words of Japanese and Spanish', () => {
    reads({ 'ズームイン': '? [zoom-in]', 'パン左': '? [pan-left]', 'ゆっくりズームイン': '? [zoom-in] ゆっくり', '手持ちカメラ': '? [shake]', 'paneo a la izquierda': '? [pan-left]', 'cámara fija': '? [static-shot]', 'acercamiento lento': '? [push-in] lento' });
  });

  it('leaves everything else alone', () => {
    for (const text of ['1', 'sic', 'laughs', 'pull request', 'screen shot', 'a man in a lift', 'left hand', '左手', 'SUBJECT', 'x'.repeat(500)]) assert.equal(read(text), '-', text);
  });
});
