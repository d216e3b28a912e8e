import type * as vscode from 'vscode';
import { registerComposerCommands } from './commands/composer.ts';
import { locateFirstFrame } from './commands/firstFrames.ts';
import { registerPreviewCamera } from './commands/previewCamera.ts';
import { createExcerpts } from './film/excerpts.ts';
import type { Excerpts } from './film/excerpts.ts';
import { baseUrlOf } from './host/baseUrl.ts';
import type { Services } from './services.ts';
import { registerComparison } from './views/compare/panel.ts';
import type { Comparison } from './views/compare/panel.ts';
import { registerComposer } from './views/composer/register.ts';
import { registerFilms } from './views/film/register.ts';
import type { Films } from './views/film/register.ts';
import { registerStage } from './views/stage/panel.ts';
import { registerTakePreview } from './views/take/preview.ts';
import type { TakePreview } from './views/take/preview.ts';

/** The panels of this window; each is loaded when it is first shown. */
export interface Panels {
  readonly comparison: Comparison;
  readonly preview: TakePreview;
  readonly film: Films;
  /** For pages that want one picture of a large take. */
  readonly excerpts: Excerpts;
  /** All of them, and the commands that open the composer and the stage. */
  readonly all: readonly vscode.Disposable[];
}

/** Registers the panels, and lets the preview take last frames for tasks that continue. */
export function openPanels({ extensionUri, globalStorageUri }: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri'>, services: Services): Panels {
  const { storage, tasks, takes, names, wallet, posters } = services;
  const excerpts = createExcerpts(posters.folder);
  const composer = registerComposer({ extensionUri, storage, tasks, takes, names, wallet, baseUrlOf, locateFirstFrame });
  const comparison = registerComparison({ extensionUri, takes, names });
  const preview = registerTakePreview({ extensionUri, tasks, takes, names, excerpts });
  services.takeLastFramesWith((video) => preview.lastFrameAside(video));
  const stage = registerStage({ extensionUri, tasks, takes, locateFirstFrame });
  const film = registerFilms({ extensionUri, storage: globalStorageUri, tasks, takes, names, posters, excerpts, locateFirstFrame });
  return { comparison, preview, film, excerpts, all: [preview, comparison, composer, stage, film, registerComposerCommands(composer.open), registerPreviewCamera(stage.open)] };
}
