import type * as vscode from 'vscode';
import { gatewaySetting, shotSettings } from '../../host/settings.ts';
import type { Choices } from './protocol.ts';

/** What a shot has where neither its document nor the person says anything. */
export function defaultChoices(scope: vscode.ConfigurationScope | undefined): Choices {
  const { duration, resolution, promptOptimizer, fastPretreatment, watermark } = shotSettings(scope);
  return { gateway: gatewaySetting(scope), duration, resolution, promptOptimizer, fastPretreatment, watermark, takes: 1 };
}
