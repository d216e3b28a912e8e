import { gatewayIds } from '../../gateways/gateway.ts';
import type { ShotSettingName, WrittenSettings } from '../../shots/settings.ts';
import { shotSettingNames } from '../../shots/settings.ts';
import { choices as choicesSchema } from './protocol.ts';
import type { Choices } from './protocol.ts';
import { differing } from './shotText.ts';

/** The choices with what a document or a command's argument says over them; a gateway that does not exist counts for nothing. */
export function chosen(defaults: Choices, written: WrittenSettings): Choices {
  const gateway = gatewayIds.find((id) => id === written.gateway) ?? defaults.gateway;
  // The schema leaves out the first frame, which goes its own way.
  return choicesSchema.safeParse({ ...defaults, ...written, gateway }).data ?? defaults;
}

/** The settings of which a document says something else than before, or nothing any more. */
export function changedSettings(before: WrittenSettings, now: WrittenSettings): readonly ShotSettingName[] {
  return shotSettingNames.filter((name) => before[name] !== now[name]);
}

/**
 * The choices on the table after the defaults changed: whatever is still as it was by default follows them, unless the document
 * says it or the person chose it.
 */
export function moved(choices: Choices, was: Choices, now: Choices, written: WrittenSettings, byHand: ReadonlySet<ShotSettingName>): Choices {
  const [before, after] = [chosen(was, written), chosen(now, written)];
  return overtaken(choices, after, differing(before, after).filter((name) => choices[name] === before[name] && !byHand.has(name)));
}

/** The choices on the table with other ones where these names are. */
export function overtaken(choices: Choices, others: Choices, changed: readonly ShotSettingName[]): Choices {
  const theirs = changed.filter((name) => name !== 'firstFrame').map((name) => [name, others[name]] as const);
  return theirs.every(([name, value]) => choices[name] === value) ? choices : { ...choices, ...Object.fromEntries(theirs) };
}
