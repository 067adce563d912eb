import { type AllStreamResolvedEvent, type EventStoreDBClient, FORWARDS } from '@eventstore/db-client';
import type { EventFilter } from '../../application/event-filter.js';
import { Cursor } from './cursor.js';
import { recordedEventOf } from './recorded-event-of.js';

/** So many events are looked at one by one, which costs less than to have the server search for those that match. */
const mostLookedAt = 32;

/**
 * Whether any matching event stands behind `after` and up to `upTo`; undefined when that are too many events to look at here.
 *
 * A read ends by itself, where a subscription must be cancelled: a server on Node.js takes a client that cancels more than
 * some 30 calls a second for an attacker, and ends its connection with all that goes over it.
 *
 * @throws the client's error; Error when the server is silent for `silenceMs`
 */
export async function matchesNearby(
  client: EventStoreDBClient,
  filter: EventFilter,
  after: bigint,
  upTo: bigint,
  silenceMs: number,
): Promise<boolean | undefined> {
  const reader = client.readAll({
    direction: FORWARDS,
    fromPosition: { commit: after, prepare: after },
    maxCount: mostLookedAt,
  });
  const cursor = new Cursor<AllStreamResolvedEvent>(reader);
  let answer: boolean | undefined;
  for (let seen = 0; ;) {
    const resolved = cursor.take();
    if (resolved !== undefined) {
      seen++;
      const event = recordedEventOf(resolved);
      if (event === undefined || event.position <= after) continue;
      if (event.position > upTo) answer ??= false;
      else if (isSelected(filter, event.stream)) answer ??= true;
    } else if (cursor.ended) {
      return answer ?? (seen < mostLookedAt ? false : undefined);
    } else if (!(await cursor.stirred(silenceMs))) {
      await reader.cancel().catch(() => undefined);
      cursor.discard();
      throw new Error(`no answer within ${silenceMs} ms`);
    }
  }
}

/** An empty prefix is for all streams but the server's own. */
function isSelected({ streamPrefixes }: EventFilter, stream: string): boolean {
  return streamPrefixes.includes('')
    ? !stream.startsWith('$')
    : streamPrefixes.some((prefix) => stream.startsWith(prefix));
}
