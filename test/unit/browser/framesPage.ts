export { lastFrameOf } from '../../../src/webview/composer/lastFrame.ts';
export { makePoster } from '../../../src/webview/player/posters.ts';
export { frameOf, lastPictureOf, pictureOf } from '../../../src/webview/player/grab.ts';
export { createGroup } from '../../../src/webview/player/group.ts';
export { loadVideo } from '../../../src/webview/player/load.ts';
export { createPlayer } from '../../../src/webview/player/player.ts';
