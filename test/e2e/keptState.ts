import type { Page } from 'playwright-core';
import { until } from '../support/until.ts';

/** VS Code in a browser writes its state down every few seconds: waits until one entry of it meets all these expressions. */
export async function untilKept(page: Page, expressions: readonly RegExp[]): Promise<void> {
  const meets = (entry: string): boolean => expressions.every((expression) => expression.test(entry));
  await until(`VS Code has kept ${expressions.join(' and ')}`, async () => (await keptEntries(page)).some(meets), Boolean);
}

async function keptEntries(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>): Promise<Result> => new Promise((resolve, reject) => {
      request.onsuccess = () => { resolve(request.result); };
      request.onerror = () => { reject(new Error(request.error?.message)); };
    });
    const entries: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (name?.startsWith('vscode-web-state-db') !== true) continue;
      const database = await done(indexedDB.open(name));
      const values = database.objectStoreNames.contains('ItemTable') ? await done(database.transaction('ItemTable').objectStore('ItemTable').getAll()) as unknown[] : [];
      database.close();
      entries.push(...values.map(String));
    }
    return entries;
  });
}
