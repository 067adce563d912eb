import { randomUUID } from 'node:crypto';
import { Looks } from '../../application/audit-service/looks.js';
import type { Clock } from '../../application/clock.js';
import type { EventStore } from '../../application/event-store.js';
import { OperatorActions } from '../../application/operations/operator-actions.js';
import type { Randomness } from '../../application/randomness.js';
import { EventStoreDbEventStore } from '../../infrastructure/eventstoredb/event-store-db-event-store.js';
import { SystemClock } from '../../infrastructure/system/system-clock.js';
import { SystemRandomness } from '../../infrastructure/system/system-randomness.js';
import { portOffset } from '../port-offset.js';
import type { ConnectionOptions } from './connection.js';
import type { Environment } from '../environment.js';
import { OperatorError } from './operator-error.js';

/** The event store as the operator's commands use it. */
export interface OpenEventStore {
  readonly eventStore: EventStore;
  /** `operator:<user>`: under this name the log remembers who it was. */
  readonly actor: string;
  /** Notes in the log that somebody looks at it; to be called before anything is shown. */
  look(what: string, of: Readonly<Record<string, string | number>>): Promise<void>;
  /** Notes in the log what somebody is about to do; to be called before it is done. */
  act(what: string, of: Readonly<Record<string, string | number>>): Promise<void>;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

const defaultPort = 2113;

/** Where the events are: the options, else the environment, else the shop that `npm start` runs here. @throws OperatorError */
export function eventStoreUrl(options: ConnectionOptions, environment: Environment): string {
  const url = options.eventStore ?? environment['EVENTSTORE_URL'];
  if (url !== undefined && url !== '') return url;
  return `esdb://127.0.0.1:${defaultPort + portOffset(options.portOffset, environment)}?tls=false`;
}

/** Does `work` on the event store at `url`. @throws OperatorError for a malformed URL */
export async function withEventStore<Result>(
  url: string,
  environment: Environment,
  work: (open: OpenEventStore) => Promise<Result>,
): Promise<Result> {
  const eventStore = open(url);
  const actor = `operator:${environment['USER'] || environment['USERNAME'] || 'unknown'}`;
  const [clock, randomness] = [new SystemClock(), new SystemRandomness()];
  const looks = new Looks({ eventStore, clock, randomness });
  const actions = new OperatorActions({ eventStore, clock, randomness });
  try {
    return await work({
      eventStore,
      actor,
      clock,
      randomness,
      look: (what, of) => looks.record({ actor, what, of, correlationId: randomUUID() }),
      act: (what, of) => actions.record({ actor, what, of, correlationId: randomUUID() }),
    });
  } finally {
    await eventStore.dispose();
  }
}

function open(url: string): EventStoreDbEventStore {
  try {
    return new EventStoreDbEventStore(url, { connectionName: 'webstore-cli', deadlineMs: 4_000 });
  } catch {
    throw new OperatorError(`'${url}' is not an address like esdb://host:port?tls=false`, 2);
  }
}
