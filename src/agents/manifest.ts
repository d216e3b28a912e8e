import * as z from 'zod/mini';
import type { ToolName } from './names.ts';
import { toolNames } from './names.ts';
import { schemas } from './schemas.ts';

/** What a model is told of each tool; it finds them by these words alone. */
const descriptions: Readonly<Record<ToolName, string>> = {
  hailuo_check: 'Checks a video prompt, or every shot of a film file, for MiniMax Hailuo: problems with their fixes, what the camera does in words, length. Free, reads only. Use it before hailuo_quote.',
  hailuo_quote: 'Tells the price of videos before they are made: of prompts, or of a film (.hailuo file). Returns a quoteId, the price of each shot and where it is known from, the total, and what is left under the spending limits of the person. Free; the quote holds for 10 minutes. Needed before hailuo_generate.',
  hailuo_generate: 'Orders the videos of a quote from hailuo_quote. Costs money, so it returns at once with ids while the order waits until the person approves it in the editor, unless the allowance that they set covers it. The same quote twice is one order. Never order again what waits, runs or is unconfirmed.',
  hailuo_wait: 'Waits for video tasks: returns at the first change of state, or after the given seconds, with the state of each and what to do. Free. Do not poll faster; call it again as it says.',
  hailuo_animatic: 'Renders a free, offline preview video of the camera moves of a prompt (an animatic, not the real picture) and returns the file. Use it to look at the camera before paying for a video.',
  hailuo_takes: 'Finds and inspects finished videos (takes): by words, by file, or the shots of a film with their videos; with a contact sheet picture where the editor shows one. Free, reads only.',
  hailuo_export: 'Exports a film (.hailuo file) from its finished videos: one mp4, an OpenTimelineIO, MLT or EDL project, a shot list, or a contact sheet. Free; never replaces a file.',
  hailuo_doctor: 'Tells why videos cannot be made here: whether each video gateway can be reached, whether its API key is set and valid (never the key), balance, spending limits, output folder, what waits for the person. Free.',
};

const paths = { hailuo_check: 'check', hailuo_quote: 'quote', hailuo_generate: 'generate', hailuo_wait: 'wait', hailuo_animatic: 'animatic', hailuo_takes: 'takes', hailuo_export: 'export', hailuo_doctor: 'doctor' } as const satisfies Record<ToolName, string>;
const icons: Readonly<Record<ToolName, string>> = {
  hailuo_check: 'check', hailuo_quote: 'tag', hailuo_generate: 'device-camera-video', hailuo_wait: 'watch', hailuo_animatic: 'play', hailuo_takes: 'library', hailuo_export: 'export', hailuo_doctor: 'pulse',
};

/** `contributes.languageModelTools` as package.json has it: only members of the stable API, every one referable in a prompt. */
export function manifestTools(): readonly Readonly<Record<string, unknown>>[] {
  return toolNames.map((name) => {
    const { $schema: _dialect, ...inputSchema } = z.toJSONSchema(schemas[name], { io: 'input' });
    return {
      name, toolReferenceName: name, canBeReferencedInPrompt: true, displayName: `%tool.${paths[name]}.title%`, userDescription: `%tool.${paths[name]}.description%`,
      modelDescription: descriptions[name], icon: `$(${icons[name]})`, tags: ['hailuo', 'video', 'film', 'camera'], inputSchema,
    };
  });
}
