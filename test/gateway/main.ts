import { parseArgs } from 'node:util';
import { makeClip } from './clip.ts';
import { startEmulator } from './emulator.ts';

const { values } = parseArgs({
  options: { 'queued-seconds': { type: 'string', default: '2' }, 'running-seconds': { type: 'string', default: '8' }, port: { type: 'string' } },
});
const port = values.port === undefined ? undefined : Number(values.port);

const emulator = await startEmulator({
  // As large as a first frame has to be: a shot may continue it.
  clip: await makeClip({ width: 560, height: 320 }),
  ripening: { by: 'time', queuedMs: Number(values['queued-seconds']) * 1000, runningMs: Number(values['running-seconds']) * 1000 },
  ...(port === undefined ? {} : { ports: { apimart: port, toapis: port + 1, files: port + 2 } }),
});

console.log(`Both gateways are emulated on this machine; nothing is charged.

  hailuo.apimart.baseUrl   ${emulator.apimart}
  API key for APIMart      ${emulator.keys.apimart}

  hailuo.toapis.baseUrl    ${emulator.toapis}
  API key for ToAPIs       ${emulator.keys.toapis}

  Requests so far          GET  ${emulator.control}/__log
  Faults                   POST ${emulator.control}/__control  {"fault":{"step":"submit","fault":{"kind":"html502"}}}

Ctrl+C stops it.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => { void emulator.close().then(() => process.exit(0)); });
}
