import type { DeadLetterRequest } from '../../application/event-processor/dead-letter.js';
import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { deadLetterId } from './dead-letter-id.js';
import { OperatorError } from './operator-error.js';
import type { Output } from './output.js';
import { patiently } from './patience.js';
import { locatedParkedKeys, type LocatedParkedKey } from './service-databases.js';

export interface ReleaseOptions {
  readonly timeoutSeconds: number;
  readonly json?: boolean | undefined;
}

/**
 * Asks for one parked key (or all, when `id` is undefined) to be replayed or skipped, and waits for what becomes of it.
 * @throws OperatorError when there is no such key, a key stays parked, or nobody takes the request up in time
 */
export async function releaseDeadLetters(
  connection: MongoConnection,
  output: Output,
  request: DeadLetterRequest,
  id: string | undefined,
  { timeoutSeconds, json = false }: ReleaseOptions,
): Promise<void> {
  const all = await locatedParkedKeys(connection);
  const meant = id === undefined ? all : all.filter((one) => deadLetterId(one) === id);
  if (meant.length === 0 && id !== undefined) {
    throw new OperatorError(`nothing is parked under '${id}'; see: webstore dead-letters list`, 2);
  }
  await Promise.all(meant.map(({ stores, parked }) => stores.deadLetters.request(parked.head, request)));
  let stillParked = 0;
  for (const one of meant) {
    const error = await outcome(one, request, timeoutSeconds);
    if (error !== undefined) stillParked += 1;
    if (json) output.print(JSON.stringify({ id: deadLetterId(one), released: error === undefined, error }));
    else output.print(`${deadLetterId(one)}: ${error === undefined ? 'released' : `still parked: ${error}`}`);
  }
  if (stillParked > 0) throw new OperatorError(`${stillParked} of ${meant.length} are still parked`);
}

/** The error the key is still parked for; undefined once it is released. */
async function outcome(
  { service, stores, parked }: LocatedParkedKey,
  request: DeadLetterRequest,
  timeoutSeconds: number,
): Promise<string | undefined> {
  const { handler, key } = parked.head;
  const { error } = await patiently(
    async () => {
      const [head] = await stores.deadLetters.parkedEvents(handler, key, 1);
      if (head === undefined) return { error: undefined };
      return head.request === undefined && head.error !== undefined ? { error: head.error } : undefined;
    },
    timeoutSeconds,
    `${service} has not taken up the ${request} within ${timeoutSeconds} s: is it running?`,
  );
  return error;
}
