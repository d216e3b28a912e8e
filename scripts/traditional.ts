import { Converter } from 'opencc-js/cn2t';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Traditional Chinese as it is written in Taiwan, made from the simplified words when the extension is built, so that the
 * two never differ. OpenCC knows most words; these are ours: what it does not turn, or turns otherwise than software says.
 */
const ours: readonly (readonly [simplified: string, traditional: string])[] = [
  // 视频 becomes 影片 there, so the film that is made of several needs another name.
  ['影片', '短片'],
  ['响应', '回應'], ['优化器', '最佳化工具'], ['优化', '最佳化'], ['撤消', '復原'], ['发布', '發布'], ['质量', '品質'], ['获取', '取得'], ['后台', '背景'],
  ['服务商', '服務商'], ['元数据文件', '中繼資料檔'], ['元数据', '中繼資料'], ['提示词', '提示詞'], ['令牌', '權杖'], ['重命名', '重新命名'], ['回收站', '資源回收筒'],
  ['资源管理器', '檔案總管'], ['拉取请求', '提取要求'], ['循环', '循環'], ['丢弃', '捨棄'],
  ['剪贴板', '剪貼簿'], ['扩展', '擴充功能'], ['快捷键', '鍵盤快速鍵'], ['命令面板', '命令選擇區'], ['工作区', '工作區'], ['受限模式', '受限制模式'], ['光标', '游標'], ['插件', '外掛程式'],
  ['添加', '新增'], ['创建', '建立'], ['调用', '呼叫'], ['字符', '字元'], ['像素', '像素'], ['首帧', '首格'], ['最后一帧', '最後一格'], ['帧', '格'], ['缩放', '縮放'], ['分辨率', '解析度'],
];

const convert = Converter({ from: 'cn', to: 'twp' });
/** What a prompt says to the model stays as the gateways document it. */
const directive = /(?<=[[【])[^\]】]*(?=[\]】])/gu;
const kept = (number: number): string => String.fromCodePoint(0xe000 + number);

/** Simplified characters as traditional ones, with the words of Taiwan. */
export function traditional(text: string): string {
  const parts: string[] = [];
  const keep = (part: string): string => kept(parts.push(part) - 1);
  let marked = text.replace(directive, keep);
  for (const [simplified, written] of ours) marked = marked.replaceAll(simplified, () => keep(written));
  return convert(marked).replace(/[\ue000-\uf8ff]/gu, (mark) => parts[(mark.codePointAt(0) ?? 0) - 0xe000] ?? '');
}

/** Sentences that a frame says of itself, whose few glyphs are the simplified ones: they stay English. */
export const inFrames: readonly string[] = [
  'Camera preview, not the picture', 'Camera preview, not the picture; first frame not loaded', 'First frame: read by the gateway, not shown here',
];

/** Writes every file that VS Code reads in Traditional Chinese, beside the simplified one that it is made from. `root`: absolute path of the checkout. */
export async function writeTraditional(root: string): Promise<void> {
  for await (const path of glob(['package.nls.zh-cn.json', 'media/l10n/*.zh-cn.json', 'media/**/*.nls.zh-cn.md', 'media/problems.zh-cn.md'], { cwd: root })) {
    const text = await readFile(join(root, path), 'utf8');
    await writeFile(join(root, path.replace('zh-cn', 'zh-tw')), path.endsWith('.json') ? traditionalWords(text) : traditional(text));
  }
}

/** Values alone: the keys are English sentences and ids. */
function traditionalWords(json: string): string {
  const words = Object.entries(JSON.parse(json) as Record<string, string>).filter(([key]) => !inFrames.includes(key)).map(([key, text]) => [key, traditional(text)]);
  return `${JSON.stringify(Object.fromEntries(words), undefined, 2)}\n`;
}
