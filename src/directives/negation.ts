/** Words that forbid, in languages written with letters. */
const english = /(?<![\p{L}\p{N}])(?:no|not|non|nor|none|never|without|w\/o|neither|cannot|can['’]?t|don['’]?t|do not|does not|doesn['’]?t|won['’]?t|isn['’]?t|aren['’]?t|shouldn['’]?t|avoid(?:ing|s|ed)?|stop(?:ping|s)?|zero|nothing|skip(?:ping|s)?|ignor(?:e|es|ing)|forgo|(?:keep|hold)(?:ing|s)? .{1,40} from|free from|anti|free of|exclude|excluding|minus|instead of|rather than|disable|less|hardly|scarcely|barely|rarely|seldom|minimal(?:ly)?|reduc(?:e[ds]?|ing)|prevent(?:ing|s|ed)?|eliminat(?:e[ds]?|ing)|remov(?:e[ds]?|ing)|omit(?:s|ted|ting)?|forbid(?:s|den)?|prohibit(?:s|ed)?|ban(?:s|ned)?|refrain(?:s|ing)?|lack(?:s|ing)?|absen(?:ce|t)|devoid|negative|ohne|kein(?:e[nmrs]?)?|nicht|sans|aucune?|senza|sem|não|geen|zonder|niet|без|не|нет|sin|nunca|jamás|ninguna?|nada de)(?![\p{L}\p{N}])|(?<!\p{L})(?:shak(?:e|y|ing)|motion|mov(?:e|ement|ing)|jitter|wobbl[ey]|zoom|pan|tilt|cut)-?(?:free|less)(?!\p{L})|[:=]\s*(?:off|0|false|disabled)(?![\p{L}\p{N}])|\b(?:shak(?:e|ing)|zoom|pan|tilt|track(?:ing)?|movements?|motion)\s*[(（]?off[)）]?\s*$|\p{L}n['’]t(?![\p{L}])/iu;
const wide = /不|无|無|没|沒|勿|别|別|禁|忌|避免|取消|停止|拒绝|拒絕|杜绝|杜絕|防止|防抖|减少|減少|消除|去除|去掉|排除|莫(?=[推拉摇搖移动動晃])|零(?=[晃抖运運])|非(?=固定|[推拉摇搖移变變晃跟升降运運静靜])|未|[:：]\s*[否关關]\s*$|なし|ない|せず|さず|ません/u;
/** Signs that strike something out. */
const signs = /[\u274C\u274E\u2715-\u2718\u{1F6AB}\u26D4\u{1F645}\u{1F44E}]|~~/u;
/** Words that hold one of these characters and say how a move is done, or what it is. */
const manner = '不[断斷停同]|不[规規]则?|不[规規]則|不经意|[无無](?:人[机機]|[缝縫限])|[特分级級]别|特別|分別|级別|級別|未[来來]|禁[区區林]|不[羁羈]|非常|不急不[缓緩慢]|不[紧緊]不慢|不疾不徐|毫不[犹猶]豫|目不[转轉]睛|目不暇接|别墅|別墅|[没沒]入';
/** Words that hold one of these characters, or look like one of the words, and forbid nothing: 离别, 紫禁城, 沉没, 无边. */
const things = [
  '不(?:[仅僅只但光远遠久朽锈鏽倒知觉覺夜幸安屈懈]|明(?![显顯])|慌不忙|可思[议議]|由自主|[动動][声聲]色|自?禁)|是不是|要不要|忍不住',
  '[弹彈笑舍巴怪恨由顾顧免]不得|(?:[难難]以|不可|[无無]法)避免',
  '[无無](?:家可[归歸]|止境|[动動]于衷|[边邊名声聲数數尽盡际際助辜形聊奈情比穷窮垠意疆言语語畏悔忧憂憾味色云雲月星痕瑕端双雙休间間忌](?!画面|畫面|镜头|鏡頭))|[虚虛空若似有][无無]|(?<=\\p{Script=Han})(?<!镜头|鏡頭|画面|畫面|全程)全[无無]',
  '(?:[告辞辭送惜诀訣永久阔闊握吻泣挥揮拜临臨饯餞叙敘赠贈类類性区區差识識辨鉴鑒甄个個判死暂暫一伤傷终終]|(?<!距)[离離]|(?<![街轨軌频頻通车車隧管赛賽跑航])道|(?<!的)[话話]|(?<![动動操工])作)[别別]|[别別][处處人样樣致名称稱院馆館的]',
  '[沉淹出埋吞隐隱覆湮泯][没沒]|[没沒][落收顶頂]|紫禁|禁[地城苑]|未[知完婚眠央]|非[洲凡]|[东東南西北是除莫若]非|[妒顾顧猜嫉]忌',
  '(?:停止|取消|消除|去除|排除|拒绝|拒絕|减少|減少)了?的',
  '\\bnon[- ]?stop\\b|\\bnever-?\\s?ending\\b|\\bnot only\\b|\\bno\\.\\s?\\d|\\bno-nonsense\\b',
].join('|');
const ofManner = new RegExp(manner, 'giu');
const harmless = new RegExp(`${manner}|${things}`, 'giu');

function dotted(word: string): string {
  return '·'.repeat(word.length);
}

/** The text with dots, as many, for the words that only look as if they forbade. */
export function withoutHarmless(text: string): string {
  return text.replace(harmless, dotted);
}

/** Where the first word stands that forbids, or that looks so and is none of manner, end exclusive; undefined when there is none. */
export function firstForbidding(text: string): { readonly start: number; readonly end: number } | undefined {
  const plain = text.replace(ofManner, dotted);
  const [first] = [english, signs, wide].map((words) => words.exec(plain)).filter((found) => found !== null).sort((a, b) => a.index - b.index);
  return first && { start: first.index, end: first.index + first[0].length };
}

/** True when a text forbids something: a bracket with it is no order to move, unless that is said of the move's target. */
export function isForbidding(text: string): boolean {
  const plain = withoutHarmless(text);
  return [english, signs, wide].some((words) => words.test(plain));
}

/** True when what is forbidden is that the camera moves at all, which a static shot says too. */
export function forbidsAllMovement(text: string): boolean {
  if (/\b(?:push|pull|pan|tilt|zoom|truck|dolly|track)|[推拉摇搖跟升降]|[变變]焦|[左右上下]移/iu.test(text)) return false;
  return /\b(?:movements?|motion|move|moving|shak(?:e|es|ing|y)|movimientos?|mover(?:se)?|mueva|mueve|muevas)\b/i.test(text) || /动|動|晃|抖|移|运镜|運鏡|ブレ|揺れ/u.test(text);
}
