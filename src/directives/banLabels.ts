/** What a label forbids: from where it stands, all between two offsets. UTF-16 code units into the prompt, `to` exclusive. */
export interface ForbiddenLines { readonly start: number; readonly from: number; readonly to: number }

/** What may stand between a word that forbids and the colon of a label, and names nothing itself: `Don't use any camera moves:`. */
const nothing = String.raw`(?:[\s_-]+(?:any|the|these|this|of|to|use|using|include|including|add|adding|show|showing|do|doing|want|apply|camera|moves?|movements?|motions?|directives?|prompts?|words?|things?|list|tags?|following|in))*`;
/** A line, a sentence or a key begins: of "She says no – [Push in]" the camera still pushes in. */
const begins = String.raw`(?<=(?:^|[\n.!?;|{(。！？；]|[,，]\s{0,2}["“])[\s"“'*_>•-]{0,6})`;
/** A label whose whole list is forbidden: `Negative prompt: [Shake], [Zoom in]`, `"negative_prompt": "[Shake]"`, `--no [Shake], [Zoom in]`. */
export const label = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:(?:negatives?|avoid(?:ed|ing)?|exclude[ds]?|excluding|exclusions?|forbidden|prohibited|unwanted|undesired|disallowed|banned|not (?:allowed|wanted|used)|(?:no|never)(?=[\s_-]+\p{L})|dont?s?|don['’]?ts?|do not)${nothing}`
  + String.raw`|${begins}(?:no|never)`
  + String.raw`|(?:[负負]面|[负負反]向|禁止|禁用|禁忌|避免|不要|不能|不得|不需要|不想要|排除|勿用?|切勿|ネガティブ)(?:出现|出現|使用|有|的|任何|用|以下){0,3}(?:提示[词詞]|运镜|運鏡|镜头|鏡頭|指令|动作|動作|内容|內容|词|詞|プロンプト)?)["”*_]{0,2}(?:[ \t]?[:：=]|[ \t][–—-](?=[ \t]))[ \t"“'*_{]{0,3}$|(?<!\S)--no[ \t=]+["'“]?$`, 'iu');

/** Whether a list goes on to the end of a line whose label forbids all of it. @returns where the label stands */
export function labelOfList(line: string): number | undefined {
  const items = /(?:[:：=]|[ \t][–—-][ \t]|(?<!\S)--no(?=[ \t=]))[^.!?;:：=。！？；]*$/u.exec(line);
  if (items === null) return undefined;
  const opening = /^(?:[:：=]|[ \t][–—-][ \t]|--no)[ \t"'“*_{[]*/u.exec(items[0])?.[0] ?? '';
  const found = label.exec(line.slice(0, items.index) + opening.replace('[', ''));
  // "No – not again" is a sentence.
  return found === null || /^(?:no|never)["”*_]*[ \t][–—-]/iu.test(found[0]) ? undefined : found.index;
}

/** As much of a line's end as a label is looked for in. */
const longestLabel = 80;
const listMark = /^(?<inset>[ \t>]*)(?:[-*+](?=[ \t])|[•–—·●○▪◦]|[❌✗✘🚫]|(?<number>\(?\d{1,2}[.)、．]|[①-⑳]))[ \t]*(?=\S)/u;
/** A line with a label of its own, or a heading: it begins something else. */
const otherLabel = /^[ \t>]*(?:(?:[-*+•–—·●○▪◦]|\(?\d{1,2}[.)、．])[ \t]*)?[*_"“]{0,3}[\p{L}\p{N}'’]{1,20}(?:[ _-][\p{L}\p{N}'’]{1,20}){0,3}["”*_]{0,3}[ \t]?[:：]|^[ \t>]*(?:#{1,6}[ \t]|(?:\*\*|__)[^[【［]{1,60}(?:\*\*|__)[:：]?$)/u;
/** A label that may also be a heading of the story: it needs a list below. */
const weak = /^(?:forbidden|prohibited|unwanted|undesired|disallowed|banned|avoided|excluded|no|never|not \p{L}+)["”*_]{0,2}[ \t]?[:：=]/iu;
/** A line that is a list by itself, where a blank line parts it from its label. */
const listOnly = /^[ \t>]*[[【［][^\]】］\r\n]{0,60}[\]】］][ \t]*(?:[,，、;；]|$)/u;

/**
 * The lines that labels alone on theirs forbid, in order, none over another: `**Negative prompt:**⏎[Shake], blurry`, `Avoid:⏎- [Shake]⏎- [Zoom out]`.
 * Of a list all up to a blank line, else the next line and those that it goes on with behind a comma. Linear time.
 */
export function forbiddenLines(prompt: string): readonly ForbiddenLines[] {
  if (prompt === recent.prompt) return recent.lines;
  const found = prompt.includes('\n') ? linesOf(prompt) : [];
  recent = { prompt, lines: found };
  return found;
}

/** Each phrase and each bracket of a prompt asks. */
let recent: { readonly prompt: string; readonly lines: readonly ForbiddenLines[] } = { prompt: '', lines: [] };

function linesOf(prompt: string): readonly ForbiddenLines[] {
  const found: ForbiddenLines[] = [];
  let open: { start: number; from: number; list: boolean; begun: boolean; goesOn: boolean; blank: boolean; gap: boolean; mark: Mark | undefined } | undefined;
  for (let at = 0; at <= prompt.length;) {
    const next = prompt.indexOf('\n', at);
    const end = next < 0 ? prompt.length : next;
    const line = prompt.slice(at, end).trimEnd();
    const start = labelAlone(line);
    if (start !== undefined) open = { start: at + start.index, from: end, list: false, begun: false, goesOn: true, blank: start.weak, gap: false, mark: markOf(line) };
    else if (open !== undefined) {
      const marked = listMark.test(line);
      if (line.trim() === '') open = open.begun || open.gap ? undefined : { ...open, blank: true, gap: true };
      else if (otherLabel.test(line) || ends(markOf(line), open.mark)) open = undefined;
      else if (open.begun ? (open.list ? marked || /^[ \t]/.test(line) : open.goesOn || listOnly.test(line)) : !open.blank || marked || listOnly.test(line)) {
        const last = found.at(-1);
        const lines = { start: open.start, from: open.from, to: end };
        if (open.begun && last !== undefined) found[found.length - 1] = lines;
        else found.push(lines);
        open = { ...open, list: open.begun ? open.list : marked, begun: true, goesOn: /[,，、;；&]$/u.test(line) };
      } else open = undefined;
    }
    at = end + 1;
  }
  return found;
}

interface Mark { readonly inset: number; readonly numbered: boolean }

function markOf(line: string): Mark | undefined {
  const found = listMark.exec(line)?.groups;
  return found && { inset: found['inset']!.length, numbered: found['number'] !== undefined };
}

/** A mark of the label's own kind that stands no further in is the next item of the list that the label is in. */
function ends(mark: Mark | undefined, ofLabel: Mark | undefined): boolean {
  return mark !== undefined && ofLabel !== undefined && mark.inset <= ofLabel.inset && (mark.numbered === ofLabel.numbered || mark.inset < ofLabel.inset);
}

/** Where a label stands that ends its line and has the line, or a sentence's place, to itself. */
function labelAlone(line: string): { readonly index: number; readonly weak: boolean } | undefined {
  const heading = /^[ \t>]*(?:#{1,6}[ \t]|\*\*|__)/.test(line);
  if (!heading && !/[:：=][ \t"“'*_{]*$/u.test(line)) return undefined;
  const shown = line.slice(-longestLabel);
  const ended = /[:：=][ \t"“'*_{]*$/u.test(shown) ? shown : `${shown.replace(/[*_#\s]{1,4}$/u, '')}:`;
  const index = label.exec(ended)?.index;
  if (index === undefined || !/(?:^|[\].!?;】］。！？；])[\s"“'*_>#•\p{So}\uFE0F-]*(?:please |the |things to |what to |moves to |请|請)?$/iu.test(shown.slice(0, index)) || (line.length > longestLabel && index === 0)) return undefined;
  return { index: line.length - shown.length + index, weak: weak.test(ended.slice(index)) };
}

/** The lines that hold an offset. */
export function forbiddenAt(lines: readonly ForbiddenLines[], offset: number): ForbiddenLines | undefined {
  let [low, high] = [0, lines.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const one = lines[middle]!;
    if (offset < one.from) high = middle - 1;
    else if (offset >= one.to) low = middle + 1;
    else return one;
  }
  return undefined;
}
