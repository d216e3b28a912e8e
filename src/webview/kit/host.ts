import * as l10n from '@vscode/l10n';
import type { ZodMiniType } from 'zod/mini';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's way to the extension. */
export interface Host<From, State> {
  send(message: From): void;
  /** What the page kept before it was hidden or reloaded; undefined when there is none or it does not fit. */
  kept(): State | undefined;
  keep(state: State): void;
}

/**
 * Connects a page to its panel, once. Messages that do not meet the schema are dropped: the extension may be of another
 * version than a page that was restored. Also sets up the translations, so call it before anything is drawn.
 */
export function connectHost<To, From, State>(
  schemas: { readonly to: ZodMiniType<To>; readonly state: ZodMiniType<State> },
  receive: (message: To) => void,
): Host<From, State> {
  const api = acquireVsCodeApi();
  l10n.config({ contents: document.body.dataset['l10n'] ?? '{}' });
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = schemas.to.safeParse(event.data);
    if (message.success) {
      receive(message.data);
    }
  });
  return {
    send: (message) => api.postMessage(message),
    kept: () => schemas.state.safeParse(api.getState()).data,
    keep: (state) => api.setState(state),
  };
}
