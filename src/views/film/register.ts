import type * as vscode from 'vscode';
import { panels } from '../../host/ids.ts';
import type { LatePanels } from '../../host/latePanels.ts';
import { registerLatePanels } from '../../host/latePanels.ts';
import type { FilmPanelDependencies } from './panel.ts';

/** Shows documents as films: each in the tab that it has, or in a new one beside the text. */
export type Films = LatePanels<vscode.TextDocument>;

export function registerFilms(deps: FilmPanelDependencies): Films {
  return registerLatePanels(panels.film, async () => (await import('./panel.ts')).createFilmPanels(deps));
}
