import { parkedKeyView, type ParkedKeyView } from '../../application/operations/dead-letters.js';
import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { deadLetterId } from './dead-letter-id.js';
import { table } from './output.js';
import { locatedParkedKeys } from './service-databases.js';

/** A parked key by the name that operators give it. */
export type LocatedDeadLetter = ParkedKeyView & { readonly id: string; readonly service: string };

/** Every parked key of all services. @throws ReadModelUnavailableError */
export async function listDeadLetters(connection: MongoConnection): Promise<LocatedDeadLetter[]> {
  return (await locatedParkedKeys(connection)).map((located) => ({
    id: deadLetterId(located),
    service: located.service,
    ...parkedKeyView(located.parked),
  }));
}

/** Parked keys in columns: the poisonous event at the head, how many wait behind it, why it failed. */
export function deadLetterTable(letters: readonly LocatedDeadLetter[]): string {
  return table(
    ['ID', 'EVENT', 'WAITING', 'PARKED AT', 'ERROR'],
    letters.map(({ id, stream, revision, type, waiting, parkedAt, error }) => [
      id,
      `${type} ${stream}@${revision}`,
      String(waiting),
      parkedAt,
      error ?? '',
    ]),
  );
}
