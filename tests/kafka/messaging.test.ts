import { messagingContract } from '../contract/messaging/messaging.contract.js';
import { openKafkaExchange } from './support/kafka-exchange.js';
import { sharedBrokers } from './support/shared-broker.js';

describe('KafkaMessaging', function () {
  this.timeout(40_000);
  before(() => sharedBrokers());

  messagingContract(async () => openKafkaExchange(await sharedBrokers()));
});
