import { lastCheckpoint } from '../../application/audit-service/chain/chain-head.js';
import type { EventStore } from '../../application/event-store.js';

/** Which part of the log stands up to a position, from 0 to 1; undefined when nobody knows how long the log is. */
export type LogShare = (position: bigint) => number | undefined;

/** Measures the log by its last signed checkpoint: what came behind it is seconds old. @throws EventStoreUnavailableError */
export async function logShare(eventStore: EventStore): Promise<LogShare> {
  const last = await lastCheckpoint(eventStore).catch(() => undefined);
  const end = Number(last?.checkpoint.position ?? 0);
  return (position) => (end === 0 ? undefined : Math.min(1, Number(position) / end));
}
