import { expect } from 'chai';
import { TransientError } from '../../../src/application/transient-error.js';
import {
  type InsistentProducer,
  MessageRefusedError,
  type RawMessage,
} from '../../../src/infrastructure/messaging/kafka/insistent-producer.js';
import { KafkaPublisher } from '../../../src/infrastructure/messaging/kafka/kafka-publisher.js';
import { someIntegrationEvent } from '../../contract/messaging/messaging.contract.js';

/** A producer whose sends a test settles. */
class HeldProducer implements Pick<InsistentProducer, 'send' | 'close'> {
  readonly sent: (readonly RawMessage[])[] = [];
  #settle: ((error?: Error) => void) | undefined;

  async send(messages: readonly RawMessage[], signal: AbortSignal): Promise<void> {
    this.sent.push(messages);
    await new Promise<void>((resolve, reject) => {
      this.#settle = (error) => (error === undefined ? resolve() : reject(error));
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  }

  /** Resolves when whoever waits for the send has gone on. */
  async settle(error?: Error): Promise<void> {
    this.#settle?.(error);
    await new Promise((resolve) => setImmediate(resolve));
  }

  async close(): Promise<void> {}
}

describe('KafkaPublisher', () => {
  let producer: HeldProducer;
  let publisher: KafkaPublisher;
  let sentEvents: number;
  beforeEach(() => {
    producer = new HeldProducer();
    sentEvents = 0;
    publisher = new KafkaPublisher(producer, '/services/order-service', {
      sent: (events) => (sentEvents += events),
    });
  });

  const sizes = (): number[] => producer.sent.map(({ length }) => length);

  it('sends the first at once, and what comes meanwhile together', async () => {
    const settled: number[] = [];
    const events = Array.from({ length: 5 }, someIntegrationEvent);
    const all = events.map(async (event, index) => {
      await publisher.publish(event);
      settled.push(index);
    });
    expect(sizes()).to.deep.equal([1]);
    await producer.settle();
    expect(sizes()).to.deep.equal([1, 4]);
    expect(settled).to.deep.equal([0]);
    expect(sentEvents).to.equal(1);
    await producer.settle();
    await Promise.all(all);
    expect(producer.sent.flat().map(({ key }) => String(key))).to.deep.equal(events.map(({ key }) => key));
    expect(sentEvents).to.equal(5);
  });

  it('sends no more at a time than brokers take', async () => {
    const large = Array.from({ length: 4 }, () => ({
      ...someIntegrationEvent(),
      data: { text: 'x'.repeat(200_000) },
    }));
    const all = Promise.all(large.map((event) => publisher.publish(event)));
    for (let batch = 0; batch < 3; batch += 1) await producer.settle();
    await all;
    expect(sizes()).to.deep.equal([1, 2, 1]);
  });

  it('sends the others of a batch when one is refused', async () => {
    const first = publisher.publish(someIntegrationEvent());
    const [second, third] = [someIntegrationEvent(), someIntegrationEvent()].map((event) =>
      publisher.publish(event).then(
        () => 'sent',
        (error: unknown) => error,
      ),
    );
    await producer.settle();
    await first;
    await producer.settle(new MessageRefusedError());
    await producer.settle(new MessageRefusedError());
    await producer.settle();
    expect(sizes()).to.deep.equal([1, 2, 1, 1]);
    expect(await second).to.be.an.instanceOf(MessageRefusedError);
    expect(await third).to.equal('sent');
  });

  it('tells whoever still waits when it stops, and whoever comes after, that it is for later', async () => {
    const waiting = publisher.publish(someIntegrationEvent()).catch((error: unknown) => error);
    await publisher.stop();
    expect(await waiting).to.be.an.instanceOf(TransientError);
    const late = await publisher.publish(someIntegrationEvent()).catch((error: unknown) => error);
    expect(late).to.be.an.instanceOf(TransientError);
  });
});
