export { render } from 'lit';
export { watchReturn, watchSubmit } from '../../../src/webview/composer/submit.ts';
export { orderButton } from '../../../src/webview/kit/controls.ts';
