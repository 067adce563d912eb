import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { generationName, sameGeneration } from '../../projections/runtime/generation-name.js';
import { OperatorError } from './operator-error.js';
import type { Output } from './output.js';
import { patiently } from './patience.js';
import { locatedProjection } from './service-databases.js';

export interface RebuildOptions {
  readonly wait: boolean;
  readonly timeoutSeconds: number;
}

/**
 * Asks the service that keeps a read model to fill it anew beside the old one; by default waits until the new one has
 * taken over. @throws OperatorError when there is no such read model, or it takes too long
 */
export async function rebuildProjection(
  connection: MongoConnection,
  output: Output,
  name: string,
  { wait, timeoutSeconds }: RebuildOptions,
): Promise<void> {
  const { service, stores, record: before } = await locatedProjection(connection, name);
  if (!(await stores.registry.requestRebuild(before.name))) {
    throw new OperatorError(`${before.name} has just disappeared from the registry`);
  }
  if (!wait) {
    output.print(`${service} will rebuild ${before.name}`);
    return;
  }
  const done = await patiently(
    async () => {
      const record = (await stores.registry.list()).find((one) => one.name === before.name);
      const tookOver = record !== undefined && !sameGeneration(record.active, before.active);
      return tookOver && record.building === undefined && !record.rebuildRequested ? record : undefined;
    },
    timeoutSeconds,
    `${before.name} has not been rebuilt within ${timeoutSeconds} s: is ${service} running?`,
  );
  const { documents = 0, milliseconds = 0 } = done.figures ?? {};
  const duration = (milliseconds / 1_000).toFixed(1);
  const collection = generationName(done.name, done.active);
  output.print(`${done.name} rebuilt: ${documents} documents in ${duration} s, now in ${collection}`);
}
