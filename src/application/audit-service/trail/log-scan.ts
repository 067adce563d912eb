import type { EventStore } from '../../event-store.js';
import { readLog } from '../transfer/read-log.js';
import type { CorrelationIndex, EventPlace } from './correlation-index.js';

/** Finds the events of a transaction by reading the whole log: for where there is no read model. */
export class LogScan implements CorrelationIndex {
  constructor(private readonly eventStore: EventStore) {}

  async placesOf(correlationId: string, limit: number): Promise<readonly EventPlace[]> {
    const places: EventPlace[] = [];
    for await (const events of readLog(this.eventStore, undefined)) {
      for (const { stream, revision, metadata } of events) {
        if (metadata.$correlationId === correlationId) places.push({ stream, revision });
        if (places.length === limit) return places;
      }
    }
    return places;
  }
}
