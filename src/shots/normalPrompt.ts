/** A prompt as two are compared: documents from Windows break their lines otherwise, and the space around it says nothing. */
export function normalPrompt(prompt: string): string {
  return prompt.replaceAll('\r\n', '\n').trim();
}
