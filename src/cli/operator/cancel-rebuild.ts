import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { generationName } from '../../projections/runtime/generation-name.js';
import { OperatorError } from './operator-error.js';
import { locatedProjection } from './service-databases.js';

/**
 * Gives up the generation that is being filled. Its collection is dropped by the service after a time of grace.
 * @throws OperatorError when nothing is being filled, or it has just taken over
 */
export async function cancelRebuild(
  connection: MongoConnection,
  name: string,
): Promise<{ cancelled: string; note: string }> {
  const { stores, record, service } = await locatedProjection(connection, name);
  const { building, active } = record;
  if (building === undefined) throw new OperatorError(`${record.name} is not being filled anew`);
  const cancelled = generationName(record.name, building);
  if (!(await stores.registry.abandon(record.name, building))) {
    throw new OperatorError(`${cancelled} has just taken over, or was given up by another`);
  }
  const note =
    building.version > active.version
      ? `; a ${service} of that version begins it again: go back to the version before it, or pause it`
      : '';
  return { cancelled, note };
}
