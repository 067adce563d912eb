import { messagingContract } from '../contract/messaging/messaging.contract.js';
import { openKafkaExchange } from './support/kafka-exchange.js';
import { someBrokers } from './support/shared-broker.js';

describe('KafkaMessaging', function () {
  this.timeout(40_000);
  let brokers: string;
  before(async function () {
    brokers = await someBrokers(this);
  });

  messagingContract(() => openKafkaExchange(brokers));
});
