import { EventProcessor } from '../../../src/application/event-processor/event-processor.js';
import type { EventStore } from '../../../src/application/event-store.js';
import type { IntegrationEvent } from '../../../src/application/integration-events/integration-event.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import type { Messaging } from '../../../src/infrastructure/messaging/messaging.js';
import { SystemClock } from '../../../src/infrastructure/system/system-clock.js';
import { inMemoryProcessorStores } from '../../../src/testing/in-memory-processor-stores.js';

/** A service that publishes, and notes what it hears, over any number of starts. What was stored twice it notes twice. */
export class ListeningService {
  /** Every event that came to it, in the order it was handled. */
  readonly heard: RecordedEvent[] = [];
  readonly #stores = inMemoryProcessorStores();
  #messaging: Messaging | undefined;
  #processor: EventProcessor | undefined;

  constructor(
    private readonly eventStore: EventStore,
    private readonly open: () => Messaging,
  ) {}

  get messaging(): Messaging {
    if (this.#messaging === undefined) throw new Error('the service is not running');
    return this.#messaging;
  }

  start(): void {
    const messaging = this.open();
    this.#messaging = messaging;
    this.#processor = new EventProcessor({
      ...this.#stores,
      handler: {
        name: 'listens',
        filter: { streamPrefixes: messaging.inputs },
        laneKey: ({ stream }) => stream,
        handle: async (events) => {
          const known = new Set(this.heard.map(placeOf));
          this.heard.push(...events.filter((event) => !known.has(placeOf(event))));
        },
      },
      eventStore: this.eventStore,
      clock: new SystemClock(),
      owner: 'tests',
    });
    this.#processor.start();
    messaging.start();
  }

  publish(event: IntegrationEvent): Promise<void> {
    return this.messaging.publisher.publish(event);
  }

  async stop(): Promise<void> {
    await Promise.all([this.#messaging?.stop(), this.#processor?.stop()]);
    this.#messaging = undefined;
    this.#processor = undefined;
  }
}

function placeOf({ stream, revision }: RecordedEvent): string {
  return `${stream}@${revision}`;
}
