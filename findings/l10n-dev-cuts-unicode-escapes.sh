#!/bin/sh
# @vscode/l10n-dev 0.0.35 (VS Code's own tool that collects an extension's sentences for translation), Node 20 or later.
#
# One would guess: a sentence is collected under the key by which it is looked up as the extension runs, the string that
# JavaScript makes of the literal; `\u2026` is "…" in both.
# What happens: of the four digits of `\uXXXX` it reads three, so that "\u2026" becomes the character 0x202 and "\u00e9" the
# control character 0x0e. `\x41` and `\u{a0}` are read right. Nothing is reported, and `vscode.l10n.t` finds no such key.
# Why it matters: lint rules and older code styles write ellipses, dashes and quotation marks as escapes. The bundle looks
# complete, every sentence is translated, and these stay English in the editor for good. Write the characters themselves.
#
# Fails when the behaviour changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @vscode/l10n-dev@0.0.35
cat > see.mjs <<'SCRIPT'
import assert from 'node:assert/strict';
import { getL10nJson } from '@vscode/l10n-dev';

const found = async (literal) => Object.keys(await getL10nJson([{ extension: '.ts', contents: `import * as vscode from 'vscode';\nvscode.l10n.t(${literal});\n` }]));
const seen = {
  "'Fetching…'": 'Fetching…', "'Fetching\\x2e'": 'Fetching.', "'Fetching\\u{2026}'": 'Fetching…',
  "'Fetching\\u2026'": 'Fetching\u0202', "'Caf\\u00e9'": 'Caf\u000e', "'\\u201cGulls\\u201d'": '\u0201Gulls\u0201',
};
for (const [literal, collected] of Object.entries(seen)) {
  const [key, ...others] = await found(literal);
  const looked = new Function(`return ${literal}`)();
  console.log(`${literal.padEnd(24)} looked up as ${JSON.stringify(looked).padEnd(14)} collected as ${JSON.stringify(key)}${key === looked ? '' : '   <- never found'}`);
  assert.deepEqual([key, others], [collected, []]);
}
SCRIPT
node see.mjs
