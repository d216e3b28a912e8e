import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import { portablePath } from './portablePath.ts';
import type { Take } from './take.ts';
import { gatewayName } from '../gateways/sites.ts';
import { promptTitle, wordsTitle } from '../shots/title.ts';

/** Where the words of a title are looked for, in UTF-16 units: twice a prompt. A stranger's story may have a longer one. */
const titleReach = 4000;

/** A take's name for people: its shot's title, else its prompt without the directives, or its file's name where the prompt is lost. */
export function takeTitle({ file, shot, film, source }: Pick<Take, 'file' | 'shot' | 'film' | 'source'>, longest = 60): string {
  if (film !== undefined) return l10n.t('Film: {0} ({1} shots)', film.name || path.basename(file), film.shots);
  if (source?.title !== undefined && source.title.trim() !== '') return promptTitle(source.title, longest);
  return wordsTitle(shot.prompt.slice(0, titleReach), longest) || path.basename(file);
}

function settingsWords({ shot, gateway }: Take): string {
  return [l10n.t('{0} s', shot.settings.duration), shot.settings.resolution, ...(gateway ? [gatewayName(gateway)] : [])].join(' · ');
}

/** The way to the video from a folder, as a link; absolute where there is none (another drive). */
export function hrefFrom(folder: string, file: string): string {
  return portablePath(file, folder).split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The first link of a take that was copied as Markdown or HTML. */
const copiedLink = /^(?<before>\[▶ [^\n]*\]\(|<figure>\s*<video src="|<video src=")(?<href>[^)"\s]+\.mp4)(?=[)"])/iu;

/** Where a copied take's link leads from a folder; undefined for any other text and for addresses. */
export function copiedVideo(text: string, folder: string): string | undefined {
  const href = copiedLink.exec(text)?.groups?.['href'];
  if (href === undefined || /^[a-z][\w+.-]+:/iu.test(href)) {
    return undefined;
  }
  try {
    return path.resolve(folder, decodeURIComponent(href));
  } catch {
    return undefined;
  }
}

/** The same text with its link as a document in this folder would write it. */
export function relinked(text: string, video: string, folder: string): string {
  return text.replace(copiedLink, (_, before: string) => `${before}${before.endsWith('"') ? escapeHtml(hrefFrom(folder, video)) : hrefFrom(folder, video)}`);
}

/** A link to the video over the prompt as a quotation. `folder` is that of the document that it goes into. */
export function takeAsMarkdown(take: Take, folder: string): string {
  const title = takeTitle(take).replace(/[\\[\]]/gu, '\\$&');
  const quotation = take.shot.prompt === '' ? '' : `\n${take.shot.prompt.split(/\r?\n/u).map((line) => `> ${line}`).join('\n')}\n>\n> *${settingsWords(take)}*\n`;
  return `[▶ ${title}](${hrefFrom(folder, take.file)})\n${quotation}`;
}

/** A player that Markdown previews show too. */
export function takeAsVideoTag(take: Take, folder: string): string {
  return `<video src="${escapeHtml(hrefFrom(folder, take.file))}" controls loop muted playsinline title="${escapeHtml(takeTitle(take))}"></video>`;
}

/** A figure: the player, and the prompt with its settings below. */
export function takeAsHtml(take: Take, folder: string): string {
  const prompt = take.shot.prompt === '' ? '' : `  <figcaption>\n    <blockquote>${escapeHtml(take.shot.prompt).replace(/\r?\n/gu, '<br>\n')}</blockquote>\n    <p>${escapeHtml(settingsWords(take))}</p>\n  </figcaption>\n`;
  return `<figure>\n  ${takeAsVideoTag(take, folder)}\n${prompt}</figure>\n`;
}
