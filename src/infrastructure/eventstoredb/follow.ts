import {
  type AllStreamResolvedEvent,
  type EventStoreDBClient,
  type Filter,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import type { EventFilter } from '../../application/event-filter.js';
import type { SubscriptionMessage } from '../../application/subscription-message.js';
import { Cursor } from './cursor.js';
import { recordedEventOf } from './recorded-event-of.js';

/** The server looks through this many events at a time for matching ones, and tells after each such window how far it is. */
const searchWindow = 1_024;

/** A message that belongs behind the first `behind` events of a subscription. */
interface Marker {
  readonly behind: number;
  readonly message: SubscriptionMessage;
}

/**
 * One subscription over one connection: ends when `signal` aborts or the server ends it, throws when the connection is lost.
 *
 * The client announces checkpoints and "caught up" as soon as they arrive, ahead of events that it still holds; here each
 * waits until the events before it have been given.
 */
export async function* follow(
  client: EventStoreDBClient,
  filter: EventFilter,
  after: bigint | undefined,
  signal: AbortSignal,
): AsyncGenerator<SubscriptionMessage, void, undefined> {
  const markers: Marker[] = [];
  let taken = 0;
  const mark = (message: SubscriptionMessage): void => {
    markers.push({ behind: taken + cursor.waiting, message });
    cursor.stir();
  };
  const subscription = client.subscribeToAll({
    fromPosition: after === undefined ? START : { commit: after, prepare: after },
    filter: serverFilter(filter, (position) => mark({ kind: 'checkpoint', position })),
  });
  const cursor = new Cursor<AllStreamResolvedEvent>(subscription);
  subscription.on('caughtUp', () => mark({ kind: 'caught-up' }));
  signal.addEventListener('abort', cursor.stir, { once: true });
  try {
    while (!signal.aborted) {
      const marker = markers[0];
      if (marker !== undefined && marker.behind <= taken) {
        markers.shift();
        yield marker.message;
        continue;
      }
      const resolved = cursor.take();
      if (resolved !== undefined) {
        taken++;
        const event = recordedEventOf(resolved);
        if (event !== undefined) yield { kind: 'event', event };
      } else if (cursor.ended) {
        return;
      } else {
        await cursor.stirred();
      }
    }
  } finally {
    signal.removeEventListener('abort', cursor.stir);
    // The stream may never have been opened: then there is nothing to end.
    await subscription.unsubscribe().catch(() => undefined);
    cursor.discard();
  }
}

/** The filter in the server's terms. Its own streams begin with `$`. */
function serverFilter({ streamPrefixes }: EventFilter, reached: (position: bigint) => void): Filter {
  const options = {
    maxSearchWindow: searchWindow,
    checkpointInterval: 1,
    checkpointReached: (_: unknown, { commit }: { readonly commit: bigint }) => reached(commit),
  };
  return streamPrefixes.includes('')
    ? streamNameFilter({ ...options, regex: '^[^$]' })
    : streamNameFilter({ ...options, prefixes: [...streamPrefixes] });
}
