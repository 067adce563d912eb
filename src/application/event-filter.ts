/** Which events a subscription wants: those of streams whose name begins with one of the prefixes. */
export interface EventFilter {
  /** For example `['order-', 'integration.order-']`. Never empty. */
  readonly streamPrefixes: readonly string[];
}
