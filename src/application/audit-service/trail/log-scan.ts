import type { EventStore } from '../../event-store.js';
import { readLog } from '../transfer/read-log.js';
import type { CorrelationIndex, EventPlace } from './correlation-index.js';

/** Finds the events of a transaction by reading the whole log: for where there is no read model. */
export class LogScan implements CorrelationIndex {
  /** @param onProgress told how many events have been read, and where the last of them stands */
  constructor(
    private readonly eventStore: EventStore,
    private readonly onProgress: (events: number, position: bigint) => void = () => undefined,
  ) {}

  async placesOf(correlationId: string, limit: number): Promise<readonly EventPlace[]> {
    const places: EventPlace[] = [];
    let read = 0;
    for await (const events of readLog(this.eventStore, undefined)) {
      for (const { stream, revision, metadata } of events) {
        if (metadata.$correlationId === correlationId) places.push({ stream, revision });
        if (places.length === limit) return places;
      }
      this.onProgress((read += events.length), events.at(-1)!.position);
    }
    return places;
  }
}
