import type * as vscode from 'vscode';
import { gatewayIds } from '../../gateways/gateway.ts';
import { gatewaySetting, shotSettings } from '../../host/settings.ts';
import type { WrittenSettings } from '../../shots/settings.ts';
import { choices as choicesSchema } from './protocol.ts';
import type { Choices } from './protocol.ts';

/** What a shot has where neither its document nor the person says anything. */
export function defaultChoices(scope: vscode.ConfigurationScope | undefined): Choices {
  const { duration, resolution, promptOptimizer, fastPretreatment, watermark } = shotSettings(scope);
  return { gateway: gatewaySetting(scope), duration, resolution, promptOptimizer, fastPretreatment, watermark, takes: 1 };
}

/** The choices with what a document or a command's argument says over them; a gateway that does not exist counts for nothing. */
export function chosen(defaults: Choices, written: WrittenSettings): Choices {
  const gateway = gatewayIds.find((id) => id === written.gateway) ?? defaults.gateway;
  // The schema leaves out the first frame, which goes its own way.
  return choicesSchema.safeParse({ ...defaults, ...written, gateway }).data ?? defaults;
}
