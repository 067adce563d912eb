import { DomainError } from '../../../domain/domain-error.js';
import { NotFoundError } from '../../../domain/not-found-error.js';
import type { EventStore } from '../../event-store.js';
import type { Fold } from './fold-stream.js';
import { asOf, isBy, type Moment } from './moment.js';
import { kindOf, replayableKinds } from './stream-kinds.js';
import { withoutSecrets } from './without-secrets.js';

/** An aggregate or process as it was. */
export interface ReplayedState {
  readonly stream: string;
  /** Of the last event that is in the state. */
  readonly revision: number;
  /** When that was recorded, ISO 8601 UTC. */
  readonly at: string;
  readonly state: unknown;
}

/**
 * The state of a stream as of a moment (undefined: now), folded from its first event on by the code that folds it in production.
 * Secrets in it are hidden.
 * @throws NotFoundError `stream-not-found` when it had no event by then, `revision-not-found` when it has not come so far
 * @throws DomainError `stream-not-replayable` when it is no aggregate or process
 * @throws EventStoreUnavailableError
 */
export async function stateAt(
  eventStore: EventStore,
  stream: string,
  moment: Moment | undefined,
): Promise<ReplayedState> {
  const fold = beginFold(stream);
  const limit = moment !== undefined && 'revision' in moment ? { limit: moment.revision + 1 } : {};
  let revision = -1;
  let at = '';
  for await (const event of eventStore.readStream(stream, limit)) {
    if (moment !== undefined && !isBy(event, moment)) break;
    fold.apply(event);
    revision = event.revision;
    at = event.recordedAt;
  }
  if (revision < 0) throw new NotFoundError('stream', asOf(stream, moment));
  if (moment !== undefined && 'revision' in moment && revision < moment.revision) {
    throw new NotFoundError('revision', `${stream}@${moment.revision}`);
  }
  return { stream, revision, at, state: withoutSecrets(fold.state) };
}

/** @throws DomainError `stream-not-replayable` */
export function beginFold(stream: string): Fold {
  const { fold, name } = kindOf(stream);
  if (fold !== undefined) return fold(stream);
  throw new DomainError(
    'stream-not-replayable',
    `${stream} is no aggregate or process: there is nothing to fold`,
    {
      kind: name,
      replayable: replayableKinds,
    },
  );
}
