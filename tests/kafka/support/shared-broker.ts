import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Context } from 'mocha';
import { BROKER_FOLDER, KafkaBroker } from './kafka-broker.js';

let starting: Promise<KafkaBroker> | undefined;

/** The broker that all tests share. Who kills it starts it again. Where none was fetched, the test is pending. */
export function ownBroker(test: Context): Promise<KafkaBroker> {
  if (!existsSync(BROKER_FOLDER) || spawnSync('java', ['-version']).status !== 0) test.skip();
  return (starting ??= KafkaBroker.start());
}

/** For tests that leave the brokers alone: those that run already, by `TEST_KAFKA_BROKERS`, or the shared one. */
export async function someBrokers(test: Context): Promise<string> {
  return process.env['TEST_KAFKA_BROKERS'] || (await ownBroker(test)).address;
}

after(async () => {
  await (await starting)?.dispose();
});
