import { parkedKeyDetails, type ParkedKeyDetails } from '../../application/operations/dead-letters.js';
import type { Stores } from './command-line.js';
import { deadLetterId } from './dead-letter-id.js';
import { OperatorError } from './operator-error.js';
import { locatedParkedKeys } from './service-databases.js';

/** A parked key with its poisonous event as it is stored. @throws OperatorError when nothing is parked under `id` */
export async function showDeadLetter(
  { mongodb, eventStore, look }: Stores,
  id: string,
): Promise<ParkedKeyDetails & { readonly id: string; readonly service: string }> {
  const found = (await locatedParkedKeys(mongodb)).find((one) => deadLetterId(one) === id);
  if (found === undefined) {
    throw new OperatorError(`nothing is parked under '${id}'; see: webstore dead-letters list`, 2);
  }
  const { service, stores, parked } = found;
  await look('dead-letter', { id });
  const details = await parkedKeyDetails({ eventStore, deadLetters: stores.deadLetters }, parked);
  return { id, service, ...details };
}
