/** Of VS Code what the words of a result need: it stands for `vscode` in a window of the kill tests. */
export const env = { uriScheme: 'vscode', language: 'en' };
export const window = {};
export const workspace = {};
export class LanguageModelTextPart {
  readonly value: string;
  constructor(value: string) { this.value = value; }
}
export class LanguageModelToolResult {
  readonly content: readonly unknown[];
  constructor(content: readonly unknown[]) { this.content = content; }
}
