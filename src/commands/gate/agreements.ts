import type { Statement } from './statements.ts';
import { agreementKey } from './statements.ts';

/** The part of `vscode.Memento` that is needed here. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** What the person agreed to, in all windows: asked once for a file as it reads. */
export interface Agreements {
  covers(statement: Statement): boolean;
  remember(statements: readonly Statement[]): Promise<void>;
}

const memoryKey = 'hailuo.agreements';
/** The oldest are forgotten, and asked about again. */
const mostKept = 1_000;

export function createAgreements(memory: Memory): Agreements {
  const known = (): string[] => {
    const kept = memory.get(memoryKey);
    return Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : [];
  };
  return {
    covers: (statement) => {
      const key = agreementKey(statement);
      return key !== undefined && known().includes(key);
    },
    remember: async (statements) => {
      const keys = statements.map(agreementKey).filter((key) => key !== undefined);
      if (keys.length > 0) await memory.update(memoryKey, [...new Set([...known(), ...keys])].slice(-mostKept));
    },
  };
}
