import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

/**
 * Whether there is a Kafka for the tests that want a real one: what Maven fetched, with a Java to run it, or one that
 * runs already, by `TEST_KAFKA_BROKERS`.
 */
export function hasKafka() {
  if (process.env.TEST_KAFKA_BROKERS) return true;
  const broker = join(projectRoot, 'tests', 'kafka', '.broker');
  return existsSync(broker) && spawnSync('java', ['-version']).status === 0;
}
