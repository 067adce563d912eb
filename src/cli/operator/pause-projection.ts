import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { OperatorError } from './operator-error.js';
import { locatedProjection } from './service-databases.js';

/** Lets a read model stand still, or go on. The running service sees it within a second. @throws OperatorError */
export async function pauseProjection(
  connection: MongoConnection,
  name: string,
  paused: boolean,
): Promise<{ service: string; name: string; paused: boolean }> {
  const { stores, record, service } = await locatedProjection(connection, name);
  if (!(await stores.registry.pause(record.name, paused))) {
    throw new OperatorError(`${record.name} has just disappeared from the registry`);
  }
  return { service, name: record.name, paused };
}
