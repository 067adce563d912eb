/** The request on whose behalf one service asks another. */
export interface Inquiry {
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string | undefined;
}
