/** What one service tells the others: a contract of its own, versioned in its type, apart from the domain events behind it. */
export interface IntegrationEvent<Type extends string = string, Data = unknown> {
  /** Derived from what caused it, so that publishing twice is publishing once. */
  readonly eventId: string;
  /** For example `order.placed.v1`. */
  readonly type: Type;
  /** What order is kept by: the order id. */
  readonly key: string;
  readonly data: Data;
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string;
}
