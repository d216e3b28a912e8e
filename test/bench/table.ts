import { cpus, totalmem } from 'node:os';

/** Prints rows under a header, in columns as wide as their widest cell, below a line that names the machine. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const machine = cpus();
  console.log(`\n${machine[0]?.model.trim() ?? 'unknown processor'}, ${machine.length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${process.arch}, Node ${process.version}`);
  for (const row of [header, ...rows]) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}
