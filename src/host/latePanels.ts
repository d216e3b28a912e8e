import * as vscode from 'vscode';

/** The panels of one kind, once they are loaded. */
export interface Panels<Asked> extends vscode.Disposable {
  open(asked: Asked): Promise<void>;
  /** Fills a panel that VS Code brought back; `state` is hostile. */
  restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
}

/** The same, of which nothing but this is loaded before the first one opens. */
export interface LatePanels<Asked> extends vscode.Disposable {
  readonly open: (asked: Asked) => Promise<void>;
}

/** Opens panels of a kind, and brings them back after a reload; `load` is called at the first. */
export function registerLatePanels<Asked>(viewType: string, load: () => Promise<Panels<Asked>>): LatePanels<Asked> {
  let loading: Promise<Panels<Asked>> | undefined;
  const loaded = (): Promise<Panels<Asked>> => (loading ??= load());
  const serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (panel, state: unknown) => (await loaded()).restore(panel, state),
  });
  return {
    open: async (asked) => (await loaded()).open(asked),
    dispose: () => {
      serializer.dispose();
      void loading?.then((panels) => { panels.dispose(); });
    },
  };
}
