import * as vscode from 'vscode';
import { panels } from '../../host/ids.ts';
import type { ComposerDependencies, ComposerRequest, Composers } from './panel.ts';

export interface Composer extends vscode.Disposable {
  /** Opens a composer with this shot, or shows the one that has it. */
  readonly open: (request: ComposerRequest) => Promise<void>;
}

/** The composer: its panels, and their return after a reload. All but this is loaded when the first one opens. */
export function registerComposer(deps: ComposerDependencies): Composer {
  let loading: Promise<Composers> | undefined;
  const load = (): Promise<Composers> => (loading ??= import('./panel.ts').then(({ createComposers }) => createComposers(deps)));
  const serializer = vscode.window.registerWebviewPanelSerializer(panels.composer, {
    deserializeWebviewPanel: async (panel, state: unknown) => (await load()).restore(panel, state),
  });
  return {
    open: async (request) => (await load()).open(request),
    dispose: () => {
      serializer.dispose();
      void loading?.then((composers) => { composers.dispose(); });
    },
  };
}
