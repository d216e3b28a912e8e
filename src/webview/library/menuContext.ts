import type { TakeDetail, TakeRow } from '../../views/library/protocol.ts';

/**
 * What VS Code's context menu needs to know of a take, as JSON for `data-vscode-context`: the `when` clauses of package.json ask for these keys, and the
 * command gets them as its argument. On one of several that are selected the menu is meant for all of them, and has only what can be done with several.
 * @param chosen all takes that are selected
 * @param detail undefined until the card was seen
 */
export function menuContext(row: TakeRow, chosen: readonly TakeRow[], detail: TakeDetail | undefined): string {
  const { file } = row;
  const several = chosen.length > 1 && chosen.some((one) => one.file === file);
  const meant = several ? chosen : [row];
  return JSON.stringify({
    webviewSection: several ? 'takes' : 'take', file, ...(several && { files: chosen.map((one) => one.file) }),
    takeHasPrompt: row.prompt !== '', takeIsFromFile: row.fromFile === true, takeIsRestorable: detail?.restorable === true,
    takeIsKept: meant.every(({ favourite }) => favourite), takeIsDamaged: meant.some(({ damaged }) => damaged), preventDefaultContextMenuItems: true,
  });
}
