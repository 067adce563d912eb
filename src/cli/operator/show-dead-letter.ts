import { withoutSecrets } from '../../application/audit-service/replay/without-secrets.js';
import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { deadLetterId } from './dead-letter-id.js';
import type { OpenEventStore } from './event-store-connection.js';
import { OperatorError } from './operator-error.js';
import { locatedParkedKeys } from './service-databases.js';

const mostWaiting = 100;

/** A parked key with its poisonous event as it is stored. @throws OperatorError when nothing is parked under `id` */
export async function showDeadLetter(
  connection: MongoConnection,
  { eventStore, look }: OpenEventStore,
  id: string,
): Promise<Readonly<Record<string, unknown>>> {
  const found = (await locatedParkedKeys(connection)).find((one) => deadLetterId(one) === id);
  if (found === undefined) {
    throw new OperatorError(`nothing is parked under '${id}'; see: webstore dead-letters list`, 2);
  }
  const { stream, revision, handler, key, error, parkedAt, request } = found.parked.head;
  await look('dead-letter', { id });
  let event: Readonly<Record<string, unknown>> | undefined;
  for await (const stored of eventStore.readStream(stream, { from: revision, limit: 1 })) {
    const { position, data, ...rest } = stored;
    event = { ...rest, position: String(position), data: withoutSecrets(data) };
  }
  const behind = await found.stores.deadLetters.parkedEvents(handler, key, mostWaiting + 1);
  const waiting = behind.slice(1).map((one) => `${one.type} ${one.stream}@${one.revision}`);
  return {
    id,
    service: found.service,
    handler,
    key,
    parkedAt,
    error,
    request,
    event,
    waiting: found.parked.waiting,
    behind: waiting,
  };
}
