import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BaseUrl } from '../../gateways/baseUrl.ts';
import type { GatewayId } from '../../gateways/gateway.ts';
import { gatewayIds } from '../../gateways/gateway.ts';
import { directiveLanguageOf, uploadLimitOf } from '../../gateways/limits.ts';
import { isOnOtherMachine } from '../../host/otherMachine.ts';
import { outputFolder } from '../../host/outputFolder.ts';
import type { PaidGatewayId } from '../../host/settings.ts';
import { askAboutProblems, gatewaySetting, gatewayStyle, shotSettings, usersGateway } from '../../host/settings.ts';
import { strangePictureWords, strangeVideoWords } from '../../host/strangePicture.ts';
import type { CheckOptions } from '../../shots/checkOptions.ts';
import { scriptAt } from '../../shots/document.ts';
import { fill, wordsOf } from '../../shots/lets.ts';
import { isCutAddress } from '../../shots/cutAddress.ts';
import type { OrderedShot, OrderProblem } from '../../shots/orderProblems.ts';
import type { Shot } from '../../shots/shot.ts';
import { refusalsFor } from '../../shots/validate.ts';
import { costsMoney } from '../../tasks/task.ts';
import type { NewTask } from '../../tasks/tasks.ts';
import { taskTitle } from '../../tasks/words.ts';
import { isWebUrl, locateFirstFrame, lookAtFirstFrame } from '../firstFrames.ts';
import type { DocumentBehind } from './origin.ts';
import { documentBehind, sidecarBehind, workspaceBehind } from './origin.ts';
import { foldersOfOurs } from './ourFolders.ts';
import { outsidePath, seemsInside } from './outside.ts';
import type { Check, Reads } from './reads.ts';
import { createReads } from './reads.ts';
import type { Statement } from './statements.ts';
import { gatewayStatement, plainRef } from './statements.ts';
import type { WantedShot } from './wantedShot.ts';

export interface PlanDependencies {
  readonly baseUrlOf: (gateway: PaidGatewayId) => BaseUrl;
  /** Our own folder, for takes that have no workspace folder to go to. */
  readonly storage: vscode.Uri;
  /** A model orders: nothing on another machine is touched, and what it could look at without a word of the person shows no picture from outside. */
  readonly forModel?: boolean;
}

/** A shot that may be ordered, with what has to be said of it first. */
export interface PlannedShot {
  readonly kind: 'planned';
  readonly wanted: WantedShot;
  readonly name: string;
  readonly task: NewTask;
  /** An animatic is made once, however many takes are asked for: each would be the same clip. */
  readonly takes: number;
  /** None of them is agreed to yet, or all are: who asks knows. */
  readonly statements: readonly Statement[];
  /** Problems that do not keep it from being made; only of a paid order, unless a setting wants them left out. */
  readonly warnings: readonly (OrderProblem & { readonly line?: number })[];
  readonly checked: { readonly shot: OrderedShot; readonly options: CheckOptions; readonly document?: DocumentBehind };
}

/** A shot that is not made, and why: one sentence, the place of its cause, and the edits that fix it. */
export interface RefusedShot {
  readonly kind: 'refused';
  readonly wanted: WantedShot;
  readonly name: string;
  readonly message: string;
  readonly place?: { readonly document: vscode.TextDocument; readonly start: number; readonly end: number; readonly line: number };
  readonly fix?: NonNullable<OrderProblem['fix']>;
  /** Trusting the workspace would let it go. */
  readonly restricted?: boolean;
  /** A gateway that costs money, which the person is asked about, would let it go. */
  readonly onlyFree?: boolean;
}

/** The shots as they would be sent now, checked by the checker of *Problems*; or why they are not sent. Asks nothing, sends nothing. */
export async function planShots(asked: readonly WantedShot[], deps: PlanDependencies): Promise<readonly (PlannedShot | RefusedShot)[]> {
  const reads = createReads();
  return Promise.all(asked.map((shot) => planShot(shot, deps, reads)));
}

async function planShot(asked: WantedShot, deps: PlanDependencies, reads: Reads): Promise<PlannedShot | RefusedShot> {
  const document = await documentBehind(asked.prompt, asked.source, reads.find);
  const wanted = withWords(asked, document, reads);
  const name = taskTitle({ prompt: wanted.prompt, ...(wanted.source && { source: wanted.source }) });
  const refused = (message: string, more: Partial<RefusedShot> = {}): RefusedShot => ({ kind: 'refused', wanted, name, message, ...more });
  const scope = wanted.source ? vscode.Uri.parse(wanted.source.uri) : vscode.window.activeTextEditor?.document.uri;
  const far = deps.forModel === true ? [wanted.written.firstFrame, document?.says.firstFrame].flatMap((one) => one ?? []).map((one) => locateFirstFrame(one, scope)).find(isOnOtherMachine) : undefined;
  if (far !== undefined) return refused(strangePictureWords(far));
  const { problemsOf, ...checked } = await checkedShot(wanted, scope, document, reads);
  const problems = problemsOf(checked.shot, checked.options);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) return refusedBy(error, document, refused);

  const { gateway: written, takes = 1, ...settings } = wanted.written;
  const gateway = written === undefined ? gatewaySetting(scope) : gatewayIds.find((id) => id === written);
  if (gateway === undefined) return refused(l10n.t('“{0}” isn’t a gateway. Choose one of {1}.', written ?? '', gatewayIds.join(', ')));
  const base = costsMoney(gateway) ? deps.baseUrlOf(gateway as PaidGatewayId) : undefined;
  if (base?.kind === 'refused') return refused(base.message);
  const folder = outputFolder(scope, deps.storage);
  if (folder.kind === 'refused') return refused(folder.message);
  if (settings.firstFrame !== undefined && isCutAddress(settings.firstFrame)) {
    return refused(l10n.t('The address of the first frame {0} was saved without the part after “?”, which may be a signature. Enter the full address, or choose an image.', settings.firstFrame));
  }
  const firstFrame = settings.firstFrame === undefined ? undefined : locateFirstFrame(settings.firstFrame, scope);
  const ours = foldersOfOurs(scope, folder.path, deps.storage);
  const picture = firstFrame === undefined || isWebUrl(firstFrame) ? undefined : await outsidePath(firstFrame, ours);
  if (picture !== undefined && !vscode.workspace.isTrusted) {
    return refused(l10n.t('The first frame {0} is outside this workspace, so it can’t be read in Restricted Mode. Trust the workspace, or choose an image in it.', picture), { restricted: true });
  }
  const video = wanted.continues?.file === undefined ? undefined : await outsidePath(wanted.continues.file, ours);
  if (video !== undefined && !vscode.workspace.isTrusted) {
    return refused(l10n.t('This shot starts with the last frame of {0}, which is outside this workspace, so it can’t be read in Restricted Mode. Trust the workspace, or choose a take in it.', video), { restricted: true });
  }
  if (deps.forModel === true && !costsMoney(gateway)) {
    if (picture !== undefined) return refused(strangePictureWords(picture), { onlyFree: true });
    if (video !== undefined) return refused(strangeVideoWords(video), { onlyFree: true });
  }
  const shot: Shot = { prompt: wanted.prompt.trim(), settings: { ...shotSettings(scope), ...settings, ...(firstFrame === undefined ? {} : { firstFrame }) } };
  const style = gatewayStyle(scope);
  const language = directiveLanguageOf(gateway, style.directiveLanguage);
  const [refusal] = refusalsFor(shot, { ...(language && { language }), ...(await lookAtFirstFrame(firstFrame)), maxUploadBytes: uploadLimitOf(gateway) });
  if (refusal) return refused(refusal.message);

  const task: NewTask = { shot, gateway, folder: folder.path, ...(base && { baseUrl: base.url, style }), ...(wanted.source && { source: wanted.source }) };
  const warns = costsMoney(gateway) && askAboutProblems();
  return {
    kind: 'planned', wanted, name, task, takes: costsMoney(gateway) ? takes : 1, checked: { ...checked, ...(document && { document }) },
    statements: await statementsOf({ wanted, gateway, scope, ...(document && { document }), ...(picture !== undefined && { picture }), ...(video !== undefined && { video }), ...(firstFrame !== undefined && { firstFrame, isPicked: (wanted.chosen ?? []).includes('firstFrame') && !seemsInside(firstFrame, ours) }) }),
    warnings: warns ? problems.filter(({ severity }) => severity === 'warning').map((problem) => ({ ...problem, ...lineOf(problem, document) })) : [],
  };
}

/** Words that the document sets with `@let` are put in, wherever the prompt comes from; the record keeps it as it is written. */
function withWords(wanted: WantedShot, document: DocumentBehind | undefined, reads: Reads): WantedShot {
  if (!document || !wanted.source || !wanted.prompt.includes('{{')) return wanted;
  const read = reads.document(document.text, document.kind);
  const shot = reads.find(document.text, document.kind, { ...wanted.source, prompt: wanted.prompt })?.shot;
  // A file has one text of shots, Markdown one in each fence.
  const script = shot === undefined ? read.scripts[0] : scriptAt(read, shot.start);
  const prompt = fill(wanted.prompt, wordsOf(script?.lets ?? [], shot?.lets ?? []));
  return prompt === wanted.prompt ? wanted : { ...wanted, prompt, source: { ...wanted.source, written: wanted.source.written ?? wanted.prompt } };
}

/** What the checker needs to know, first frames looked at. */
async function checkedShot({ prompt, written, source, named }: WantedShot, scope: vscode.Uri | undefined, document: DocumentBehind | undefined, reads: Reads): Promise<Check & { readonly shot: OrderedShot }> {
  const frame = document?.says.firstFrame;
  const looked = frame === undefined ? {} : await lookAtFirstFrame(locateFirstFrame(frame, scope));
  const check = reads.check(scope, frame, looked.firstFrame);
  return {
    ...check,
    shot: {
      prompt: document?.kind === 'prose' ? prompt.trim() : prompt, seconds: written.duration ?? check.options.settings.duration,
      ...(document && { written: { text: document.text, kind: document.kind, line: source?.line ?? 0, ...(source?.title !== undefined && { title: source.title }) } }),
      ...(!document && source && { hasNames: source.written !== undefined || /\.hailuo$/iu.test(scope?.path ?? '') }), ...(named && { named }),
    },
  };
}

function lineOf({ of, start }: OrderProblem, document: DocumentBehind | undefined): { readonly line?: number } {
  return of === 'document' && document ? { line: document.document.positionAt(start).line + 1 } : {};
}

function refusedBy(error: OrderProblem, document: DocumentBehind | undefined, refused: (message: string, more?: Partial<RefusedShot>) => RefusedShot): RefusedShot {
  const { line } = lineOf(error, document);
  if (line === undefined || !document) return refused(error.message);
  const place = { document: document.document, start: error.start, end: error.end, line };
  const words = l10n.t('Line {0}: {1}', line, error.message);
  return refused(error.fix ? l10n.t('{0} Fix: {1}.', words, error.fix.title) : words, { place, ...(error.fix && { fix: error.fix }) });
}

interface Stated {
  readonly wanted: WantedShot;
  readonly gateway: GatewayId;
  readonly scope: vscode.Uri | undefined;
  readonly document?: DocumentBehind;
  /** The real path of a first frame that is outside. */
  readonly picture?: string;
  /** The real path of a video that is outside, and with whose last frame the shot starts. */
  readonly video?: string;
  /** The first frame as it was located. */
  readonly firstFrame?: string;
  /** The person chose it, and it lies where it seems to. */
  readonly isPicked?: boolean;
}

async function statementsOf({ wanted, gateway, scope, document, picture, video, firstFrame, isPicked }: Stated): Promise<readonly Statement[]> {
  if (!costsMoney(gateway)) return [];
  const sidecar = await sidecarBehind(wanted);
  const workspace = workspaceBehind(scope);
  const ordered = gatewayStatement({
    gateway, users: usersGateway(), byHand: (wanted.chosen ?? []).includes('gateway'),
    ...(document && { document: { ...document, gateway: document.says.gateway } }), ...(sidecar && { sidecar }), ...(workspace && { workspace }),
  });
  const writesIt = document?.says.firstFrame !== undefined && locateFirstFrame(document.says.firstFrame, scope) === firstFrame;
  const file = writesIt ? document : sidecar;
  const sent: Statement[] = [
    ...(picture === undefined || isPicked === true ? [] : [{ kind: 'picture', gateway, picture, ...(file && { file: plainRef(file) }) } as const]),
    // That the shot continues another, and by which take, stands in the document.
    ...(video === undefined ? [] : [{ kind: 'picture', gateway, picture: video, isVideo: true, ...(document && { file: plainRef(document) }) } as const]),
  ];
  return [...(ordered ? [ordered] : []), ...sent, ...(vscode.workspace.isTrusted ? [] : [{ kind: 'restricted', gateway } as const])];
}
