/** What is stored beside every event's data. Names with `$` are EventStoreDB's own conventions. */
export interface EventMetadata {
  /** The business transaction: equal for every event that one outside request led to, over all services. */
  readonly $correlationId: string;
  /** The id of the command or event that directly caused this one. */
  readonly $causationId: string;
  /** The command that wrote this event; equal for all events of one append. */
  readonly commandId: string;
  /** Who asked: a customer id, `service:<name>`, `process:<manager>`, `operator:<user>` or `anonymous`. */
  readonly actor: string;
  /** The version of the event's own schema; upcasters raise older ones. */
  readonly schemaVersion: number;
  /** W3C trace context of the request, when there was one. */
  readonly traceparent?: string;
}
