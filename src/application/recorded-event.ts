import type { EventMetadata } from './event-metadata.js';

/** An event as the store returns it. `data` is raw JSON until a codec has raised and typed it. */
export interface RecordedEvent<Type extends string = string, Data = unknown> {
  readonly eventId: string;
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /** Commit position in the global order. */
  readonly position: bigint;
  readonly type: Type;
  readonly data: Data;
  readonly metadata: EventMetadata;
  /** When the store recorded it, ISO 8601 UTC. */
  readonly recordedAt: string;
}
