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
  // The editor and its parts, as VS Code names them there.
  ['资源管理器', '檔案總管'], ['命令面板', '命令選擇區'], ['命令提示符', '命令提示字元'], ['快捷键', '鍵盤快速鍵'], ['剪贴板', '剪貼簿'], ['回收站', '資源回收筒'], ['工作区', '工作區'], ['受限模式', '受限制模式'],
  ['光标', '游標'], ['鼠标悬停', '滑鼠暫留'], ['悬停提示', '暫留提示'], ['悬停', '滑鼠暫留'], ['空格选择', '空白鍵選擇'], ['扩展', '擴充功能'], ['插件', '外掛程式'], ['拉取请求', '提取要求'], ['智能体', '代理程式'], ['布局', '版面配置'],
  ['日志', '記錄檔'], ['会话', '工作階段'], ['转到', '移至'], ['选中', '選取'], ['撤消', '復原'], ['刷新', '重新整理'], ['添加到', '新增至'], ['添加', '新增'], ['重命名', '重新命名'], ['打开', '開啟'], ['查找', '尋找'],
  // Files and texts.
  ['元数据文件', '中繼資料檔'], ['元数据', '中繼資料'], ['数据', '資料'], ['文本文件', '文字檔'], ['文本', '文字'], ['文件头', '檔頭'], ['工程文件', '專案檔'], ['只读', '唯讀'], ['权限', '權限'], ['系统', '系統'], ['驱动器号', '磁碟機代號'], ['驱动器', '磁碟機'],
  ['代码块', '程式碼區塊'], ['字符', '字元'], ['注释', '註解'], ['列表', '清單'], ['拆分', '分割'], ['剪切', '修剪'], ['创建', '建立'], ['丢弃', '捨棄'], ['丢失', '遺失'],
  // Networks, keys and money.
  ['响应', '回應'], ['应答', '回應'], ['请求超时', '要求逾時'], ['超时', '逾時'], ['重定向', '重新導向'], ['专用网络', '私人網路'], ['域名', '網域名稱'], ['证书', '憑證'], ['访问', '存取'], ['通过代理', '透過代理伺服器'], ['代理', '代理伺服器'],
  ['地址', '位址'], ['令牌', '權杖'], ['发送', '傳送'], ['调用', '呼叫'], ['获取', '取得'], ['后台', '背景'], ['分组', '群組'], ['账户', '帳戶'], ['余额', '餘額'], ['充值', '儲值'], ['批准', '核准'], ['未通过审核', '未通過審核'],
  ['反馈', '回報'], ['跟踪', '追蹤'], ['服务商', '服務商'], ['发布', '發布'],
  // Pictures and films.
  ['提示词', '提示詞'], ['优化器', '最佳化工具'], ['优化', '最佳化'], ['渲染', '算繪'], ['水印', '浮水印'], ['质量', '品質'], ['分辨率', '解析度'], ['像素', '像素'], ['缩放', '縮放'], ['裁剪', '裁切'], ['划像', '擦拭'], ['拼接', '串接'],
  ['标识', '標示'], ['循环引用', '循環參照'], ['循环', '循環'], ['首帧', '起始影格'], ['第一帧', '第一個影格'], ['最后一帧', '最後一個影格'], ['上一帧', '上一個影格'], ['下一帧', '下一個影格'], ['帧', '影格'],
  // Characters that OpenCC takes for others of the same sound.
  ['只', '只'], ['个', '個'],
  // Its quotation marks.
  ['“', '「'], ['”', '」'], ['‘', '『'], ['’', '』'],
];

const convert = Converter({ from: 'cn', to: 'twp' });
/** What a prompt says to the model stays as the gateways document it; the words of a link are none of that. */
const directive = /(?<=[[【])[^\]】]*(?=[\]】](?!\())/gu;
const kept = (number: number): string => String.fromCodePoint(0xe000 + number);

/** Simplified characters as traditional ones, with the words of Taiwan. */
export function traditional(text: string): string {
  const parts: string[] = [];
  const keep = (part: string): string => kept(parts.push(part) - 1);
  let marked = text.replace(directive, keep);
  for (const [simplified, written] of ours) marked = marked.replaceAll(simplified, () => keep(written));
  return convert(marked).replace(/[\ue000-\uf8ff]/gu, (mark) => parts[(mark.codePointAt(0) ?? 0) - 0xe000] ?? '');
}

/** Writes every file that VS Code reads in Traditional Chinese, beside the simplified one that it is made from. `root`: absolute path of the checkout. */
export async function writeTraditional(root: string): Promise<void> {
  for await (const path of glob(['package.nls.zh-cn.json', 'media/{l10n,schema,snippets}/*.zh-cn.json', 'media/**/*.nls.zh-cn.md', 'media/problems.zh-cn.md'], { cwd: root })) {
    const text = await readFile(join(root, path), 'utf8');
    await writeFile(join(root, path.replace('zh-cn', 'zh-tw')), path.endsWith('.json') ? traditionalWords(text) : traditional(text));
  }
}

/** Values alone: the keys are English sentences and ids. A value that names a file of words names its twin. */
function traditionalWords(json: string): string {
  const words: unknown = JSON.parse(json, (_, value: unknown) => (typeof value === 'string' ? traditional(value).replace(/(?<=^\.\/.+\.)zh-cn(?=\.json$)/u, 'zh-tw') : value));
  return `${JSON.stringify(words, undefined, 2)}\n`;
}
