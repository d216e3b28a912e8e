import { spellingKey } from './spelling.ts';
import type { DirectiveId } from './vocabulary.ts';

/** A word that people put in brackets although the model has no such directive. */
export interface Invented {
  /** Replacements, best first; the moves of one replacement act together. Empty: only prose can say it. */
  readonly nearest: readonly (readonly DirectiveId[])[];
}

type Row = readonly [words: readonly string[], ...nearest: (readonly DirectiveId[])[]];

/**
 * Seen in prompts in the wild, and the glosses that gateway pages give for other directives. An orbit is a truck to one side
 * with a pan to the other; what no move comes near to (framing, cuts, time) has no replacement.
 */
const rows: readonly Row[] = [
  [['orbit', 'orbit shot', 'orbit left', 'arc', 'arc shot', 'arc left', 'circle', 'circle left', '环绕', '绕', '绕拍', '环拍', '环摇', '旋绕', '左环绕', '环绕左', '360环绕', '360度环绕', '環繞'],
    ['truck-left', 'pan-right'], ['truck-right', 'pan-left']],
  [['orbit right', 'arc right', 'circle right', '右环绕', '环绕右'], ['truck-right', 'pan-left'], ['truck-left', 'pan-right']],
  [['crane', 'boom shot', 'jib', 'pedestal', 'elevator shot', '升降'], ['pedestal-up'], ['pedestal-down']],
  [['crane up', 'crane shot', 'boom up', 'jib up', 'rise', 'rising', 'ascend', 'move up', 'lift', 'truck up', 'dolly up', 'float up', 'fly up', 'glide up', 'drift up', '上移', '升', '升镜', '拉升', '升起', '升高', '向上移动'], ['pedestal-up']],
  [['crane down', 'boom down', 'jib down', 'descend', 'lower', 'sink', 'move down', 'truck down', 'dolly down', 'float down', 'glide down', 'drift down', '下移', '降', '降镜', '降低', '降落', '向下移动'], ['pedestal-down']],
  [['handheld', 'handheld shot', 'handheld camera', 'shaky', 'shaky cam', 'shaking', 'wobble', 'vibration', '手持', '手持拍摄', '抖动', '摇晃', '震动', '晃', '手抖', '颤动', '抖'], ['shake']],
  [['follow', 'following', 'follow shot', 'follow subject', 'track', 'tracking camera', 'steadicam', '跟拍', '跟踪', '跟', '跟镜头', '追踪', '跟随拍摄'], ['tracking-shot']],
  [['fixed', 'fixed shot', 'fixed camera', 'still', 'still shot', 'still camera', 'static camera', 'stationary', 'tripod', 'no movement', 'lock off', 'locked', 'hold', 'hold still', 'hold shot', 'hold frame', 'hold position', 'camera stays put', 'fixed lens', '静止', '静态', '定', '不动', '固定机位', '定机位', '定镜', '锁定', '静止镜头', '镜头不动'], ['static-shot']],
  [['track left', 'dolly left', 'slide left', 'slider left', 'move left', 'strafe left', 'glide left', 'drift left', 'crab left', 'float left', 'fly left', '左平', '向左移动', '向左移', '向左平移'], ['truck-left']],
  [['track right', 'dolly right', 'slide right', 'slider right', 'move right', 'strafe right', 'glide right', 'drift right', 'crab right', 'float right', 'fly right', '右平', '向右移动', '向右移', '向右平移'], ['truck-right']],
  [['truck', 'crab', 'crab shot', 'slide', 'slider', 'strafe', '平移', '横移', '移'], ['truck-left'], ['truck-right']],
  [['rotate left', 'turn left', 'swivel left', 'tilt left', 'yaw left', '左转', '向左摇', '向左转', '左旋转'], ['pan-left']],
  [['rotate right', 'turn right', 'swivel right', 'tilt right', 'yaw right', '右转', '向右摇', '向右转', '右旋转'], ['pan-right']],
  [['pan', 'panning', 'panning shot', 'pan shot', 'whip pan', 'swish pan', 'panorama', 'rotate', 'turn', '摇', '摇镜头', '横摇', '甩镜头', '甩镜', '甩', '快甩', '急摇'], ['pan-left'], ['pan-right']],
  [['pan up', 'look up', 'pitch up', 'rotate up', '仰', '抬头', '向上摇', '上仰', '上转'], ['tilt-up']],
  [['pan down', 'look down', 'pitch down', 'rotate down', '俯', '低头', '向下摇', '下俯', '下转'], ['tilt-down']],
  [['tilt', 'tilting', 'tilt shot'], ['tilt-up'], ['tilt-down']],
  [['push', 'push forward', 'dolly', 'dolly forward', 'dolly shot', 'move in', 'move forward', 'move closer', 'truck in', 'forward', 'creep in', 'fly forward', 'fly through', 'glide forward', 'glide in', 'drift in', 'drift forward', 'float forward', '向前推', '往前推', 'track in', 'track forward', 'dolly track', '推轨', '前移', '推', '推向', '推拉', '推近', '前推', '前进', '拉近', '推镜头', '向前', '向前推进'],
    ['push-in']],
  [['pull', '后移', '拉开', '拉后', 'pull away', 'dolly away', 'move out', 'move back', 'move away', 'move backward', 'truck out', 'truck back', 'backward', 'back up', 'track out', 'track back', 'track backward', 'track away', 'pull backward', 'fly back', 'glide back', 'drift back', 'drift out', '向后拉', '往后拉', '向后退', '向后移动', '拉', '拉出', '后拉', '后退', '推远', '拉镜头', '向后', '向后拉远'],
    ['pull-out']],
  [['zoom', 'zooming', 'crash zoom', 'snap zoom', 'smash zoom', 'punch in', 'punch zoom', 'ken burns', 'ken burns effect', 'zoom shot', '变焦', '放大', '变焦放大', '变焦拉近', '变焦推进'], ['zoom-in']],
  [['zoom away', 'zoom back', '缩小', '变焦缩小', '变焦推远'], ['zoom-out']],
  [['dolly zoom', 'vertigo', 'vertigo effect', 'hitchcock zoom', 'zolly', '希区柯克', '希区柯克变焦', '滑动变焦'], ['push-in', 'zoom-out'], ['pull-out', 'zoom-in']],
  [['roll', 'roll left', 'roll right', 'camera roll', 'barrel roll', 'dutch angle', 'dutch tilt', 'rack focus', 'focus pull', 'bullet time', '旋转', '翻滚', '荷兰角', '变换焦点']],
  [['close up', 'closeup', 'extreme close up', 'medium shot', 'wide shot', 'wide angle', 'long shot', 'full shot', 'establishing shot', 'low angle', 'high angle', 'eye level', 'pov', 'pov shot',
    'over the shoulder', 'birds eye view', 'top down', 'top shot', 'aerial', 'aerial shot', 'aerial view', 'drone', 'drone shot', 'macro', 'macro shot',
    '特写', '近景', '中景', '远景', '全景', '航拍', '俯拍', '仰拍', '俯视', '仰视', '第一人称', '主观镜头', '鸟瞰', '微距', '广角']],
  [['slow motion', 'slow mo', 'time lapse', 'timelapse', 'hyperlapse', 'freeze frame', 'fade in', 'fade out', 'cut to', 'cut', 'dissolve', 'one take', 'long take',
    '慢动作', '慢镜头', '延时', '延时摄影', '淡入', '淡出', '切换', '转场', '一镜到底', '长镜头']],
];

/**
 * Film words of other languages, and of the languages' loans. They are offered a replacement like the rest, never sent as one. Of several
 * words the little ones between (`a la`, `de`) do not count.
 */
const foreign: readonly Row[] = [
  [['ズームイン', 'ズームアップ', 'acercar zoom', 'zoom adelante', 'acercamiento zoom', 'zoom adentro', 'zoom dentro'], ['zoom-in']],
  [['ズームアウト', 'ズームバック', 'zoom atrás', 'zoom atras', 'alejar zoom', 'zoom afuera', 'zoom fuera', 'alejamiento zoom'], ['zoom-out']],
  [['ズーム'], ['zoom-in'], ['zoom-out']],
  [['パン左', '左パン', 'パンレフト', '左にパン', '左へパン', 'paneo izquierda', 'panorámica izquierda', 'panoramica izquierda', 'pan izquierda', 'giro izquierda', 'girar izquierda', 'panear izquierda'], ['pan-left']],
  [['パン右', '右パン', 'パンライト', '右にパン', '右へパン', 'paneo derecha', 'panorámica derecha', 'panoramica derecha', 'pan derecha', 'giro derecha', 'girar derecha', 'panear derecha'], ['pan-right']],
  [['パン', 'パンニング', 'paneo', 'panorámica', 'panoramica', 'barrido'], ['pan-left'], ['pan-right']],
  [['ティルトアップ', 'チルトアップ', 'パンアップ', 'ティルト上', 'inclinación arriba', 'inclinacion arriba', 'tilt arriba', 'picado arriba', 'inclinar arriba'], ['tilt-up']],
  [['ティルトダウン', 'チルトダウン', 'パンダウン', 'ティルト下', 'inclinación abajo', 'inclinacion abajo', 'tilt abajo', 'inclinar abajo'], ['tilt-down']],
  [['ティルト', 'チルト'], ['tilt-up'], ['tilt-down']],
  [['ドリーイン', 'トラックイン', 'トラックアップ', 'プッシュイン', 'カメラ前進', '寄り', '寄る', 'acercamiento', 'acercar', 'acercar cámara', 'acercar camara', 'avanzar', 'empujar', 'travelling adelante', 'traveling adelante', 'travelling avante'], ['push-in']],
  [['ドリーアウト', 'トラックバック', 'トラックアウト', 'プルアウト', 'プルバック', 'カメラ後退', '引き', '引く', 'alejamiento', 'alejar', 'alejar cámara', 'alejar camara', 'retroceder', 'travelling atrás', 'travelling atras', 'traveling atrás'], ['pull-out']],
  [['トラックレフト', 'ドリー左', '左に移動', '左へ移動', '左移動', 'travelling izquierda', 'traveling izquierda', 'desplazamiento izquierda', 'mover izquierda', 'deslizar izquierda'], ['truck-left']],
  [['トラックライト', 'ドリー右', '右に移動', '右へ移動', '右移動', 'travelling derecha', 'traveling derecha', 'desplazamiento derecha', 'mover derecha', 'deslizar derecha'], ['truck-right']],
  [['ペデスタルアップ', 'クレーンアップ', '上昇', 'grúa arriba', 'grua arriba', 'subir cámara', 'subir camara', 'elevación', 'ascenso'], ['pedestal-up']],
  [['ペデスタルダウン', 'クレーンダウン', '下降する', 'grúa abajo', 'grua abajo', 'bajar cámara', 'bajar camara', 'descenso'], ['pedestal-down']],
  [['手持ち', '手持ちカメラ', '手ブレ', '手振れ', '手ぶれ', 'ハンドヘルド', 'シェイク', 'カメラシェイク', 'cámara mano', 'camara mano', 'temblor', 'sacudida', 'cámara temblorosa', 'camara temblorosa'], ['shake']],
  [['トラッキング', 'トラッキングショット', 'フォロー', 'フォローショット', '追従', '追跡', '追いかけ', 'plano seguimiento', 'seguimiento', 'travelling seguimiento'], ['tracking-shot']],
  [['固定カメラ', '固定ショット', 'フィックス', '据え置き', '静止カメラ', 'cámara fija', 'camara fija', 'cámara estática', 'camara estatica', 'plano fijo', 'plano estático', 'plano estatico', 'toma fija', 'toma estática', 'toma estatica'], ['static-shot']],
  [['オービット', '回り込み', '旋回', 'órbita', 'orbita', 'orbitar'], ['truck-left', 'pan-right'], ['truck-right', 'pan-left']],
];

const byKey = new Map<string, Invented>();
for (const [words, ...nearest] of [...rows, ...foreign]) for (const word of words) byKey.set(spellingKey(word), { nearest });

/** The invented directive that this text spells, if it is one that we know. */
export function inventedSpelled(text: string): Invented | undefined {
  return text.length > 64 ? undefined : byKey.get(spellingKey(text));
}

/** Every spelling that has a replacement, as written. */
export const inventedWords: readonly (readonly [word: string, invented: Invented])[] = [...rows, ...foreign].flatMap(([words, ...nearest]) =>
  (nearest.length === 0 ? [] : words.map((word) => [word, { nearest }] as const)));
