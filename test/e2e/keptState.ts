import type { Page } from 'playwright-core';

/** VS Code in a browser writes its state down every few seconds: waits until one entry of it meets all these expressions. */
export async function untilKept(page: Page, expressions: readonly RegExp[]): Promise<void> {
  await page.waitForFunction(async (sources) => {
    const done = <Result>(request: IDBRequest<Result>): Promise<Result> => new Promise((resolve, reject) => {
      request.onsuccess = () => { resolve(request.result); };
      request.onerror = () => { reject(new Error(request.error?.message)); };
    });
    for (const { name } of await indexedDB.databases()) {
      if (name?.startsWith('vscode-web-state-db') !== true) continue;
      const database = await done(indexedDB.open(name));
      const values = database.objectStoreNames.contains('ItemTable') ? await done(database.transaction('ItemTable').objectStore('ItemTable').getAll()) as unknown[] : [];
      database.close();
      if (values.some((value) => sources.every((source) => new RegExp(source, 'u').test(String(value))))) return true;
    }
    return false;
  }, expressions.map(({ source }) => source), { polling: 200 });
}
