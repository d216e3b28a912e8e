import { behaviourOf, directives } from '../src/directives/vocabulary.ts';
import { differenceOf, neighbourOf } from '../src/directives/explain.ts';
import { directiveOf } from '../src/directives/vocabulary.ts';
import { gatewayIds } from '../src/gateways/gateway.ts';
import { maxTakes, meaningOf, settingNames, valuesOf } from '../src/shots/settings.ts';

/** The skill's table of directives: the one table of the camera language, with the move that each is easily taken for. */
export function directivesReference(): string {
  const rows = directives.map(({ id, en, zh, aliases }) => `| \`[${en}]\` | \`[${zh}]\` | ${behaviourOf(id)} | ${directiveOf(neighbourOf(id)).en}. ${differenceOf(id)} | ${aliases.join(', ')} |`);
  return `# Camera directives\n\nFifteen, in English or Chinese; each gateway gets the words that it documents. 左移 is *Truck* left and 左摇 is *Pan* left, whatever a gloss may say.\n\n| English | Chinese | the camera | not to be mistaken for | also read |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** The part of the README that is the format's specification, and the settings by the table that reads them. */
export function fileReference(readme: string): string {
  const text = /## The \.hailuo file\n(?<text>.*?)\n## /s.exec(readme)?.groups?.['text'] ?? '';
  const rows = settingNames.map((name) => `| \`@${name}\` | ${name === 'takes' ? `\`1\` to \`${String(maxTakes)}\`` : valuesOf(name, gatewayIds).map((value) => `\`${value}\``).join(', ') || 'a path'} | ${meaningOf(name)} |`);
  return `# The .hailuo file\n${text.replace(/\nSamples are in .*\n/u, '\n').replace(/\n\| setting \| values \|\n.*?\n\n/su, '\n')}\n## Settings\n\n| setting | values | means |\n|---|---|---|\n${rows.join('\n')}\n`;
}
