/** The setting, and the classes that the workbench and its webviews wear then. */
export const themes = {
  dark: { setting: 'Default Dark Modern', workbench: 'vs-dark', webview: 'vscode-dark' },
  light: { setting: 'Default Light Modern', workbench: 'vs', webview: 'vscode-light' },
  highContrast: { setting: 'Default High Contrast', workbench: 'hc-black', webview: 'vscode-high-contrast' },
  highContrastLight: { setting: 'Default High Contrast Light', workbench: 'hc-light', webview: 'vscode-high-contrast-light' },
} as const;
export type Theme = keyof typeof themes;
export const everyTheme = Object.keys(themes) as readonly Theme[];

/** What a person would have set before; nothing that changes how the extension works. */
const quiet = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** The text of a user's settings.json. */
export function settingsText(theme: Theme, settings: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...quiet, 'workbench.colorTheme': themes[theme].setting, ...settings }, undefined, 2);
}
