/** An event as a newer schema has it. */
export interface RaisedEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** One step from an event's schema to the next: to one event, to several, or to none when it means nothing any more. */
export interface Upcaster {
  readonly type: string;
  /** The version that this step takes. What it gives of the same type has a higher one. */
  readonly schemaVersion: number;
  /** Pure. `data` is the raw JSON as it was written. @throws anything when `data` is not of that version */
  raise(data: unknown): readonly RaisedEvent[];
}
