import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HailuoApi } from '../../src/api.ts';
import { messagesDuring } from './support/messages.ts';
import { activated, openPrompt } from './support/product.ts';

/** What VS Code makes a link of in a notification. */
const link = /\]\(/u;

describe('What strangers wrote', () => {
  let api: HailuoApi;
  before(async () => { api = await activated(); });
  afterEach(async () => { await vscode.commands.executeCommand('workbench.action.closeAllEditors'); });

  it('is no link in the message that refuses it, and nothing is ordered', async () => {
    const before = api.tasks().length;
    await openPrompt('### One\n@gateway = [Why?](command:hailuo.generate?%7B%22prompt%22%3A%22x%22%7D)\n[Push in] A cat\n', 'hailuo', new vscode.Position(2, 3));
    const shown = await messagesDuring(() => vscode.commands.executeCommand('hailuo.generateFromSelection'));
    assert.equal(shown.length, 1);
    assert.match(shown[0]!, /why\?\] \(command:/iu);
    assert.doesNotMatch(shown[0]!, link);
    assert.equal(api.tasks().length, before);
  });

  it('is no link, icon or remote picture in a hover', async () => {
    const { document } = await openPrompt('@firstFrame = https://pictures.example/[a](command:x)$(sync).png\n[Push in] A cat\n', 'hailuo', new vscode.Position(0, 16));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 16));
    const text = hovers.flatMap(({ contents }) => contents).map((content) => (content as vscode.MarkdownString).value).join('\n');
    assert.match(text, /firstFrame/u);
    assert.doesNotMatch(text, /!\[|pictures\.example|command:/u);
  });
});
