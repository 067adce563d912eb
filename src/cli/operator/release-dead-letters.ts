import type { DeadLetterRequest } from '../../application/event-processor/dead-letter.js';
import { releaseDeadLetter } from '../../application/operations/release-dead-letter.js';
import type { Stores } from './command-line.js';
import { deadLetterId } from './dead-letter-id.js';
import { OperatorError } from './operator-error.js';
import type { Output } from './output.js';
import { locatedParkedKeys } from './service-databases.js';

export interface ReleaseOptions {
  readonly timeoutSeconds: number;
  readonly json?: boolean | undefined;
}

/**
 * Asks for one parked key (or all, when `id` is undefined) to be replayed or skipped, and waits for what becomes of each.
 * @throws OperatorError when there is no such key, a key stays parked, or nobody takes the request up in time
 */
export async function releaseDeadLetters(
  { mongodb, clock, act }: Stores,
  output: Output,
  request: DeadLetterRequest,
  id: string | undefined,
  { timeoutSeconds, json = false }: ReleaseOptions,
): Promise<void> {
  const all = await locatedParkedKeys(mongodb);
  const meant = id === undefined ? all : all.filter((one) => deadLetterId(one) === id);
  if (meant.length === 0 && id !== undefined) {
    throw new OperatorError(`nothing is parked under '${id}'; see: webstore dead-letters list`, 2);
  }
  for (const one of meant) await act(`${request}-dead-letter`, { id: deadLetterId(one) });
  const releases = meant.map(async ({ stores: { deadLetters }, parked, service }) => {
    const patienceMs = timeoutSeconds * 1_000;
    const { outcome, error } = await releaseDeadLetter(
      { deadLetters, clock },
      parked.head,
      request,
      patienceMs,
    );
    if (outcome !== 'pending') return error;
    throw new OperatorError(
      `${service} has not taken up the ${request} within ${timeoutSeconds} s: is it running?`,
    );
  });
  const errors = await Promise.all(releases);
  for (const [index, one] of meant.entries()) {
    const error = errors[index] ?? null;
    if (json) output.print(JSON.stringify({ id: deadLetterId(one), released: error === null, error }));
    else output.print(`${deadLetterId(one)}: ${error === null ? 'released' : `still parked: ${error}`}`);
  }
  const stillParked = errors.filter((error) => error !== null).length;
  if (stillParked > 0) throw new OperatorError(`${stillParked} of ${meant.length} are still parked`);
}
