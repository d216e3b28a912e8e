const themes = {
  dark: 'Default Dark Modern', light: 'Default Light Modern',
  highContrast: 'Default High Contrast', highContrastLight: 'Default High Contrast Light',
} as const;
export type Theme = keyof typeof themes;

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
  return JSON.stringify({ ...quiet, 'workbench.colorTheme': themes[theme], ...settings }, undefined, 2);
}
