import type { ProjectionRecord } from '../../application/read-models/projection-registry.js';
import { buildingStanding } from '../../projections/operations/projection-standing.js';
import { requestRebuild } from '../../projections/operations/steer-projection.js';
import { generationName, sameGeneration } from '../../projections/runtime/generation-name.js';
import type { Stores } from './command-line.js';
import { OperatorError } from './operator-error.js';
import type { Output } from './output.js';
import { Progress } from './progress.js';
import { patiently } from './patience.js';
import { locatedProjection, type LocatedProjection } from './service-databases.js';

export interface RebuildOptions {
  readonly wait: boolean;
  readonly timeoutSeconds: number;
  readonly json?: boolean;
}

/**
 * Asks the service that keeps a read model to fill it anew beside the old one; by default waits until the new one has
 * taken over. @throws OperatorError when there is no such read model, it takes too long, or it is not fit to take over
 */
export async function rebuildProjection(
  { mongodb, act }: Stores,
  output: Output,
  name: string,
  { wait, timeoutSeconds, json = false }: RebuildOptions,
): Promise<void> {
  const located = await locatedProjection(mongodb, name);
  const { service, stores, record: before } = located;
  if (before.paused === true) throw new OperatorError(`${before.name} is paused; let it go on first`);
  await act('rebuild-projection', { service, projection: before.name });
  await requestRebuild(stores.registry, before.name);
  if (!wait) {
    const asked = { service, name: before.name };
    output.print(json ? JSON.stringify(asked) : `${service} will rebuild ${before.name}`);
    return;
  }
  const progress = new Progress(output, `rebuild ${before.name}`, 'documents');
  const done = await patiently(
    () => rebuilt(located, progress),
    timeoutSeconds,
    `${before.name} has not been rebuilt within ${timeoutSeconds} s: is ${service} running?`,
  );
  progress.end();
  const { documents = 0, milliseconds = 0 } = done.figures ?? {};
  const duration = (milliseconds / 1_000).toFixed(1);
  const collection = generationName(done.name, done.active);
  if (json) {
    output.print(JSON.stringify({ service, name: done.name, collection, documents, milliseconds }));
    return;
  }
  output.print(`${done.name} rebuilt: ${documents} documents in ${duration} s, now in ${collection}`);
}

/** The record once the rebuild has taken over. @throws OperatorError when poisoned streams keep it from doing so */
async function rebuilt(
  { stores, record: before }: LocatedProjection,
  progress: Progress,
): Promise<ProjectionRecord | undefined> {
  const record = (await stores.registry.list()).find(({ name }) => name === before.name);
  if (record === undefined || record.rebuildRequested === true) return undefined;
  if (record.building === undefined) {
    return sameGeneration(record.active, before.active) ? undefined : record;
  }
  const { share, documents, parkedKeys } = await buildingStanding(stores, record, record.building);
  progress.show(documents, share);
  const parkedBefore = await stores.deadLetters.parkedKeys(generationName(record.name, record.active));
  if (parkedKeys <= parkedBefore.length) return undefined;
  throw new OperatorError(
    `${record.name} can't take over: streams are parked in it; release them, see: webstore dead-letters list`,
  );
}
