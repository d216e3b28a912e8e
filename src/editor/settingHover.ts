import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { gatewayIds } from '../gateways/gateway.ts';
import { Markdown, markdown, markdownString, picture } from '../host/markdown.ts';
import { firstFrameRefusals, missingFirstFrame } from '../shots/firstFrame.ts';
import { scriptAt, settingsOf, shotAt, valuesIn } from '../shots/document.ts';
import type { SettingLine } from '../shots/settingLine.ts';
import { meaningOf, valuesOf } from '../shots/settings.ts';
import { isNoFrame } from '../shots/settingValue.ts';
import type { Checks } from './checks.ts';
import type { FirstFrameAccess } from './firstFrames.ts';
import { forPromptLanguages } from './promptLanguages.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

/** Explains the setting under the pointer; on a first frame shows the image, its size and whether it fits. */
export function registerSettingHover(firstFrames: FirstFrameAccess, checks: Checks): vscode.Disposable {
  return forPromptLanguages((selector) => vscode.languages.registerHoverProvider(selector, {
    provideHover: async (document, position, token) => {
      const read = shotsOf(document);
      const offset = document.offsetAt(position);
      const shot = shotAt(read, offset);
      const line = (shot?.settings ?? scriptAt(read, offset)?.defaults ?? []).find(({ start, end }) => start <= offset && offset <= end);
      if (line?.setting === undefined) return undefined;
      const values = valuesOf(line.setting, gatewayIds);
      const paragraphs = [
        values.length > 0 ? markdown`**@${line.setting}** = ${new Markdown(values.map((value) => `\`${value}\``).join(' · '))}` : markdown`**@${line.setting}**`,
        markdown`${meaningOf(line.setting)}`,
      ];
      if (line.setting === 'firstFrame') {
        const { gateway, uploadLimit } = checks.optionsOf(document);
        const limit = uploadLimit?.((shot === undefined ? valuesIn(scriptAt(read, offset)?.defaults ?? []) : settingsOf(shot)).gateway ?? gateway);
        paragraphs.push(...(await imageParagraphs(line, document, firstFrames, limit)));
      }
      return token.isCancellationRequested ? undefined : new vscode.Hover(markdownString(paragraphs), rangeOf(document, line));
    },
  }));
}

/** The image, its size, and whether it fits. One on another machine is not shown: loading it would tell that machine who looks. */
async function imageParagraphs(line: SettingLine, document: vscode.TextDocument, { locate, look }: FirstFrameAccess, maxBytes: number | undefined): Promise<readonly Markdown[]> {
  const written = line.value?.text ?? '';
  if (written === '' || isNoFrame(written)) return [];
  const located = locate(written, document.uri);
  const { firstFrame } = await look(located);
  if (firstFrame === undefined) return [markdown`$(globe) ${l10n.t('An image on the web; it isn’t loaded for this hover.')}`];
  if (firstFrame === 'missing') return [markdown`$(error) ${missingFirstFrame(written).message}`];
  const refusals = firstFrameRefusals(firstFrame, maxBytes).map(({ message }) => markdown`$(error) ${message}`);
  if (firstFrame.header === undefined) return refusals;
  const { width, height } = firstFrame.header;
  const size = l10n.t('{0}×{1} px · {2} kB', width, height, Math.ceil(firstFrame.bytes / 1024));
  return [
    picture(l10n.t('First frame'), vscode.Uri.file(located), sizeWithin(width, height)),
    refusals.length === 0 ? markdown`${size} · $(check) ${l10n.t('fits')}` : markdown`${size}`,
    ...refusals,
  ];
}

/** The largest size within a hover's width that keeps the image's shape. */
function sizeWithin(width: number, height: number): string {
  const scale = Math.min(1, 280 / width, 200 / height);
  return `width=${Math.round(width * scale)},height=${Math.round(height * scale)}`;
}
