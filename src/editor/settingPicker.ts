import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { gatewayIds } from '../gateways/gateway.ts';
import { showInformation } from '../host/messages.ts';
import type { Choice } from '../host/pick.ts';
import { pick } from '../host/pick.ts';
import { filmSettingsOf, settingsOf, shotAt } from '../shots/document.ts';
import type { DocumentShot } from '../shots/document.ts';
import { writeSetting } from '../shots/edit.ts';
import { settingNamed } from '../shots/settingName.ts';
import { fileHasFrame, settingPlace } from '../shots/settingPlace.ts';
import { noFrame } from '../shots/settingValue.ts';
import { meaningOf, settingNames, valuesOf } from '../shots/settings.ts';
import type { FilmSettings, SettingName, WrittenSettings } from '../shots/settings.ts';
import type { Checks } from './checks.ts';
import { editsOf, shotsOf } from './shotDocument.ts';

/** The shot at a zero-based line of a document, else the one at the cursor, and, to skip the pickers, a setting with its value. */
const argumentSchema = z.object({ uri: z.optional(z.string()), line: z.optional(z.number()), setting: z.optional(z.string()), value: z.optional(z.string()) });

interface Place { readonly document: vscode.TextDocument; readonly line: number; readonly setting?: string | undefined; readonly value?: string | undefined }

/** Asks for a setting and its value unless the argument names them, and writes the shot's `@` line. */
export async function chooseSetting(checks: Checks, argument: unknown): Promise<void> {
  const place = await placeOf(argument);
  const shot = place && shotOn(place);
  if (place === undefined || shot?.kind !== 'hailuo') {
    showInformation(l10n.t('Put the cursor in a shot of a .hailuo file first.'));
    return;
  }
  const { document } = place;
  const name = (place.setting === undefined ? undefined : settingNamed(place.setting)) ?? await pickSetting(document, shot, checks);
  if (name === undefined) return;
  const value = place.value ?? await pickValue(name, document, shot);
  if (value === undefined) return;
  // The document may have changed while a picker was open.
  const now = shotOn(place);
  if (now === undefined) return;
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, editsOf(document, writeSetting(document.getText(), now, name, value === '' ? undefined : value)));
  await vscode.workspace.applyEdit(change);
}

async function placeOf(argument: unknown): Promise<Place | undefined> {
  const { uri, line, ...rest } = argumentSchema.safeParse(argument).data ?? {};
  const editor = vscode.window.activeTextEditor;
  const document = uri === undefined ? editor?.document : await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const cursor = editor?.document === document ? editor?.selection.active.line : undefined;
  return document && { document, line: line ?? cursor ?? 0, ...rest };
}

function shotOn({ document, line }: Place): DocumentShot | undefined {
  return shotAt(shotsOf(document), document.offsetAt(document.lineAt(Math.min(line, document.lineCount - 1)).range.end));
}

async function pickSetting(document: vscode.TextDocument, shot: DocumentShot, checks: Checks): Promise<SettingName | undefined> {
  const { settings, gateway } = checks.optionsOf(document);
  const written: WrittenSettings & FilmSettings = { ...settingsOf(shot), ...filmSettingsOf(shot) };
  const all: WrittenSettings & FilmSettings = { ...settings, gateway, takes: 1, continue: false, skip: false, ...written };
  // Takes are chosen where they can be seen.
  const items = settingNames.filter((name) => name !== 'take').map((name) => ({
    name, label: `@${name}`, description: [wordsOf(all[name]), ...placeWords(shot, name)].join(' · '), detail: meaningOf(name),
  }));
  return (await pick(items, { placeHolder: l10n.t('Which setting of this shot do you want to change?'), matchOnDetail: true }))?.name;
}

function placeWords(shot: DocumentShot, name: SettingName): readonly string[] {
  const place = settingPlace(shot, name);
  return place === undefined ? [] : [place === 'shot' ? l10n.t('set here') : l10n.t('set for the whole file')];
}

function wordsOf(value: string | number | boolean | undefined): string {
  return value === undefined ? l10n.t('none') : typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

/** The value to write; empty to take the line away; undefined when nothing was chosen. */
async function pickValue(name: SettingName, document: vscode.TextDocument, shot: DocumentShot): Promise<string | undefined> {
  const remove = settingPlace(shot, name) === 'shot' ? [{ icon: 'discard', label: l10n.t('Use the default'), value: '' }] : [];
  const choose = { icon: 'file-media', label: l10n.t('Choose an image…'), value: undefined };
  const values = (name === 'firstFrame' ? (fileHasFrame(shot) ? [noFrame] : []) : valuesOf(name, gatewayIds)).map((value) => ({ label: value, value }));
  const picked = await pick<Choice & { value: string | undefined }>(
    [...(name === 'firstFrame' ? [choose] : []), ...values, ...remove], { placeHolder: `@${name}: ${meaningOf(name)}` });
  return picked === choose ? chooseImage(document) : picked?.value;
}

/** A path beside the document when the image is there, else an absolute one. */
async function chooseImage(document: vscode.TextDocument): Promise<string | undefined> {
  const folder = vscode.Uri.joinPath(document.uri, '..');
  const [image] = await vscode.window.showOpenDialog({
    ...(document.isUntitled ? {} : { defaultUri: folder }), filters: { [l10n.t('Images')]: ['jpg', 'jpeg', 'png', 'webp'] }, title: l10n.t('First frame'),
  }) ?? [];
  if (image === undefined) return undefined;
  const beside = `${folder.path}/`;
  return !document.isUntitled && image.path.startsWith(beside) ? `./${image.path.slice(beside.length)}` : image.fsPath;
}
