import * as vscode from 'vscode';
import { commands } from '../host/ids.ts';
import { readDocument } from '../shots/readDocument.ts';

/** *Try a Sample*: a film of samples in an untitled file, its first shot on the stage; and *New Hailuo Film*, an empty one. */
export function registerTrySample(extensionUri: vscode.Uri): vscode.Disposable {
  const newFilm = async (): Promise<void> => {
    const document = await vscode.workspace.openTextDocument({ language: 'hailuo', content: '### \n' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 4, 0, 4);
  };
  const trySample = async (): Promise<void> => {
    const isChinese = vscode.env.language.toLowerCase().startsWith('zh');
    const sample = vscode.Uri.joinPath(extensionUri, 'media', 'samples', isChinese ? 'jiangnan.hailuo' : 'courier.hailuo');
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample));
    const document = await vscode.workspace.openTextDocument({ language: 'hailuo', content });
    // In the first shot, so that whatever is run next means it; the comments above it stay in sight.
    const [shot] = readDocument(content, 'hailuo').shots;
    const line = document.positionAt(shot?.pieces[0]?.start ?? 0).line;
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    editor.selection = new vscode.Selection(line, 0, line, 0);
    await vscode.commands.executeCommand(commands.previewCamera, { source: { uri: document.uri.toString(), line } });
  };
  return vscode.Disposable.from(vscode.commands.registerCommand(commands.trySample, trySample), vscode.commands.registerCommand(commands.newFilm, newFilm));
}
