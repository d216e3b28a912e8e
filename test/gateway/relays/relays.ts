import { balances } from './balances.ts';
import type { RelayReply, Row } from './reply.ts';
import { statuses } from './statuses.ts';
import { submits } from './submits.ts';

const rowsOf = (step: RelayReply['step'], rows: readonly Row[]): RelayReply[] => rows.map(([name, status, body, meaning, more]) => ({ step, name, status, body, meaning, ...more }));

/** Replies as relays, firewalls and MiniMax itself give them, each with what must come of it. */
export const relayReplies: readonly RelayReply[] = [...rowsOf('submit', submits), ...rowsOf('status', statuses), ...rowsOf('balance', balances)];
