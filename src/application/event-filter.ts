/** Which events a subscription wants: those of streams whose name begins with one of the prefixes. */
export interface EventFilter {
  /** For example `['order-', 'integration.order-']`; an empty one stands for every stream but the server's own. Never none. */
  readonly streamPrefixes: readonly string[];
}

/** Every event that the shop has written. */
export const EVERYTHING: EventFilter = { streamPrefixes: [''] };
