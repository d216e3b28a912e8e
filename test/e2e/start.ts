import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureCodeServer } from '../support/code-server.ts';
import { cache, root } from '../support/places.ts';
import { startGroup } from '../support/processGroup.ts';
import { installFolder } from './install.ts';
import { sampleWorkspace } from './sampleWorkspace.ts';
import { settingsText } from './settings.ts';

/** `npm start`: VS Code with this extension and its samples, for a person's own browser, until Ctrl+C. */
const home = join(cache, 'start');
const place = { data: join(home, 'data'), extensions: join(home, 'extensions') };
await Promise.all([join(place.data, 'User'), place.extensions].map((folder) => mkdir(folder, { recursive: true })));
// Kept when there is one: it is the person's by now.
await writeFile(join(place.data, 'User/settings.json'), settingsText('dark'), { flag: 'wx' }).catch(() => undefined);
await installFolder(root, place.extensions);
const workspace = await sampleWorkspace('samples');
const { main } = await ensureCodeServer();
const port = Number(process.env['PORT'] ?? await freePort());

const { child, end } = startGroup([join(dirname(main), '../../../out/node/entry.js'),
  '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--config', join(home, 'config.yaml'),
  '--user-data-dir', place.data, '--extensions-dir', place.extensions,
  '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override',
], process.env);
child.stderr?.resume();
if (child.stdout !== null) createInterface(child.stdout).on('line', (line) => {
  if (!line.includes('HTTP server listening')) return;
  console.log(`VS Code with Hailuo Director: http://127.0.0.1:${port}/?folder=${encodeURI(workspace)}`);
  console.log('It answers this machine alone. Ctrl+C ends it.');
});
child.once('exit', (code) => { process.exitCode = code ?? 0; });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => { void end(signal); });

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => { probe.listen(0, '127.0.0.1', resolve); });
  const { port: free } = probe.address() as AddressInfo;
  await new Promise<void>((resolve) => { probe.close(() => { resolve(); }); });
  return free;
}
