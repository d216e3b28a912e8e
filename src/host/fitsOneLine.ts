/** What a notification shows of a text without unfolding it, in Latin letters of VS Code's own type; a Chinese character takes the room of two. */
const widest = 55;

/** Whether a notification shows all of `text` in the one line that VS Code gives to those without a button. */
export function fitsOneLine(text: string): boolean {
  return text.replaceAll(/[\u2E80-\uFFEF]/gu, '--').length <= widest;
}
