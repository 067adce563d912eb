import { groupOf, type KafkaOptions } from './kafka-options.js';
import type { MessagePlace } from './kafka-observer.js';
import { type InsistentProducer, MessageRefusedError } from './insistent-producer.js';
import type { IncomingMessage } from './read-cloud-event.js';

/** Keeps messages that nobody here can read, as they came, for people to look at. */
export class DeadLetterTopic {
  constructor(
    private readonly producer: Pick<InsistentProducer, 'send' | 'close'>,
    private readonly options: KafkaOptions,
  ) {}

  /**
   * Durable when it resolves. One that is too large with the reason beside it is kept without its content: that
   * stands where the reason says.
   * @throws the signal's reason once it aborts
   */
  async put(message: IncomingMessage & MessagePlace, reason: string, signal: AbortSignal): Promise<void> {
    const key = message.key?.toString() ?? '';
    const headers = {
      ...Object.fromEntries(Array.from(message.headers, ([name, text]) => [String(name), String(text)])),
      'webstore-reason': reason,
      'webstore-group': groupOf(this.options),
      'webstore-topic': this.options.topic,
      'webstore-partition': String(message.partition),
      'webstore-offset': String(message.offset),
    };
    try {
      await this.producer.send([{ key, value: message.value?.toString() ?? '', headers }], signal);
    } catch (error) {
      if (!(error instanceof MessageRefusedError)) throw error;
      await this.producer.send([{ key, value: '', headers }], signal);
    }
  }

  close(): Promise<void> {
    return this.producer.close();
  }
}
