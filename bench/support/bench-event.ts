import { randomUUID } from 'node:crypto';
import type { EventToAppend } from '../../src/application/event-store.js';

/** An event as the shop writes them, of a business transaction of its own. */
export function benchEvent(type: string, data: unknown): EventToAppend {
  const id = randomUUID();
  const metadata = {
    $correlationId: id,
    $causationId: id,
    commandId: id,
    actor: 'bench',
    schemaVersion: 1,
  };
  return { eventId: id, type, data, metadata };
}
