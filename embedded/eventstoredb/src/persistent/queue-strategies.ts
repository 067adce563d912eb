import type { ConsumerStrategy } from './consumer-strategy.js';
import type { Consumer } from './consumer.js';

/** Consumers in a queue; who is full goes to its end. */
abstract class QueueStrategy implements ConsumerStrategy {
  readonly #queue: Consumer[] = [];

  add(consumer: Consumer): void {
    this.#queue.push(consumer);
  }

  remove(consumer: Consumer): void {
    this.#queue.splice(this.#queue.indexOf(consumer), 1);
  }

  choose(): Consumer | 'nobody' {
    for (let tries = this.#queue.length; tries > 0; tries--) {
      const consumer = this.#queue[0]!;
      if (!consumer.hasRoom) this.rotate();
      else {
        this.chosen();
        return consumer;
      }
    }
    return 'nobody';
  }

  protected rotate(): void {
    this.#queue.push(this.#queue.shift()!);
  }

  protected abstract chosen(): void;
}

/** One message to each consumer in turn. */
export class RoundRobinStrategy extends QueueStrategy {
  protected chosen(): void {
    this.rotate();
  }
}

/** All messages to one consumer as long as it has room. */
export class DispatchToSingleStrategy extends QueueStrategy {
  protected chosen(): void {}
}
