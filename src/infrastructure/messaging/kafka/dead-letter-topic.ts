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
    const { key, value } = message;
    const headers = new Map([...message.headers, ...this.#about(message, reason)]);
    try {
      await this.producer.send([{ ...(key && { key }), ...(value && { value }), headers }], signal);
    } catch (error) {
      if (!(error instanceof MessageRefusedError)) throw error;
      await this.producer.send([{ ...(key && { key }), headers }], signal);
    }
  }

  close(): Promise<void> {
    return this.producer.close();
  }

  #about({ partition, offset }: MessagePlace, reason: string): [Buffer, Buffer][] {
    const about = {
      'webstore-reason': reason,
      'webstore-group': groupOf(this.options),
      'webstore-topic': this.options.topic,
      'webstore-partition': String(partition),
      'webstore-offset': String(offset),
    };
    return Object.entries(about).map(([name, text]) => [Buffer.from(name), Buffer.from(text)]);
  }
}
