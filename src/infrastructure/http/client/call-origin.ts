/** Where a call comes from, and what makes it repeatable. */
export interface CallOrigin {
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string | undefined;
  /** Of a command of one of our processes: always the same for the same command. */
  readonly commandId?: string;
  /** A UUID, the same whenever this call is made again: it is then answered as it was the first time. */
  readonly idempotencyKey?: string;
}
