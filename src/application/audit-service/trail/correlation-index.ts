/** Where an event stands. */
export interface EventPlace {
  readonly stream: string;
  readonly revision: number;
}

/** Knows the events of every business transaction. */
export interface CorrelationIndex {
  /** In global order, the first `limit` of them. @throws ReadModelUnavailableError, EventStoreUnavailableError */
  placesOf(correlationId: string, limit: number): Promise<readonly EventPlace[]>;
}
