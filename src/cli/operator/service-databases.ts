import type { ParkedKey } from '../../application/event-processor/dead-letter.js';
import type { ProjectionRecord } from '../../application/read-models/projection-registry.js';
import { databaseOf, type MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import type { ServiceStores } from '../../application/service-stores.js';
import { mongoStores } from '../../infrastructure/mongodb/mongo-stores.js';
import { projectionsOf } from '../../projections/catalogue.js';
import type { ReadSide } from '../../projections/operations/read-side.js';
import type { Stores } from './command-line.js';
import { OperatorError } from './operator-error.js';

/** One service's part of the database server. */
export interface ServiceDatabase {
  readonly service: string;
  readonly stores: ServiceStores;
}

/** A read model and the service that keeps it. */
export interface LocatedProjection extends ServiceDatabase {
  readonly record: ProjectionRecord;
}

/** A parked key and the service whose handler parked it. */
export interface LocatedParkedKey extends ServiceDatabase {
  readonly parked: ParkedKey;
}

/** The databases of all services that have ever run. @throws ReadModelUnavailableError */
export async function serviceDatabases(connection: MongoConnection): Promise<ServiceDatabase[]> {
  const prefix = databaseOf('');
  const names = (await connection.databases()).filter((name) => name.startsWith(prefix));
  return names.sort().map((name) => serviceDatabase(connection, name.slice(prefix.length)));
}

/** The database of one service. */
export function serviceDatabase(connection: MongoConnection, service: string): ServiceDatabase {
  return { service, stores: mongoStores(connection.database(databaseOf(service))) };
}

/** The read side of a service, as operators work on it. */
export function readSideOf({ service, stores }: ServiceDatabase, { eventStore, clock }: Stores): ReadSide {
  return { stores, eventStore, clock, projections: projectionsOf(service) };
}

/** All read models of all services. @throws ReadModelUnavailableError */
export async function locatedProjections(connection: MongoConnection): Promise<LocatedProjection[]> {
  const found = (await serviceDatabases(connection)).map(async (database) => {
    const records = await database.stores.registry.list();
    return records.map((record) => ({ ...database, record }));
  });
  return (await Promise.all(found)).flat();
}

/**
 * The read model that an operator means by `orders`, or `order-service/orders` where several services have one.
 * @throws OperatorError when none is meant, or more than one
 */
export async function locatedProjection(
  connection: MongoConnection,
  name: string,
): Promise<LocatedProjection> {
  const all = await locatedProjections(connection);
  const meant = all.filter(
    ({ service, record }) => record.name === name || `${service}/${record.name}` === name,
  );
  const [one, another] = meant;
  if (one === undefined) {
    const known = [...new Set(all.map(({ record }) => record.name))].join(', ');
    throw new OperatorError(`no read model is called '${name}'; there are: ${known || 'none'}`, 2);
  }
  if (another === undefined) return one;
  const names = meant.map(({ service }) => `${service}/${name}`).join(', ');
  throw new OperatorError(`'${name}' could be any of ${names}`, 2);
}

/** All parked keys of all services. @throws ReadModelUnavailableError */
export async function locatedParkedKeys(connection: MongoConnection): Promise<LocatedParkedKey[]> {
  const found = (await serviceDatabases(connection)).map(async (database) => {
    const keys = await database.stores.deadLetters.parkedKeys();
    return keys.map((parked) => ({ ...database, parked }));
  });
  return (await Promise.all(found)).flat();
}
