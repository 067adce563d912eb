import type { Clock } from '../clock.js';
import type { EventFilter } from '../event-filter.js';
import type { EventStore } from '../event-store.js';
import { ForwardingEventStore } from '../forwarding-event-store.js';
import type { SubscriptionMessage } from '../subscription-message.js';

/** What was read at once. */
interface Round {
  readonly messages: readonly SubscriptionMessage[];
  /** Where the next one goes on, and whether it waits before. */
  readonly position: bigint | undefined;
  readonly caughtUp: boolean;
  /** Shared by everybody who stands at its place, as long as it is one of the last. */
  next?: Promise<Round> | undefined;
}

const largestRound = 500;
const roundsKept = 4;

/**
 * An event store whose subscriptions read in rounds, a pause apart once they have caught up, and share them: several that follow the
 * same events cost as much as one, and an event read among many costs a fraction of one that comes alone. They lag by the pause.
 */
export class SharedRounds extends ForwardingEventStore {
  /** By filter, the last rounds: oldest first. */
  readonly #recent = new Map<string, Round[]>();

  constructor(
    store: EventStore,
    private readonly clock: Clock,
    private readonly pauseMs: number,
  ) {
    super(store);
  }

  override async *subscribe(
    filter: EventFilter,
    after: bigint | undefined,
    signal: AbortSignal,
  ): AsyncIterable<SubscriptionMessage> {
    let round: Round = { messages: [], position: after, caughtUp: false };
    while (!signal.aborted) {
      const next = await unlessAborted(this.#behind(filter, round), signal);
      if (next === undefined) return;
      for (const message of next.messages) {
        if (signal.aborted) return;
        yield message;
      }
      round = next;
    }
  }

  /** The round behind one; a shared one where somebody has come to the same place. */
  #behind(filter: EventFilter, round: Round): Promise<Round> {
    if (round.next !== undefined) return round.next;
    const recent = this.#recentOf(filter);
    let place = recent.findLast(({ position }) => position === round.position);
    if (place === undefined) keep(recent, (place = round));
    place.next ??= this.#read(filter, place, recent);
    return place.next;
  }

  #recentOf({ streamPrefixes }: EventFilter): Round[] {
    const key = streamPrefixes.join(' ');
    const known = this.#recent.get(key);
    if (known !== undefined) return known;
    const recent: Round[] = [];
    this.#recent.set(key, recent);
    return recent;
  }

  async #read(
    filter: EventFilter,
    { position: after, caughtUp: waits }: Round,
    recent: Round[],
  ): Promise<Round> {
    if (waits) await this.clock.sleep(this.pauseMs);
    const messages: SubscriptionMessage[] = [];
    const ended = new AbortController();
    let position = after;
    let caughtUp = false;
    try {
      for await (const message of this.store.subscribe(filter, after, ended.signal)) {
        messages.push(message);
        if (message.kind === 'event') position = message.event.position;
        else if (message.kind === 'checkpoint') position = message.position;
        else caughtUp = true;
        if (caughtUp || messages.length >= largestRound) break;
      }
    } finally {
      ended.abort();
    }
    const round: Round = { messages, position, caughtUp: caughtUp || messages.length === 0 };
    keep(recent, round);
    return round;
  }
}

/**
 * The answer, or undefined once the signal aborts. A race against one promise of the abort would do, but that promise would
 * hold on to every answer for as long as it is pending.
 */
async function unlessAborted<Answer>(
  answer: Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  if (signal.aborted) return undefined;
  let stop = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
  });
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Who is slower than the rounds kept reads for itself, so that nothing is held for long. */
function keep(recent: Round[], round: Round): void {
  recent.push(round);
  if (recent.length > roundsKept) recent.shift()!.next = undefined;
}
