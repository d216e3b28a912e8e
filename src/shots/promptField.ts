/** What a prompt is written of, and what may stand with such a word. */
const english = String.raw`prompts?|positive|subjects?|characters?|scene|setting|environment|background|foreground|action|motion|movements?|camera(?:work)?|shot (?:type|size)|lens|angles?|framing|composition|style|aesthetics?|look|lighting|lights?|mood|tone|atmosphere|ambience|colou?rs?|palette|weather`;
const beside = String.raw`and|&|of|the|main|visual|overall|general|video|image|text|art|key|type|details?|descriptions?|work|direction|effects?|design|notes?`;
const chinese = String.raw`镜头|鏡頭|运镜|運鏡|机位|機位|景别|景別|构图|構圖|风格|風格|画风|畫風|主体|主體|主角|人物|角色|场景|場景|环境|環境|背景|动作|動作|运动|運動|光线|光線|光影|灯光|燈光|照明|氛围|氛圍|气氛|氣氛|情绪|情緒|色调|色調|色彩|颜色|顏色|画面|畫面|天气|天氣|提示词|提示詞`;
const chineseBeside = String.raw`描述|设定|設定|语言|語言|设计|設計|要求|内容|內容|类型|類型|细节|細節|整体|整體|主要|视觉|視覺|视频|視頻|影片|正向|正面|的|与|與|和|及|[、&＋+/·]`;
/** Of a heading only: a file of music is no words. */
const sound = String.raw`audio|sounds?|music|dialogues?|voice(?:over)?|音效|声音|聲音|音频|音頻|音乐|音樂|配乐|配樂|对白|對白|台词|台詞`;
const banned = String.raw`negatives?|avoid|exclude|exclusions?|not? (?:wanted|allowed)|do not.*|don['’]t.*|负面.*|負面.*|反向.*|负向.*|負向.*|不要.*|避免.*|排除.*`;

const field = (words: string): RegExp => new RegExp(String.raw`^(?=.*(?:${words}))(?:(?:${words}|${beside})(?![a-z])[\s/,]*|(?:${chinese}|${chineseBeside})\s*)+$`, 'iu');
const ofPrompt = field(`${english}|${chinese}`);
const ofHeading = field(`${english}|${chinese}|${sound}`);
const ofBan = new RegExp(String.raw`^(?:${banned})(?:\s+(?:prompts?|words?|list|elements?))*$`, 'iu');

/** Whether a setting's name means words of a prompt: `camera_movement`, `style`, `提示词`. */
export function namesPromptField(name: string): boolean {
  return ofPrompt.test(plainName(name));
}

/**
 * What a heading between a prompt's parts names, as chat tools write them: `## **1. Camera & lens:**`. `line`: the part stands in the
 * heading itself, `## Style: anime`. A shot's number names none.
 */
export function fieldOfHeading(words: string): 'scene' | 'ban' | 'line' | undefined {
  const [, label, rest = ''] = /^[^\p{L}]*([^:：]*)(.*)$/su.exec(words) ?? [];
  const name = plainName(label ?? '');
  if (!ofBan.test(name) && !ofHeading.test(name)) return undefined;
  return /[\p{L}\p{N}]/u.test(rest) ? 'line' : ofBan.test(name) ? 'ban' : 'scene';
}

/** Whether a heading forbids what stands below it, in whatever words. */
export function forbidsBelow(heading: string): boolean {
  return /(?<![\p{L}\p{N}])(?:no|not|never|without|negatives?|avoid\w*|exclu\w*|forbidden|unwanted|don['’]?t)(?![\p{L}\p{N}])|[负負]面|[负負反]向|不要|不得|避免|禁|排除|勿/iu.test(heading);
}

function plainName(name: string): string {
  return name.normalize('NFKC').replaceAll(/(?<=\p{Ll})(?=\p{Lu})|\([^)]*\)|[_*`\s-]+/gu, ' ').replace(/[\s:#]+$/u, '').replaceAll(/\s+/gu, ' ').trim();
}
