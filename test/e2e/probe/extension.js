import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';

/** Another extension: runs what the test sends over loopback with the API that any extension has, and answers as JSON lines. */
export function activate(context) {
  const port = Number(process.env['HAILUO_PROBE_PORT']);
  const socket = connect(port, '127.0.0.1');
  // The test has ended; this host ends with it.
  socket.on('error', () => {});
  context.subscriptions.push({ dispose: () => socket.destroy() });
  createInterface(socket).on('line', async (line) => {
    const { id, source, argument } = JSON.parse(line);
    let answer;
    try {
      const work = new Function(`return (${source})`)();
      answer = { id, value: await work(vscode, argument) };
    } catch (error) {
      answer = { id, error: error instanceof Error ? error.stack ?? error.message : String(error) };
    }
    socket.write(`${JSON.stringify(answer)}\n`);
  });
}
