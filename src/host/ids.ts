/** Every id that package.json and the code share, once. A test holds this table against package.json. */

export const commands = {
  generateFromSelection: 'hailuo.generateFromSelection',
  generate: 'hailuo.generate',
  setApiKey: 'hailuo.setApiKey',
  removeApiKey: 'hailuo.removeApiKey',
  selectGateway: 'hailuo.selectGateway',
  insertDirective: 'hailuo.insertDirective',
  chooseShotSetting: 'hailuo.chooseShotSetting',
  convertToEnglish: 'hailuo.convertToEnglish',
  convertToChinese: 'hailuo.convertToChinese',
  showTasks: 'hailuo.showTasks',
  showSpending: 'hailuo.showSpending',
  exportSpending: 'hailuo.exportSpending',
  readPriceList: 'hailuo.readPriceList',
  reviewLimits: 'hailuo.reviewLimits',
  showLog: 'hailuo.showLog',
  taskOpenPreview: 'hailuo.task.openPreview',
  taskCheckNow: 'hailuo.task.checkNow',
  taskTryAgain: 'hailuo.task.tryAgain',
  taskEditPrompt: 'hailuo.task.editPrompt',
  taskOpenGateway: 'hailuo.task.openGateway',
  taskChangeLimit: 'hailuo.task.changeLimit',
  taskSaveElsewhere: 'hailuo.task.saveElsewhere',
  taskStopTracking: 'hailuo.task.stopTracking',
  taskStartWithout: 'hailuo.task.startWithout',
  taskResolveUnconfirmed: 'hailuo.task.resolveUnconfirmed',
  taskGenerateAgain: 'hailuo.task.generateAgain',
  taskSaveAs: 'hailuo.task.saveAs',
  taskReveal: 'hailuo.task.reveal',
  taskCopyPrompt: 'hailuo.task.copyPrompt',
  taskCopyAsCurl: 'hailuo.task.copyAsCurl',
  taskOpenLink: 'hailuo.task.openLink',
  taskApprove: 'hailuo.task.approve',
  taskApproveQuote: 'hailuo.task.approveQuote',
  taskRefuse: 'hailuo.task.refuse',
  setAgentAllowance: 'hailuo.setAgentAllowance',
  adoptTask: 'hailuo.adoptTask',
  taskRemove: 'hailuo.task.remove',
  previewCamera: 'hailuo.previewCamera',
  trySample: 'hailuo.trySample',
  newFilm: 'hailuo.newFilm',
  openComposer: 'hailuo.openComposer',
  animateImage: 'hailuo.animateImage',
  orderStopAll: 'hailuo.order.stopAll',
  orderRetryFailed: 'hailuo.order.retryFailed',
  filmOpen: 'hailuo.film.open',
  filmGenerate: 'hailuo.film.generate',
  filmExport: 'hailuo.film.export',
  openTake: 'hailuo.openTake',
  compareTakes: 'hailuo.compareTakes',
  continueFromLastFrame: 'hailuo.continueFromLastFrame',
  takeStartFrom: 'hailuo.take.startFrom',
  takeGenerateAgain: 'hailuo.take.generateAgain',
  takeEditInComposer: 'hailuo.take.editInComposer',
  takeGoToPrompt: 'hailuo.take.goToPrompt',
  takeRestorePrompt: 'hailuo.take.restorePrompt',
  takeKeep: 'hailuo.take.keep',
  takeDiscard: 'hailuo.take.discard',
  takeReveal: 'hailuo.take.reveal',
  takeSaveAs: 'hailuo.take.saveAs',
  takeOpenExternally: 'hailuo.take.openExternally',
  takeCopyPrompt: 'hailuo.take.copyPrompt',
  takeCopyAsMarkdown: 'hailuo.take.copyAsMarkdown',
  takeCopyAsHtml: 'hailuo.take.copyAsHtml',
} as const;

/** Lines of the menus on takes, in fewer words than the palette needs, which hides them: `shortTitle` counts in no context menu of a view or webview. */
export const menuCommands = {
  open: 'hailuo.menu.open',
  generateAgain: 'hailuo.menu.generateAgain',
  compare: 'hailuo.menu.compare',
  keep: 'hailuo.menu.keep',
  unkeep: 'hailuo.menu.unkeep',
  toggleKeep: 'hailuo.menu.toggleKeep',
  editInComposer: 'hailuo.menu.editInComposer',
  goToPrompt: 'hailuo.menu.goToPrompt',
  restorePrompt: 'hailuo.menu.restorePrompt',
  copyPrompt: 'hailuo.menu.copyPrompt',
  saveAs: 'hailuo.menu.saveAs',
  reveal: 'hailuo.menu.reveal',
  openExternally: 'hailuo.menu.openExternally',
  copyAsMarkdown: 'hailuo.menu.copyAsMarkdown',
  copyAsHtml: 'hailuo.menu.copyAsHtml',
  discard: 'hailuo.menu.discard',
} as const;

export const views = {
  container: 'hailuo',
  tasks: 'hailuo.tasks',
  takes: 'hailuo.takes',
  spending: 'hailuo.spending',
} as const;

/** Webview panel types; a serializer restores each after a reload. */
export const panels = {
  composer: 'hailuo.composer',
  /** The live animatic beside the text. */
  stage: 'hailuo.stage',
  /** A `.hailuo` file as a film, beside its text. */
  film: 'hailuo.film',
  take: 'hailuo.take',
  /** The custom editor for videos with a sidecar. */
  takeEditor: 'hailuo.takeEditor',
  compare: 'hailuo.compare',
} as const;

/** What `when` clauses in package.json ask for. */
export const contexts = {
  languages: 'hailuo.languages',
  /** True while a paid gateway has a key. */
  hasKey: 'hailuo.hasKey',
  /** True once takes were looked for and there are none. */
  noTakes: 'hailuo.takes.none',
  /** True once a camera move has been played on the stage of this window. */
  cameraPlayed: 'hailuo.cameraPlayed',
  /** True while there is a task of which this holds; the rows of the tree bear the same words. */
  tasks: {
    task: 'hailuo.tasks.task',
    paid: 'hailuo.tasks.paid',
    ordered: 'hailuo.tasks.ordered',
    final: 'hailuo.tasks.final',
    worded: 'hailuo.tasks.worded',
    hasFile: 'hailuo.tasks.hasFile',
    fromFile: 'hailuo.tasks.fromFile',
    linked: 'hailuo.tasks.linked',
    stoppable: 'hailuo.tasks.stoppable',
    checkable: 'hailuo.tasks.checkable',
    waitsForShot: 'hailuo.tasks.waitsForShot',
    retryable: 'hailuo.tasks.retryable',
    editable: 'hailuo.tasks.editable',
    unpaid: 'hailuo.tasks.unpaid',
    overLimit: 'hailuo.tasks.overLimit',
    unsaved: 'hailuo.tasks.unsaved',
    keyless: 'hailuo.tasks.keyless',
    unconfirmed: 'hailuo.tasks.unconfirmed',
    needsApproval: 'hailuo.tasks.needsApproval',
  },
} as const;

/** Without the section `hailuo`. */
export const settings = {
  gateway: 'gateway',
  apimartBaseUrl: 'apimart.baseUrl',
  toapisBaseUrl: 'toapis.baseUrl',
  duration: 'duration',
  resolution: 'resolution',
  promptOptimizer: 'promptOptimizer',
  fastPretreatment: 'fastPretreatment',
  watermark: 'watermark',
  directiveLanguage: 'directiveLanguage',
  outputFolder: 'outputFolder',
  maxConcurrent: 'maxConcurrent',
  pollInterval: 'pollInterval',
  cleanFirstFrame: 'cleanFirstFrame',
  apimartFirstFrame: 'apimart.firstFrame',
  toapisRequestStyle: 'toapis.requestStyle',
  languages: 'languages',
  askAboutProblems: 'askAboutProblems',
  prices: 'prices',
  askAbove: 'askAbove',
  dailyCap: 'dailyCap',
  monthlyCap: 'monthlyCap',
} as const;

export const settingsSection = 'hailuo';
