import * as l10n from '@vscode/l10n';

/** The 15 camera directives of MiniMax-Hailuo-2.3, in the order in which they are offered. */
export const directiveIds = [
  'truck-left', 'truck-right', 'pan-left', 'pan-right', 'push-in', 'pull-out', 'pedestal-up', 'pedestal-down',
  'tilt-up', 'tilt-down', 'zoom-in', 'zoom-out', 'shake', 'tracking-shot', 'static-shot',
] as const;

export type DirectiveId = (typeof directiveIds)[number];
export type DirectiveKind = 'truck' | 'pan' | 'push' | 'pedestal' | 'tilt' | 'zoom' | 'other';
/** The two vocabularies a directive can be written in. */
export type DirectiveLanguage = 'en' | 'zh';

export interface Directive {
  readonly id: DirectiveId;
  readonly kind: DirectiveKind;
  /** As ToAPIs documents it, without brackets. */
  readonly en: string;
  /** As APIMart documents it, without brackets. */
  readonly zh: string;
  /** Other spellings that can mean nothing else, lower case; spaces and hyphens do not matter. */
  readonly aliases: readonly string[];
  /** Of the Chinese, its syllables apart, for completion typed without an input method. */
  readonly pinyin: string;
  readonly opposite?: DirectiveId;
}

/**
 * The one table. English from the ToAPIs page, Chinese from the APIMart page, paired by MiniMax's own pages:
 * 左移 is *Truck* left and 左摇 is *Pan* left. The APIMart page glosses 左移 as "pan left"; translating by
 * that gloss would turn every truck into a pan.
 */
export const directives: readonly Directive[] = [
  { id: 'truck-left', kind: 'truck', en: 'Truck left', zh: '左移', aliases: ['trucking left', '左平移'], pinyin: 'zuo yi', opposite: 'truck-right' },
  { id: 'truck-right', kind: 'truck', en: 'Truck right', zh: '右移', aliases: ['trucking right', '右平移'], pinyin: 'you yi', opposite: 'truck-left' },
  { id: 'pan-left', kind: 'pan', en: 'Pan left', zh: '左摇', aliases: ['panning left', '左搖'], pinyin: 'zuo yao', opposite: 'pan-right' },
  { id: 'pan-right', kind: 'pan', en: 'Pan right', zh: '右摇', aliases: ['panning right', '右搖'], pinyin: 'you yao', opposite: 'pan-left' },
  { id: 'push-in', kind: 'push', en: 'Push in', zh: '推进', aliases: ['pushing in', 'dolly in', '推進'], pinyin: 'tui jin', opposite: 'pull-out' },
  { id: 'pull-out', kind: 'push', en: 'Pull out', zh: '拉远', aliases: ['pulling out', 'pull back', 'dolly out', 'dolly back', '拉遠'], pinyin: 'la yuan', opposite: 'push-in' },
  { id: 'pedestal-up', kind: 'pedestal', en: 'Pedestal up', zh: '上升', aliases: ['ped up'], pinyin: 'shang sheng', opposite: 'pedestal-down' },
  { id: 'pedestal-down', kind: 'pedestal', en: 'Pedestal down', zh: '下降', aliases: ['ped down'], pinyin: 'xia jiang', opposite: 'pedestal-up' },
  { id: 'tilt-up', kind: 'tilt', en: 'Tilt up', zh: '上摇', aliases: ['tilting up', '上搖'], pinyin: 'shang yao', opposite: 'tilt-down' },
  { id: 'tilt-down', kind: 'tilt', en: 'Tilt down', zh: '下摇', aliases: ['tilting down', '下搖'], pinyin: 'xia yao', opposite: 'tilt-up' },
  { id: 'zoom-in', kind: 'zoom', en: 'Zoom in', zh: '变焦推近', aliases: ['zooming in', '變焦推近'], pinyin: 'bian jiao tui jin', opposite: 'zoom-out' },
  { id: 'zoom-out', kind: 'zoom', en: 'Zoom out', zh: '变焦拉远', aliases: ['zooming out', '變焦拉遠'], pinyin: 'bian jiao la yuan', opposite: 'zoom-in' },
  { id: 'shake', kind: 'other', en: 'Shake', zh: '晃动', aliases: ['camera shake', '晃動'], pinyin: 'huang dong' },
  { id: 'tracking-shot', kind: 'other', en: 'Tracking shot', zh: '跟随', aliases: ['tracking', '跟隨'], pinyin: 'gen sui' },
  { id: 'static-shot', kind: 'other', en: 'Static shot', zh: '固定', aliases: ['static', 'locked off'], pinyin: 'gu ding' },
];

const byId = Object.fromEntries(directives.map((directive) => [directive.id, directive])) as Readonly<Record<DirectiveId, Directive>>;

/** The table's row for an id. */
export function directiveOf(id: DirectiveId): Directive {
  return byId[id];
}

/** What the camera does, in one localized phrase: "moves forward". */
export function behaviourOf(id: DirectiveId): string {
  switch (id) {
    case 'truck-left': return l10n.t('moves left without turning');
    case 'truck-right': return l10n.t('moves right without turning');
    case 'pan-left': return l10n.t('stays in place and turns left');
    case 'pan-right': return l10n.t('stays in place and turns right');
    case 'push-in': return l10n.t('moves forward');
    case 'pull-out': return l10n.t('moves back');
    case 'pedestal-up': return l10n.t('rises without tilting');
    case 'pedestal-down': return l10n.t('lowers without tilting');
    case 'tilt-up': return l10n.t('stays in place and tilts up');
    case 'tilt-down': return l10n.t('stays in place and tilts down');
    case 'zoom-in': return l10n.t('stays in place while the lens zooms in');
    case 'zoom-out': return l10n.t('stays in place while the lens zooms out');
    case 'shake': return l10n.t('shakes as if hand-held');
    case 'tracking-shot': return l10n.t('follows the subject');
    case 'static-shot': return l10n.t('doesn’t move');
  }
}
