import * as vscode from 'vscode';
import { panels } from '../../host/ids.ts';
import type { FilmPanelDependencies, FilmPanels } from './panel.ts';

export interface Films extends vscode.Disposable {
  /** Shows a document as a film: in the tab that it has, or in a new one beside the text. */
  readonly open: (document: vscode.TextDocument) => Promise<void>;
}

/** Films beside their text, and their return after a reload. All but this is loaded when the first one opens. */
export function registerFilms(deps: FilmPanelDependencies): Films {
  let loading: Promise<FilmPanels> | undefined;
  const load = (): Promise<FilmPanels> => (loading ??= import('./panel.ts').then(({ createFilmPanels }) => createFilmPanels(deps)));
  const serializer = vscode.window.registerWebviewPanelSerializer(panels.film, {
    deserializeWebviewPanel: async (panel, state: unknown) => (await load()).restore(panel, state),
  });
  return {
    open: async (document) => (await load()).open(document),
    dispose: () => {
      serializer.dispose();
      void loading?.then((films) => { films.dispose(); });
    },
  };
}
