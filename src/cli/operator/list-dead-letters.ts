import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { deadLetterId } from './dead-letter-id.js';
import { table, type Output } from './output.js';
import { locatedParkedKeys } from './service-databases.js';

/** Prints every parked key: the poisonous event at its head, why it failed, how many events wait behind it. */
export async function listDeadLetters(
  connection: MongoConnection,
  output: Output,
  { json = false }: { readonly json?: boolean },
): Promise<void> {
  const letters = (await locatedParkedKeys(connection)).map((located) => {
    const { stream, revision, type, error = '', parkedAt } = located.parked.head;
    const { waiting } = located.parked;
    return { id: deadLetterId(located), stream, revision, type, waiting, parkedAt, error };
  });
  if (json) {
    output.print(JSON.stringify(letters));
    return;
  }
  const rows = letters.map(({ id, stream, revision, type, waiting, parkedAt, error }) => [
    id,
    `${type} ${stream}@${revision}`,
    String(waiting),
    parkedAt,
    error,
  ]);
  output.print(table(['ID', 'EVENT', 'WAITING', 'PARKED AT', 'ERROR'], rows));
}
