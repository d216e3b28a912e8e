#!/bin/sh
# @vscode-elements/elements 2.5.1 in Chromium 153 (@sparticuz/chromium 153.0.0): a checkbox or radio that was disabled once.
#
# One would guess: a control that is enabled again can be reached with Tab again, as an input of HTML can.
# What happens: a checkbox and a radio keep tabindex -1, so that Tab passes them over for good, whether they were disabled by attribute or by
# property. A text field of the same package, and every input of HTML, is reached again.
# Why it matters: these are the controls that pages of extensions are made of, and settings are dimmed and undimmed as others change.
# Such a one works with the mouse, so nobody notices who does not use the keyboard alone. A new element each time is what helps.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @sparticuz/chromium@153.0.0 puppeteer-core@25.16.0 @vscode-elements/elements@2.5.1
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import puppeteer from 'puppeteer-core';

const browser = await puppeteer.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: 'shell' });
const page = await browser.newPage();
await page.setContent('<button id="before">before</button><main></main><button id="after">after</button>');
await page.addScriptTag({ type: 'module', content: readFileSync('node_modules/@vscode-elements/elements/dist/bundled.js', 'utf8') });
await page.evaluate(() => customElements.whenDefined('vscode-checkbox'));

const ways = {
  nothing: () => undefined,
  'its attribute': (element, on) => { element.toggleAttribute('disabled', on); },
  'its property': (element, on) => { element.disabled = on; },
};
const found = {};
for (const tag of ['input', 'vscode-checkbox', 'vscode-radio', 'vscode-textfield']) {
  for (const [way, set] of Object.entries(ways)) {
    await page.evaluate(async (tag, set) => {
      const change = new Function(`return ${set}`)();
      const element = document.createElement(tag);
      document.querySelector('main').replaceChildren(element);
      for (const on of [true, false]) {
        change(element, on);
        await element.updateComplete;
      }
    }, tag, set.toString());
    await page.focus('#before');
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement.id || document.activeElement.localName);
    found[`${tag} by ${way}`] = at === 'after' ? 'passed over' : 'reached';
  }
}
await browser.close();
console.log('Disabled and enabled again, by Tab:');
for (const [what, was] of Object.entries(found)) console.log(`${what}: ${was}`);
const kinds = (was) => Object.keys(found).filter((what) => found[what] === was);
assert.deepEqual(kinds('passed over'), ['vscode-checkbox by its attribute', 'vscode-checkbox by its property', 'vscode-radio by its attribute', 'vscode-radio by its property']);
assert.equal(kinds('reached').length, 8);
SCRIPT
node see.mjs
