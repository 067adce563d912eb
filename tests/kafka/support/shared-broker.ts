import { KafkaBroker } from './kafka-broker.js';

let starting: Promise<KafkaBroker> | undefined;

/** The broker of all tests that leave it alone: the one that runs already, by `TEST_KAFKA_BROKERS`, or one of their own. */
export async function sharedBrokers(): Promise<string> {
  return process.env['TEST_KAFKA_BROKERS'] || (await (starting ??= KafkaBroker.start())).address;
}

after(async () => {
  await (await starting)?.dispose();
});
