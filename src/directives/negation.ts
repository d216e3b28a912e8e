/** Words that forbid; wherever they stand in the bracket, what it says is not an order to move. */
const english = /(?<![\p{L}\p{N}])(?:no|not|non|nor|none|never|without|w\/o|neither|cannot|can['’]?t|don['’]?t|do not|does not|doesn['’]?t|won['’]?t|isn['’]?t|aren['’]?t|shouldn['’]?t|avoid(?:ing|s)?|stop(?:ping|s)?|zero|anti|free of|exclude|excluding|minus|instead of|rather than|disable|less|hardly|scarcely|sin|nunca|jamás|ninguna?|nada de)(?![\p{L}\p{N}])|[\p{L}]-?(?:free|less)(?![\p{L}])|\p{L}n['’]t(?![\p{L}])/iu;
const wide = /不|无|無|没|沒|勿|别|別|禁止|避免|取消|停止|防抖|なし|無し|ない|禁/u;
/** Words that hold one of these characters and forbid nothing. */
const harmless = /不断|不斷|不停|不规则|不規則|不同|不经意|不規|无人机|無人機|无缝|無縫|无限|無限|特别|特別|分别|分別|级别|級別/gu;

/** True when a text forbids something: a bracket with it is no order to move. */
export function isForbidding(text: string): boolean {
  return english.test(text) || wide.test(text.replace(harmless, ''));
}

/** True when what is forbidden is that the camera moves at all, which a static shot says too. */
export function forbidsAllMovement(text: string): boolean {
  return /\b(?:movements?|motion|move|moving|shak(?:e|es|ing|y)|movimientos?|mover(?:se)?|mueva|mueve|muevas)\b/i.test(text) || /动|動|晃|抖|移/u.test(text);
}
