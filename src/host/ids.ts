/** Every id that package.json and the code share, once. A test holds this table against package.json. */

export const commands = {
  generateFromSelection: 'hailuo.generateFromSelection',
  generate: 'hailuo.generate',
  setApiKey: 'hailuo.setApiKey',
  removeApiKey: 'hailuo.removeApiKey',
  selectGateway: 'hailuo.selectGateway',
  insertDirective: 'hailuo.insertDirective',
  showTasks: 'hailuo.showTasks',
  showLog: 'hailuo.showLog',
  taskOpenPreview: 'hailuo.task.openPreview',
  taskCheckNow: 'hailuo.task.checkNow',
  taskStopTracking: 'hailuo.task.stopTracking',
  taskResolveUnconfirmed: 'hailuo.task.resolveUnconfirmed',
  taskGenerateAgain: 'hailuo.task.generateAgain',
  taskSaveAs: 'hailuo.task.saveAs',
  taskReveal: 'hailuo.task.reveal',
  taskCopyPrompt: 'hailuo.task.copyPrompt',
  taskCopyAsCurl: 'hailuo.task.copyAsCurl',
  taskRemove: 'hailuo.task.remove',
} as const;

export const views = {
  container: 'hailuo',
  tasks: 'hailuo.tasks',
} as const;

/** Webview panel types; a serializer restores each after a reload. */
export const panels = {
  take: 'hailuo.take',
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
  apimartFirstFrame: 'apimart.firstFrame',
  toapisRequestStyle: 'toapis.requestStyle',
} as const;

export const settingsSection = 'hailuo';
