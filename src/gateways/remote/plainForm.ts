/** Characters of Traditional Chinese in words of refusals and states, each with its Simplified form after it. */
const pairs = '餘余額额儲储值值點点數数內内審审核核違违規规無无權权鑰钥請请過过頻频稍稍後后併并發发帳账賬账號号戶户凍冻結结區区國国訪访問问風风險险詞词測测檢检驗验證证認认錯错誤误時时鑒鉴鑑鉴該该狀状態态隊队處处進进絕绝異异銷销敗败費费黃黄驟骤類类義义購购買买買买滿满達达圖图視视頻频運运營营絡络關关閉闭啟启開开錄录單单購购積积從从將将對对應应體体現现場场畫画臉脸員员會会費费實实聯联係系統统環环試试'.match(/../gu) ?? [];
const simplified = new Map(pairs.map((pair) => [pair[0] ?? '', pair[1] ?? '']));
/** Words that differ as words: key and token. */
const otherWords: readonly (readonly [RegExp, string])[] = [[/金[鑰钥]/g, '密钥'], [/[權权]杖/g, '令牌']];

/** Words as the rules know them: full-width forms narrow, Traditional Chinese in Simplified characters. For judging, never for showing. */
export function plainWords(text: string): string {
  const narrow = otherWords.reduce((words, [form, plain]) => words.replace(form, plain), text.normalize('NFKC'));
  return narrow.replace(/[\u4e00-\u9fff]/g, (character) => simplified.get(character) ?? character);
}

/** The value of a field whatever its name's case, `_` and `-` included: `task_id`, `taskId`, `TaskId`. */
export function fieldsOf(value: object): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, each] of Object.entries(value)) {
    const plain = plainName(name);
    // The plainly written name wins, whatever stands first.
    if (each !== undefined && each !== null && (!fields.has(plain) || name === plain)) { fields.set(plain, each); }
  }
  return fields;
}

export function plainName(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase();
}
