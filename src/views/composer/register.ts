import { panels } from '../../host/ids.ts';
import type { LatePanels } from '../../host/latePanels.ts';
import { registerLatePanels } from '../../host/latePanels.ts';
import type { ComposerDependencies, ComposerRequest } from './panel.ts';

/** Opens a composer with a shot, or shows the one that has it. */
export type Composer = LatePanels<ComposerRequest>;

export function registerComposer(deps: ComposerDependencies): Composer {
  return registerLatePanels(panels.composer, async () => (await import('./panel.ts')).createComposers(deps));
}
