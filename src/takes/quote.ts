import * as l10n from '@vscode/l10n';
import * as path from 'node:path';
import { portablePath } from './portablePath.ts';
import type { Take } from './take.ts';
import { numbered } from './takeNumbers.ts';
import { gatewayName } from '../gateways/sites.ts';
import { shotName } from '../shots/title.ts';

/** What a take is called where nobody counts: by the number that it was given, unless it is the first. See `TakeNames` for the rest. */
export function takeTitle(take: Pick<Take, 'file' | 'shot' | 'film' | 'source' | 'takeNumber'>): string {
  const { takeNumber = 1 } = take;
  return takeNumber > 1 ? numbered(titleOfTake(take), takeNumber) : titleOfTake(take);
}

/** The same without a number: its shot's title, else its prompt without the directives, or its file's name where the prompt is lost. */
export function titleOfTake({ file, shot, film, source }: Pick<Take, 'file' | 'shot' | 'film' | 'source'>): string {
  if (film !== undefined) return l10n.t('Film: {0} ({1} shots)', film.name || path.basename(file), film.shots);
  return shotName({ prompt: shot.prompt, ...(source?.title !== undefined && { title: source.title }) }) || path.basename(file);
}

function settingsWords({ shot, gateway }: Take): string {
  return [l10n.t('{0} s', shot.settings.duration), shot.settings.resolution, ...(gateway ? [gatewayName(gateway)] : [])].join(' · ');
}

/** The way to the video from a folder, as a link; absolute where there is none (another drive). A bracket would end a link in Markdown. */
export function hrefFrom(folder: string, file: string): string {
  const escaped = portablePath(file, folder).split('/').map(encodeURIComponent).join('/');
  return escaped.replaceAll('(', '%28').replaceAll(')', '%29').replace(/^([a-z])%3A(?=\/)/iu, '$1:');
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
  const title = takeTitle(take).replace(/\s+/gu, ' ').replace(/[\\[\]]/gu, '\\$&');
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
