import * as vscode from 'vscode';
import type { Takes } from '../takes/takes.ts';
import type { Wallet } from '../wallet/wallet.ts';
import { createChecks } from './checks.ts';
import { registerChooseShotSetting } from './chooseShotSetting.ts';
import { registerConversion } from './conversion.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerDirectiveCompletion } from './directiveCompletion.ts';
import { registerDirectiveHover } from './directiveHover.ts';
import type { FirstFrameAccess } from './firstFrames.ts';
import { registerFolding } from './folding.ts';
import { registerFrameLinks } from './frameLinks.ts';
import { registerGatewayStatus } from './gatewayStatus.ts';
import { registerGutterMarks } from './gutterMarks.ts';
import { registerInsertDirective } from './insertDirective.ts';
import { registerLengthHints } from './lengthHints.ts';
import { registerLetFeatures } from './letFeatures.ts';
import { registerOutline } from './outline.ts';
import { registerQuickFixes } from './quickFixes.ts';
import { registerRefactorings } from './refactorings.ts';
import { registerSemanticTokens } from './semanticTokens.ts';
import { registerSettingCompletion } from './settingCompletion.ts';
import { registerSettingHover } from './settingHover.ts';
import { registerShotLenses } from './shotLenses.ts';
import { followEdits } from './shotDocument.ts';
import type { ShotStatesDependencies } from './shotStates.ts';
import { createShotStates } from './shotStates.ts';
import { registerSidecarLens } from './sidecarLens.ts';
import { registerTakeDrop } from './takeDrop.ts';
import { registerTypedBracket } from './typedBracket.ts';

export interface LanguageDependencies extends ShotStatesDependencies {
  readonly extensionUri: vscode.Uri;
  readonly firstFrames: FirstFrameAccess;
  readonly wallet: Pick<Wallet, 'quote' | 'onDidChange'>;
  readonly takes: Pick<Takes, 'all' | 'onDidChange' | 'read'>;
}

/** All that makes writing a prompt feel like writing code: a table of contents of the language features. */
export function registerLanguageFeatures({ extensionUri, tasks, takes, moved, firstFrames, wallet }: LanguageDependencies): vscode.Disposable {
  const checks = createChecks(firstFrames);
  const states = createShotStates({ tasks, takes, moved });
  return vscode.Disposable.from(
    followEdits(), checks, states,
    registerDirectiveCompletion(extensionUri),
    registerTypedBracket(),
    registerSettingCompletion(),
    registerDirectiveHover(extensionUri),
    registerSettingHover(firstFrames, checks),
    registerLetFeatures(),
    registerDiagnostics(checks, extensionUri),
    registerQuickFixes(checks),
    registerRefactorings(),
    registerConversion(),
    registerSemanticTokens(),
    registerLengthHints(checks),
    registerOutline(),
    registerFolding(),
    registerFrameLinks(firstFrames),
    registerShotLenses(checks, states, wallet),
    registerGutterMarks(states, extensionUri),
    registerSidecarLens(),
    registerTakeDrop(takes),
    registerGatewayStatus(wallet),
    registerInsertDirective(),
    registerChooseShotSetting(checks),
  );
}
