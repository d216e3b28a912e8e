import { closest, editDistance } from '../directives/editDistance.ts';
import { settingNames } from './settings.ts';
import type { SettingName } from './settings.ts';

/** What must be the same in two spellings of a name: `First-frame`, `first_frame` and `ｆｉｒｓｔ ｆｒａｍｅ` are one. */
function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[\s_·-]/gu, '');
}

/**
 * Other names that can mean nothing else: Chinese ones, and the names of the request's fields on the gateways' submit pages
 * (`first_frame_image`, `aigc_watermark`).
 */
const otherNames: Readonly<Record<SettingName, readonly string[]>> = {
  gateway: ['网关', '網關', '服务商', '服務商'],
  duration: ['时长', '時長', '视频时长', '視頻時長', '影片時長', '持续时间', '持續時間'],
  resolution: ['分辨率', '解析度', '清晰度'],
  firstFrame: ['firstframeimage', '首帧', '首幀', '首帧图', '首幀圖', '首帧图片', '首幀圖片', '第一帧', '第一幀', '起始帧', '起始幀'],
  promptOptimizer: ['promptoptimiser', '提示词优化', '提示詞優化', '提示词优化器', '提示詞優化器', '优化提示词', '優化提示詞'],
  fastPretreatment: ['快速预处理', '快速預處理', '快速优化', '快速優化'],
  watermark: ['aigcwatermark', '水印', '浮水印'],
  continue: ['接上', '接续', '接續', '延续', '延續'],
  skip: ['跳过', '跳過'],
  take: ['选用', '選用'],
  takes: ['条数', '條數', '视频数', '視頻數', '视频数量', '視頻數量'],
};

/** What people call a setting and might call something else: offered, never obeyed. */
const everyday: ReadonlyMap<string, SettingName> = new Map<string, SettingName>([
  ['length', 'duration'], ['time', 'duration'], ['seconds', 'duration'], ['secs', 'duration'], ['秒数', 'duration'], ['秒數', 'duration'], ['长度', 'duration'], ['長度', 'duration'],
  ['res', 'resolution'], ['size', 'resolution'], ['quality', 'resolution'], ['画质', 'resolution'], ['畫質', 'resolution'],
  ['image', 'firstFrame'], ['frame', 'firstFrame'], ['startframe', 'firstFrame'], ['startimage', 'firstFrame'], ['startingimage', 'firstFrame'], ['initimage', 'firstFrame'],
  ['图片', 'firstFrame'], ['圖片', 'firstFrame'], ['参考图', 'firstFrame'], ['參考圖', 'firstFrame'],
  ['optimizer', 'promptOptimizer'], ['optimiser', 'promptOptimizer'], ['优化', 'promptOptimizer'], ['優化', 'promptOptimizer'], ['优化器', 'promptOptimizer'], ['優化器', 'promptOptimizer'],
  ['fast', 'fastPretreatment'], ['logo', 'watermark'],
  ['count', 'takes'], ['n', 'takes'], ['数量', 'takes'], ['數量', 'takes'], ['次数', 'takes'], ['次數', 'takes'],
  ['provider', 'gateway'], ['vendor', 'gateway'], ['api', 'gateway'], ['平台', 'gateway'],
]);

const byKey = new Map<string, SettingName>(settingNames.flatMap((name) => [keyOf(name), ...otherNames[name]].map((key) => [key, name] as const)));

/** The setting of this name, in English or Chinese; case, spaces, hyphens and underscores do not matter. */
export function settingNamed(name: string): SettingName | undefined {
  return byKey.get(keyOf(name));
}

/** The setting that a name is most likely a slip of, or another word for: `duratoin`, `optimizer`, `first`, `length`. */
export function nearestSetting(name: string): SettingName | undefined {
  const key = keyOf(name);
  const other = everyday.get(key);
  if (other !== undefined || key.length < 3) return other;
  return settingNames.find((setting) => setting.toLowerCase().includes(key)) ?? slipOfSetting(name);
}

/** The setting that a name is a typing slip of; undefined for another word. */
export function slipOfSetting(name: string): SettingName | undefined {
  const key = keyOf(name);
  return key.length < 4 ? undefined : closest(settingNames, (setting) => editDistance(key, setting.toLowerCase(), 3), key.length < 6 ? 1 : 3);
}

/** How many characters of a text its longest beginning takes that is a setting's name: 11 of `first frame x.png`; 0 without one. */
export function settingNameAtStart(text: string): number {
  for (let end = Math.min(text.length, 32); end > 1; end--) {
    const [last, next] = [text.charAt(end - 1), text.charAt(end)];
    const within = /[a-z]/i.test(last) && /[a-z_-]/i.test(next);
    if (!within && last.trim() !== '' && settingNamed(text.slice(0, end)) !== undefined) return end;
  }
  return 0;
}
