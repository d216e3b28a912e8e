import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { gatewayIds } from '../gateways/gateway.ts';
import { parsedUri } from '../host/parsedUri.ts';
import { firstFrameRefusals, missingFirstFrame } from '../shots/firstFrame.ts';
import { settingsOf, shotAt, valuesIn } from '../shots/document.ts';
import type { SettingLine } from '../shots/document.ts';
import { meaningOf, valuesOf } from '../shots/settings.ts';
import type { Checks } from './checks.ts';
import type { FirstFrameAccess } from './firstFrames.ts';
import { rangeOf, shotsOf } from './shotDocument.ts';

/** Explains the setting under the pointer; on a first frame shows the image, its size and whether it fits. */
export function registerSettingHover(firstFrames: FirstFrameAccess, checks: Checks): vscode.Disposable {
  return vscode.languages.registerHoverProvider({ language: 'hailuo' }, {
    provideHover: async (document, position, token) => {
      const read = shotsOf(document);
      const offset = document.offsetAt(position);
      const shot = shotAt(read, offset);
      const line = (shot?.settings ?? read.defaults).find(({ start, end }) => start <= offset && offset <= end);
      if (line?.setting === undefined) return undefined;
      const values = valuesOf(line.setting, gatewayIds);
      const text = new vscode.MarkdownString(`**@${line.setting}**${values.length > 0 ? ` = ${values.map((value) => `\`${value}\``).join(' · ')}` : ''}\n\n`);
      text.appendMarkdown(meaningOf(line.setting));
      if (line.setting === 'firstFrame') {
        const { gateway, uploadLimit } = checks.optionsOf(document);
        const limit = uploadLimit?.((shot === undefined ? valuesIn(read.defaults) : settingsOf(read, shot)).gateway ?? gateway);
        await appendImage(text, line, document, firstFrames, limit);
      }
      return token.isCancellationRequested ? undefined : new vscode.Hover(text, rangeOf(document, line));
    },
  });
}

async function appendImage(text: vscode.MarkdownString, line: SettingLine, document: vscode.TextDocument, { locate, look }: FirstFrameAccess, maxBytes: number | undefined): Promise<void> {
  const written = line.value?.text ?? '';
  if (written === '') return;
  const located = locate(written, document.uri);
  const { firstFrame } = await look(located);
  if (firstFrame === 'missing') {
    text.appendMarkdown(`\n\n$(error) ${escaped(missingFirstFrame(written).message)}`);
    text.supportThemeIcons = true;
    return;
  }
  const uri = (firstFrame === undefined ? parsedUri(located) : vscode.Uri.file(located))?.toString();
  const header = firstFrame?.header;
  const size = header === undefined ? 'width=240' : sizeWithin(header.width, header.height);
  if (uri !== undefined && (firstFrame === undefined || header !== undefined)) text.appendMarkdown(`\n\n![${l10n.t('First frame')}](${uri}|${size})`);
  if (firstFrame === undefined) return;
  const refusals = firstFrameRefusals(firstFrame, maxBytes);
  text.supportThemeIcons = true;
  if (header !== undefined) text.appendMarkdown(`\n\n${l10n.t('{0}×{1} px · {2} kB', header.width, header.height, Math.ceil(firstFrame.bytes / 1024))}`);
  if (refusals.length === 0) text.appendMarkdown(` · $(check) ${l10n.t('fits')}`);
  for (const { message } of refusals) text.appendMarkdown(`\n\n$(error) ${escaped(message)}`);
}

/** `appendText` would keep a sentence from wrapping. */
function escaped(message: string): string {
  return message.replace(/[\\`*_{}[\]()#+.!<>~|$-]/g, '\\$&');
}

/** The largest size within a hover's width that keeps the image's shape. */
function sizeWithin(width: number, height: number): string {
  const scale = Math.min(1, 280 / width, 200 / height);
  return `width=${Math.round(width * scale)},height=${Math.round(height * scale)}`;
}
