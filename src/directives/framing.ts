/** How near and from where the camera looks: it names a shot and takes no time of it. Sources of regular expressions, to be matched whatever the case. */
export const framing = '(?:(?:[emvx]{0,2}cu|[emvx]{0,2}[wlmf]s|ots|pov|(?:fpv|drone)(?: drone)?(?: shot| footage| view)?)'
  + '|(?:(?:extreme|big|medium|very|super)[ -]){0,2}(?:close-?[ ]?ups?|wide(?: shot| angle)?|long shot|full shot|medium(?: shot)?|mid-?[ ]?shot|establishing(?: shot)?|insert(?: shot)?|macro(?: shot)?|aerial(?: shot| view)?|overhead(?: shot)?|two[ -]shot|over[ -]the[ -]shoulder(?: shot)?|(?:low|high|dutch|eye[ -]level|wide|bird[\'’]?s?[ -]eye)[ -]?(?:angle|view)?(?: shot)?|top[ -]down(?: shot| view)?|first[ -]person(?: view)?|wide|close|tight)'
  + '|大?特[写寫]|[大中]?[近中全远遠]景|[俯仰航平][拍视視]|[低高平]角度|[鸟鳥]瞰|主[观觀][视視]角|第一人[称稱](?:[视視]角)?)';

/** What may stand between; one sign at a time, or a row of them could be read in more ways than there is time for. */
const between = '[\\s,，、/／|｜·()（）+–—-]|and';
const only = new RegExp(`^(?:${framing}|${between})*$`, 'iu');

/** True of "close-up, low angle", 近景, `(CU)`. */
export function isFraming(text: string): boolean {
  return text.length < 80 && only.test(text.trim());
}
