/** Labels whose words say how the picture is made or what is heard, not what happens in it. The rest of their line or sentence goes with them. */
export const techniqueLabels = '(?:(?:visual |overall |art |film |color |colour )?(?:style|grading|palette)|lighting|lights?|mood|tone|atmosphere|quality|audio|sounds?(?: effects?| design)?|music|soundtrack|bgm|sfx|durations?|length|aspect ratio|ratio|resolution|fps|frame rate|negative(?:[ _-]prompt)?s?|colou?rs?|lens|optics|tech(?:nical)?(?: specs?)?|speed|pace|tempo|intensity|seed|size|cfg|shot (?:size|type)|framing|(?:camera )?angle|composition|景[别別]|[机機]位|角度|速度|[节節]奏|[构構][图圖]|[风風]格|光[线線影]|灯光|燈光|打光|氛[围圍]|[气氣]氛|情[绪緒]|色[调調彩]|[画畫][质質]|[质質]感|音[效乐樂]|配[乐樂]|背景音[乐樂]|[时時][长長]|比例|[画畫]幅|分辨率|解析度|[负負]面(?:提示[词詞])?|反向提示[词詞])';

/** Words of technique: one of them makes a short clause a note on the picture as a whole. */
const technique = /(?<![\p{L}\p{N}])(?:cinematic|[48]k|1080p|720p|uhd|hdr|imax|film grain|grain|35 ?mm|16 ?mm|50 ?mm|85 ?mm|anamorphic|depth of field|dof|bokeh|photo-?real(?:istic|ism)?|hyper-?real(?:istic|ism)?|ultra[- ]real(?:istic)?|realistic|high(?:ly)?[- ](?:quality|detail(?:ed)?|resolution|definition)|ultra[- ](?:detailed|hd|sharp)|masterpiece|best quality|award[- ]winning|trending|unreal engine|octane|ray[- ]?traced|lighting|color grad(?:e|ing)|colour grad(?:e|ing)|film look|documentary style|[a-z-]+ style|in the style of (?:[\p{L}’'-]+ ?){1,3}|aesthetic|vhs|[0-9]+ ?fps|slow[- ]motion|volumetric|rim[- ]light|back-?lit|backlight(?:ing)?|golden hour|blue hour|chiaroscuro|(?:low|high)[- ]key|lens|kodak|arri|alexa|panavision|f\/?[0-9.]+|shot (?:on|with)|filmed (?:on|with)|3d|cgi|render(?:ed|ing)?|aspect ratio|no (?:camera )?(?:shake|blur|text|watermark|subtitles|cuts?|music|audio|distortion|morphing|flicker))(?![\p{L}\p{N}])|电影感|電影感|电影质感|電影質感|电影级|高清|超清|超高清|[4８8]K|景深|胶片|膠片|画质|畫質|写实|寫實|真实感|光影|质感|風格|风格|色调|色調|大师级|慢动作|慢動作|无水印|无字幕|無字幕|無水印|无抖动|不要抖动|比例|时长|時長|运镜|運鏡|流畅|流暢|丝滑|絲滑|[稳穩]定|帧率|幀率|画幅|畫幅|[构構][图圖]/iu;
const parameters = /^\s*(?:--[a-z]+(?:\s+[\w:.]+)?|#[\p{L}\p{N}_]+)(?:\s+(?:--[a-z]+(?:\s+[\w:.]+)?|#[\p{L}\p{N}_]+))*\s*$/iu;
/** What may stand with them. */
const companions = /(?<![\p{L}\p{N}])(?:an?|the|and|with|of|in|on|at|very|ultra|super|shallow|deep|warm|cold|cool|soft|natural|dramatic|moody|muted|vivid|rich|golden|hour|blue|light|lights|tones?|colou?rs?|look|feel|vibe|atmosphere|mood|quality|details?|textures?|focus|film|shot|camera|lens|footage|video|frame|wide|aspect|format|render(?:ed|ing)?|sharp|smooth|epic)(?![\p{L}\p{N}])|[的感级級]|效果|画面|畫面|整体|整體|浅|淺|暖|冷|柔和|自然|超|高|强|強|细节|細節|丰富|豐富|拍摄|拍攝/giu;
/** As much of a prompt's end is looked at. */
const longest = 400;

/**
 * True when a text only says how the whole picture is to be made: ". Cinematic, 4K, shallow depth of field.", "--ar 16:9", "#surf". At the
 * beginning or the end of a prompt such words have no time of their own.
 */
export function isTechnique(text: string): boolean {
  if (text.length > longest || !/[\p{L}\p{N}]/u.test(text)) return false;
  if (parameters.test(text)) return true;
  const technical = technique.test(text);
  return text.split(/[,;，。；、！!\n]|\.(?!\d)|\s[|/–—-]\s/u).every((clause) => !/[\p{L}\p{N}]/u.test(clause) || parameters.test(clause) || isNote(clause, technical));
}

/**
 * With one more word at most, in Chinese two characters.
 * @param technical another clause is technique, so that words which go with it are enough: "vibrant colors"
 */
function isNote(clause: string, technical: boolean): boolean {
  const plain = clause.replace(new RegExp(technique, 'giu'), ' ');
  const rest = plain.replace(companions, ' ');
  if (plain === clause && !(technical && rest !== clause)) return false;
  return (rest.match(/[\p{Script=Latin}\p{N}'’-]+/gu)?.length ?? 0) <= 1 && (rest.match(/\p{Script=Han}/gu)?.length ?? 0) <= 2;
}
