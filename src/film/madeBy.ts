import type { DocumentShot } from '../shots/document.ts';
import { filmSettingsOf, settingsOf } from '../shots/document.ts';
import type { WrittenSettings } from '../shots/settings.ts';
import type { Take } from '../takes/take.ts';

/** Where the shots of a film are made. */
export interface FilmGateways {
  /** Those whose text names no gateway. */
  readonly usual: string;
  /** All of them, whatever their text says: whoever orders them named it. */
  readonly named?: string;
}

interface Made {
  readonly take: Take;
  readonly upToDate: boolean;
}

/** A shot that the next one continues. */
interface Before<T extends Made> {
  readonly shot: DocumentShot;
  readonly written: WrittenSettings;
  readonly takes: readonly T[];
  readonly chosen?: T;
}

/** Where a shot of a film is made. */
export function gatewayOf(shot: DocumentShot, { usual, named }: FilmGateways = { usual: 'animatic' }): string {
  return named ?? settingsOf(shot).gateway ?? usual;
}

/**
 * Whether what `made` a take is as good as the gateway that the shot is for: the free animatic is the take of a shot only where that
 * shot is an animatic. What made a take may be unknown.
 */
export function countsFor(made: string | undefined, gateway: string): boolean {
  return made !== 'animatic' || gateway === 'animatic';
}

/** Whether a shot made by `gateway` may start with what `made` makes of the shot before. A paid one starts with an animatic only where the text wants that shot to be one. */
export function mayContinue(made: string | undefined, { written }: Pick<Before<Made>, 'written'>, gateway: string): boolean {
  return countsFor(made, gateway) || written.gateway === made;
}

/** The take that a shot made by `gateway` starts with when it continues `before`: the one that the film uses, which it may start with or somebody picked; else the newest that is up to date. */
export function startOf<T extends Made>(before: Before<T>, gateway: string): T | undefined {
  const { chosen, takes } = before;
  if (chosen === undefined || mayContinue(chosen.take.gateway, before, gateway) || isPicked(before)) return chosen;
  return takes.find(({ take, upToDate }) => upToDate && countsFor(take.gateway, gateway));
}

/** Whether somebody named or starred the take that the film uses: the film goes on using that one, whatever is made after it. */
export function isPicked({ shot, chosen }: Pick<Before<Made>, 'shot' | 'chosen'>): boolean {
  return chosen !== undefined && (filmSettingsOf(shot).take !== undefined || chosen.take.favourite);
}
