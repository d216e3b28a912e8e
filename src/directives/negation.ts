/** Words that forbid; wherever they stand in the bracket, what it says is not an order to move. */
const english = /(?<![\p{L}\p{N}])(?:no|not|non|nor|none|never|without|w\/o|neither|cannot|can['’]?t|don['’]?t|do not|does not|doesn['’]?t|won['’]?t|isn['’]?t|aren['’]?t|shouldn['’]?t|avoid(?:ing|s)?|stop(?:ping|s)?|zero|nothing|skip(?:ping|s)?|ignor(?:e|es|ing)|forgo|(?:keep|hold)(?:ing|s)? .{1,40} from|free from|anti|free of|exclude|excluding|minus|instead of|rather than|disable|less|hardly|scarcely|barely|rarely|seldom|minimal(?:ly)?|reduc(?:e[ds]?|ing)|prevent(?:ing|s|ed)?|eliminat(?:e[ds]?|ing)|remov(?:e[ds]?|ing)|omit(?:s|ted|ting)?|forbid(?:s|den)?|prohibit(?:s|ed)?|ban(?:s|ned)?|refrain(?:s|ing)?|lack(?:s|ing)?|absen(?:ce|t)|devoid|negative|ohne|kein(?:e[nmrs]?)?|nicht|sans|aucune?|senza|sem|não|geen|zonder|niet|без|не|нет|sin|nunca|jamás|ninguna?|nada de)(?![\p{L}\p{N}])|(?<!\p{L})(?:shak(?:e|y|ing)|motion|mov(?:e|ement|ing)|jitter|wobbl[ey]|zoom|pan|tilt|cut)-?(?:free|less)(?!\p{L})|[:=]\s*(?:off|0|false|disabled)(?![\p{L}\p{N}])|\b(?:shak(?:e|ing)|zoom|pan|tilt|track(?:ing)?|movements?|motion)\s*[(（]?off[)）]?\s*$|\p{L}n['’]t(?![\p{L}])/iu;
const wide = /不|无|無|没|沒|勿|别|別|禁|忌|避免|取消|停止|拒绝|拒絕|杜绝|杜絕|防止|防抖|减少|減少|消除|去除|去掉|排除|莫(?=[推拉摇搖移动動晃])|零(?=[晃抖运運])|非(?=固定|[推拉摇搖移变變晃跟升降运運静靜])|未|[:：]\s*[否关關]\s*$|なし|ない|せず|さず|ません/u;
/** Signs that strike something out. */
const signs = /[\u274C\u274E\u2715-\u2718\u{1F6AB}\u26D4\u{1F645}\u{1F44E}]|~~/u;
/** Words that hold one of these characters and forbid nothing. */
const harmless = /不断|不斷|不停|不规则|不規則|不同|不经意|不規|无人机|無人機|无缝|無縫|无限|無限|特别|特別|分别|分別|级别|級別|未来|未來|禁区|禁區|不羁|不羈|非常|不急不[缓緩慢]|不[紧緊]不慢|不疾不徐|毫不[犹猶]豫|目不[转轉]睛|目不暇接|别墅|別墅|禁林|没入|沒入/gu;

/** True when a text forbids something: a bracket with it is no order to move. */
export function isForbidding(text: string): boolean {
  return english.test(text) || signs.test(text) || wide.test(text.replace(harmless, ''));
}

/** True when what is forbidden is that the camera moves at all, which a static shot says too. */
export function forbidsAllMovement(text: string): boolean {
  if (/\b(?:push|pull|pan|tilt|zoom|truck|dolly|track)|[推拉摇搖跟升降]|[变變]焦|[左右上下]移/iu.test(text)) return false;
  return /\b(?:movements?|motion|move|moving|shak(?:e|es|ing|y)|movimientos?|mover(?:se)?|mueva|mueve|muevas)\b/i.test(text) || /动|動|晃|抖|移|运镜|運鏡|ブレ|揺れ/u.test(text);
}
