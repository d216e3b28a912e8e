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
  /**
   * Plain text that stands on the page from its first moment, under a heading, until the script has drawn the page and takes `#waiting`
   * away. VS Code shows a page when all that it names is loaded, so the script and the styles of such a page come after that.
   */
  readonly waiting?: { readonly heading: string; readonly text: string } | {
    /** The page's link to a video that is fetched and shows its first picture meanwhile; the script finds its bytes as `earlyVideo`. */
    readonly video: string;
    /** Its first picture as a video of its own, so that a picture is there with the document; an mp4. */
    readonly picture?: Uint8Array;
  };
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

/** Where the picture, the heading and the prompt of the page will be, in the theme's colours. */
const waitingStyle = `#waiting { padding: 16px; color: var(--vscode-foreground); font: var(--vscode-font-size, 13px)/1.45 var(--vscode-font-family, sans-serif); }
#waiting div { aspect-ratio: 16 / 9; max-height: 50vh; border-radius: 4px; background: var(--vscode-editorWidget-background); border: 1px solid var(--vscode-contrastBorder, transparent); }
#waiting h2 { margin: 16px 0 8px; font-size: 11px; font-weight: 600; letter-spacing: .04em; text-transform: uppercase; color: var(--vscode-descriptionForeground); }
#waiting p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }`;

/** Where `take.css` puts the picture, too. */
const videoStyle = `body { margin: 0; padding: 0; }
#waiting { display: flex; justify-content: safe center; background: #000; }
#waiting video { display: block; width: 100%; max-height: calc(100vh - 260px); min-height: 120px; object-fit: contain; }`;

/** Fetches the video before anything else, and shows it where its first picture is not there already; whatever goes wrong is told by the page's script, which tries again. */
function videoScript(uri: string): string {
  return `const uri = ${JSON.stringify(uri).replaceAll('<', '\\u003c')};
const bytes = fetch(uri).then((reply) => reply.ok ? reply.arrayBuffer() : undefined).catch(() => undefined);
window.earlyVideo = { uri, bytes };
const early = document.querySelector('#waiting video');
void bytes.then((all) => { if (all && (!early.src || early.error)) early.src = URL.createObjectURL(new Blob([all], { type: 'video/mp4' })); });`;
}

/** What stands on the page before its script is there. */
function waitingView(waiting: NonNullable<WebviewPage['waiting']>, title: string, nonce: string): string {
  return 'video' in waiting
    ? `<div id="waiting" aria-busy="true"><video data-early muted playsinline preload="auto" aria-label="${escapeHtml(title)}"${waiting.picture ? ` src="data:video/mp4;base64,${Buffer.from(waiting.picture).toString('base64')}"` : ''}></video></div>
<script nonce="${nonce}">${videoScript(waiting.video)}</script>`
    : `<div id="waiting" aria-busy="true"><div></div><h2>${escapeHtml(waiting.heading)}</h2><p>${escapeHtml(waiting.text)}</p></div>`;
}

/** Starts the page's script once the page is shown; its styles first. A hidden page is never painted, so it starts without that. */
function bootScript(css: string, js: string, nonce: string): string {
  return `const start = () => {
  const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: ${JSON.stringify(css)} });
  const script = Object.assign(document.createElement('script'), { type: 'module', src: ${JSON.stringify(js)}, nonce: '${nonce}' });
  style.onload = style.onerror = () => document.body.append(script);
  document.head.append(style);
};
let begun = false;
const once = () => { if (!begun) start(); begun = true; };
addEventListener('load', () => { requestAnimationFrame(() => setTimeout(once)); setTimeout(once, 200); });`;
}

/**
 * The document of a webview: nothing from the network, scripts by nonce alone. Local files that `localResourceRoots`
 * allows may be shown and fetched (a video is fetched whole, so that it can be sought to the frame and read back).
 * The page finds the translations in `<body data-l10n>` and the nonce in `<body data-nonce>` where it asked for it.
 */
export function webviewHtml(webview: Pick<vscode.Webview, 'asWebviewUri' | 'cspSource'>, extensionUri: vscode.Uri, page: WebviewPage): string {
  const nonce = randomBytes(18).toString('base64url');
  const address = (ending: string): string => webview.asWebviewUri(vscode.Uri.joinPath(webviewAssets(extensionUri), `${page.name}.${ending}`)).toString();
  const asset = (ending: string): string => escapeHtml(address(ending));
  const local = webview.cspSource;
  const { waiting } = page;
  const policy = [
    "default-src 'none'", `script-src 'nonce-${nonce}'${page.wasm ? " 'wasm-unsafe-eval'" : ''}`, `style-src ${local}${page.styleNonce || waiting ? ` 'nonce-${nonce}'` : ''}`, `font-src ${local}`,
    `img-src ${local} blob: data:`, `media-src ${local} blob:${waiting && 'video' in waiting && waiting.picture ? ' data:' : ''}`, `connect-src ${local}`, "form-action 'none'", "base-uri 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
${waiting ? `<link rel="preload" as="style" href="${asset('css')}">
<link rel="modulepreload" href="${asset('js')}" nonce="${nonce}">
<style nonce="${nonce}">${'video' in waiting ? videoStyle : waitingStyle}</style>` : `<link rel="stylesheet" href="${asset('css')}">`}
</head>
<body data-l10n="${escapeHtml(JSON.stringify(vscode.l10n.bundle ?? {}))}"${page.styleNonce ? ` data-nonce="${nonce}"` : ''}>
${waiting ? `${waitingView(waiting, page.title, nonce)}
` : ''}<div id="root"></div>
<script type="module" nonce="${nonce}"${waiting ? `>${bootScript(address('css'), address('js'), nonce)}` : ` src="${asset('js')}">`}</script>
</body>
</html>`;
}
