import * as l10n from '@vscode/l10n';
import type { CutShot } from '../cut.ts';
import { inBandSets, samplesOf } from './parameterSets.ts';

/** How takes are joined without encoding them again, or why they cannot be. */
export type JoinPlan =
  | { readonly kind: 'refused'; readonly message: string }
  | {
    readonly kind: 'plan';
    /** The parameter sets differ, so each take's own go before its key frames. */
    readonly mixedSets: boolean;
    readonly sound: boolean;
    /** The label of generated video, where one of the takes bears it. */
    readonly aigcLabel?: string;
    /** Localized sentences: what a person should know of this film. */
    readonly notes: readonly string[];
  };

/**
 * Looks at the takes side by side. They can be joined when all are H.264 of one size, shape and turn, and each begins
 * with a key frame; sound is kept when every take has the same kind of it.
 */
export function planJoin(shots: readonly CutShot[]): JoinPlan {
  const [first] = shots;
  if (first === undefined) return { kind: 'refused', message: l10n.t('There are no takes to join yet. Generate a shot first.') };
  for (const shot of shots) {
    const message = whyNot(shot, first);
    if (message !== undefined) return { kind: 'refused', message };
  }
  const sets = new Set(shots.map(({ facts }) => facts.parameterSets));
  const sounds = new Set(shots.map(({ facts }) => facts.sound));
  const sound = first.facts.sound !== undefined && sounds.size === 1;
  const labels = shots.flatMap(({ facts }) => facts.aigcLabel ?? []);
  return {
    kind: 'plan', mixedSets: sets.size > 1, sound, ...(labels[0] !== undefined && { aigcLabel: labels[0] }),
    notes: [
      ...(sets.size > 1 ? [l10n.t('The takes come from different encoders. Chromium, VS Code and ffmpeg play the film; a few players may not.')] : []),
      ...(new Set(shots.map(({ facts }) => facts.colour)).size > 1 ? [l10n.t('The takes are tagged with different colors, so a cut may shift them a little.')] : []),
      ...shots.flatMap(({ title, facts: { beyondTrim } }) => (beyondTrim === undefined ? [] : [l10n.t('“{0}” ends a little later than it was trimmed to: its last frames are stored as changes to the ones after them.', title)])),
      ...(!sound && sounds.size > 1 ? [l10n.t('Sound was left out because the takes don’t all have the same kind of audio.')] : []),
      ...(new Set(labels).size > 1 ? [l10n.t('The takes have different AIGC labels; the film uses the first take’s.')] : []),
    ],
  };
}

function whyNot({ title, facts }: CutShot, first: CutShot): string | undefined {
  const { width, height } = first.facts;
  if (facts.codec !== 'avc' || facts.parameterSets === undefined) {
    return l10n.t('“{0}” isn’t H.264 video in an mp4 file, so it can’t be joined without re-encoding. Export a project instead and join it in a video editor.', title);
  }
  if (inBandSets(Buffer.from(facts.parameterSets, 'hex')) === undefined) {
    return l10n.t('The header of “{0}” is damaged or unusual, so it can’t be joined without re-encoding. Export a project instead.', title);
  }
  if (facts.width !== width || facts.height !== height) {
    return l10n.t('“{0}” is {1} × {2}, but “{3}” is {4} × {5}. Only takes of the same size can be joined. Export a project instead, or generate it again at that size.', title, facts.width, facts.height, first.title, width, height);
  }
  if (facts.rotation !== first.facts.rotation || Math.abs(facts.pixelAspect - first.facts.pixelAspect) > 0.001) {
    return l10n.t('“{0}” is rotated or stretched differently from “{1}”. Export a project instead and join it in a video editor.', title, first.title);
  }
  const [samples, others] = [facts, first.facts].map(({ parameterSets = '' }) => samplesOf(Buffer.from(parameterSets, 'hex')));
  if (samples !== others) {
    return l10n.t('“{0}” stores color as {1}, but “{2}” as {3}, which few players can switch between. Export a project instead and join it in a video editor.', title, samples ?? '?', first.title, others ?? '?');
  }
  if (facts.frames === 0 || !facts.startsWithKey) {
    return l10n.t('“{0}” doesn’t start on a keyframe (it was trimmed without re-encoding), so it can’t be joined. Export a project instead.', title);
  }
  return undefined;
}
