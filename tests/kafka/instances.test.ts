import { expect } from 'chai';
import { someIntegrationEvent } from '../contract/messaging/messaging.contract.js';
import { eventually } from '../e2e/support/eventually.js';
import { openKafkaExchange } from './support/kafka-exchange.js';
import { someBrokers } from './support/shared-broker.js';

describe('several instances of a service', function () {
  this.timeout(60_000);
  let brokers: string;
  before(async function () {
    brokers = await someBrokers(this);
  });

  it('share the partitions, and take over from one that leaves', async () => {
    const exchange = await openKafkaExchange(brokers);
    const instances = ['product-service-1', 'product-service-2'].map((name) =>
      exchange.instance('product-service', name),
    );
    const [first, second] = instances;
    const published: string[] = [];
    const publish = async (): Promise<void> => {
      const events = Array.from({ length: 12 }, someIntegrationEvent);
      await Promise.all(events.map((event) => first!.publish(event)));
      published.push(...events.map(({ eventId }) => eventId));
    };
    const allHeard = (): Promise<unknown> =>
      eventually(() => expect(first!.heard.map(({ eventId }) => eventId)).to.have.members(published));

    first!.start();
    await publish();
    await allHeard();
    second!.start();
    await publish();
    await allHeard();
    await second!.stop();
    await publish();
    await allHeard();
    await first!.stop();
    await exchange.close();
  });
});
