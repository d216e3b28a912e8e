import type * as vscode from 'vscode';
import { settingLinesOf } from '../shots/document.ts';
import type { FirstFrame } from '../shots/firstFrame.ts';
import { readSetting } from '../shots/settingValue.ts';
import { shotsOf } from './shotDocument.ts';

/** How first frames are found and looked at; the same for generating and for checking. */
export interface FirstFrameAccess {
  /** A URL as it is, or the absolute path that the words in a document mean. */
  readonly locate: (written: string, document: vscode.Uri | undefined) => string;
  /** Nothing for a URL. */
  readonly look: (located: string) => Promise<{ readonly firstFrame?: FirstFrame | 'missing' }>;
}

/** The first frames that a document writes, each once. */
export function firstFramesIn(document: vscode.TextDocument): readonly string[] {
  const written = settingLinesOf(shotsOf(document)).flatMap(({ setting, value }) =>
    (setting === 'firstFrame' ? readSetting(setting, value?.text)?.firstFrame ?? [] : []));
  return [...new Set(written)];
}
