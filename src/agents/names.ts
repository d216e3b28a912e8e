/** The tools for models, by name: the same in package.json, in an agent's list and after `#` in a prompt. */
export const toolNames = [
  'hailuo_check', 'hailuo_quote', 'hailuo_generate', 'hailuo_wait', 'hailuo_animatic', 'hailuo_takes', 'hailuo_export', 'hailuo_doctor',
] as const;
export type ToolName = (typeof toolNames)[number];
