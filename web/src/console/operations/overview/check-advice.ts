const ADVICE: Readonly<Record<string, string>> = {
  'event-store': 'Start the event store, or correct EVENTSTORE_URL: nothing can be decided without it.',
  mongodb: 'Start MongoDB, or correct MONGODB_URL: nothing can be looked up without it.',
  projections: 'A read model is not there yet: it is being filled, or kept from it. See the projections.',
  kafka:
    'Start Kafka, or correct KAFKA_BROKERS: orders are taken, but wait for stock and mails until it is back. Nothing is lost.',
  'access-token-keys': 'The keys of customer-service can not be had: see to that service.',
};

/** What to do about a check that fails. */
export function checkAdvice(check: string): string {
  if (check.startsWith('process.') || check.startsWith('publish-')) {
    return 'It has not caught up with the log: wait a moment, then look at the log of the service.';
  }
  return ADVICE[check] ?? 'Look at the log of the instance.';
}
