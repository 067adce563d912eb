/** Whether an error is, or has among its causes, one of these answers of a broker, by Kafka's names: `OFFSET_OUT_OF_RANGE` … */
export function isBrokerError(error: unknown, ...names: readonly string[]): boolean {
  if (error instanceof AggregateError) return error.errors.some((one) => isBrokerError(one, ...names));
  return error instanceof Error && 'apiId' in error && names.some((name) => error.apiId === name);
}
