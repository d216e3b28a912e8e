import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** What a page of ours is made of; esbuild writes `dist/webview/NAME.js` and `.css` for `src/webview/NAME/main.ts`. */
export interface WebviewPage {
  readonly name: string;
  /** Localized; read out by screen readers. */
  readonly title: string;
  /** For a component that writes style elements of its own (CodeMirror): they carry the page's nonce. */
  readonly styleNonce?: boolean;
  /** For the stage, which draws with WebAssembly of its own; its script may not evaluate text for all that. */
  readonly wasm?: boolean;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => escapes[character]!);
}

/** The icon of our tabs. */
export function tabIcon(extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'media', `tab-${theme}.svg`);
  return { light: icon('light'), dark: icon('dark') };
}

/** Scripts, styles and fonts of all pages; the only root that a page without media needs. */
export function webviewAssets(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The document of a webview: nothing from the network, scripts by nonce alone. Local files that `localResourceRoots`
 * allows may be shown and fetched (a video is fetched whole, so that it can be sought to the frame and read back).
 * The page finds the translations in `<body data-l10n>` and the nonce in `<body data-nonce>` where it asked for it.
 */
export function webviewHtml(webview: Pick<vscode.Webview, 'asWebviewUri' | 'cspSource'>, extensionUri: vscode.Uri, page: WebviewPage): string {
  const nonce = randomBytes(18).toString('base64url');
  const asset = (ending: string): string =>
    escapeHtml(webview.asWebviewUri(vscode.Uri.joinPath(webviewAssets(extensionUri), `${page.name}.${ending}`)).toString());
  const local = webview.cspSource;
  const policy = [
    "default-src 'none'", `script-src 'nonce-${nonce}'${page.wasm ? " 'wasm-unsafe-eval'" : ''}`, `style-src ${local}${page.styleNonce ? ` 'nonce-${nonce}'` : ''}`, `font-src ${local}`,
    `img-src ${local} blob: data:`, `media-src ${local} blob:`, `connect-src ${local}`, "form-action 'none'", "base-uri 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<link rel="stylesheet" href="${asset('css')}">
</head>
<body data-l10n="${escapeHtml(JSON.stringify(vscode.l10n.bundle ?? {}))}"${page.styleNonce ? ` data-nonce="${nonce}"` : ''}>
<div id="root"></div>
<script type="module" nonce="${nonce}" src="${asset('js')}"></script>
</body>
</html>`;
}
