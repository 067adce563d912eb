import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

/** Whether there is a Kafka broker for the tests that want a real one: fetched by Maven, with a Java to run it. */
export function hasKafka() {
  const jars = join(projectRoot, 'tests', 'kafka', '.broker');
  return existsSync(jars) && spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;
}
