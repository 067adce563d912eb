import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { RecentCustomers } from '../../../src/application/customer-service/recent-customers.js';
import { CommandHandler } from '../../../src/application/command-handler.js';
import { orderEmailDispatcher } from '../../../src/application/customer-service/order-email-dispatcher.js';
import {
  orderEmailProcess,
  type RetryPolicy,
} from '../../../src/application/customer-service/order-email-process.js';
import { ABANDONED_AFTER_MS } from '../../../src/application/process-runtime/abandoned-commands.js';
import { ProcessRuntime } from '../../../src/application/process-runtime/process-runtime.js';
import { customerDecider } from '../../../src/domain/customer/decider.js';
import { customerEventVersions } from '../../../src/domain/customer/events.js';
import { emailDecider } from '../../../src/domain/email/decider.js';
import { emailEventVersions } from '../../../src/domain/email/events.js';
import { HandlebarsRenderer } from '../../../src/infrastructure/mail/handlebars-renderer.js';
import { SmtpMailer } from '../../../src/infrastructure/mail/smtp-mailer.js';
import {
  EventStorePublisher,
  ORDER_INTEGRATION_STREAMS,
} from '../../../src/infrastructure/messaging/event-store-publisher.js';
import { SystemClock } from '../../../src/infrastructure/system/system-clock.js';
import { SystemRandomness } from '../../../src/infrastructure/system/system-randomness.js';
import { Nodes, until } from './nodes.js';
import { Service, type ServiceParts } from './service.js';

/** Enough for what was left behind by a kill to be taken over. */
const AFTER_A_KILL_MS = ABANDONED_AFTER_MS + 15_000;
const quick: RetryPolicy = { firstDelayMs: 50, maxDelayMs: 200, maxAttempts: 1_000 };

describe('order e-mails over real nodes', function suite() {
  this.timeout(120_000);

  let nodes: Nodes;
  const services: Service[] = [];
  const mailers: SmtpMailer[] = [];

  beforeEach(async () => {
    nodes = await Nodes.start();
  });

  afterEach(async () => {
    for (const mailer of mailers.splice(0)) mailer.close();
    await Promise.all(services.splice(0).map((service) => service.stop()));
    await nodes.stop();
  });

  const customersOver = (parts: ServiceParts) =>
    new CommandHandler({ ...parts, decider: customerDecider, eventVersions: customerEventVersions });

  function startService(retry = quick): Service {
    const mailer = new SmtpMailer({ url: nodes.mailbox.smtpUrl, from: 'shop@webstore.example' });
    mailers.push(mailer);
    const service = new Service(nodes, 'webstore_customer', (parts) => {
      const emails = new CommandHandler({
        ...parts,
        decider: emailDecider,
        eventVersions: emailEventVersions,
      });
      return new ProcessRuntime({
        ...parts,
        manager: orderEmailProcess(retry),
        inputs: [ORDER_INTEGRATION_STREAMS],
        dispatcher: orderEmailDispatcher({
          recipients: new RecentCustomers(customersOver(parts), parts.clock),
          emails,
          mailer,
          renderer: new HandlebarsRenderer(),
        }),
      });
    });
    services.push(service);
    return service;
  }

  async function placeAndConfirm({ eventStore }: Service): Promise<string> {
    const [customerId, orderId] = [randomUUID(), randomUUID()];
    const origin = { correlationId: randomUUID(), causationId: randomUUID() };
    const data = { customerId, email: 'ada@example.com', name: 'Ada', passwordHash: 'hash' };
    const customers = customersOver({
      eventStore,
      clock: new SystemClock(),
      randomness: new SystemRandomness(),
    });
    await customers.handle(`customer-${customerId}`, {
      ...origin,
      commandId: randomUUID(),
      actor: 'test',
      body: { type: 'RegisterCustomer', data },
    });
    const publisher = new EventStorePublisher(eventStore, 'service:order-service');
    const total = { amount: 4_200, currency: 'EUR' };
    const lines = [{ productId: 'p', quantity: 2, unitPrice: { amount: 2_100, currency: 'EUR' } }];
    for (const [type, more] of [
      ['order.placed.v1', { lines }],
      ['order.confirmed.v1', {}],
    ] as const) {
      const event = { type, key: orderId, data: { orderId, customerId, total, ...more } };
      await publisher.publish({ ...origin, ...event, eventId: randomUUID() });
    }
    return orderId;
  }

  async function eventTypes(service: Service, emailId: string): Promise<string[]> {
    const types: string[] = [];
    for await (const { type } of service.eventStore.readStream(`email-${emailId}`)) types.push(type);
    return types;
  }

  it('turns each event of an order into one e-mail', async () => {
    const service = startService();
    const orderId = await placeAndConfirm(service);
    await until(async () => (await nodes.mails()).length === 2, 'two mails');
    const mails = await nodes.mails();
    expect(mails.map(({ subject }) => subject).toSorted()).to.deep.equal([
      `We have received your order ${orderId}`,
      `Your order ${orderId} is confirmed`,
    ]);
    expect(mails.map(({ to, deliveries }) => [to, deliveries])).to.deep.equal([
      ['ada@example.com', 1],
      ['ada@example.com', 1],
    ]);
    const emailId = `${orderId}-order-received`;
    await until(async () => (await eventTypes(service, emailId)).includes('EmailSent'), 'the record');
    await until(
      async () => (await service.processes.get(`order-email-${emailId}`))?.status === 'ended',
      'the end of the process',
    );
  });

  it('tries again while the mail server is away, over a restart of its own, and sends once', async () => {
    await nodes.mailbox.stop();
    const first = startService();
    const orderId = await placeAndConfirm(first);
    const emailId = `${orderId}-order-confirmed`;
    await until(async () => (await eventTypes(first, emailId)).length > 3, 'failed attempts');
    first.kill();
    const second = startService();
    const attempts = (await eventTypes(second, emailId)).length;
    await until(
      async () => (await eventTypes(second, emailId)).length > attempts + 1,
      'more failed attempts',
      AFTER_A_KILL_MS,
    );
    await nodes.restartMailbox();
    await until(async () => (await nodes.mails()).length === 2, 'two mails', AFTER_A_KILL_MS);
    await until(async () => (await eventTypes(second, emailId)).at(-1) === 'EmailSent', 'the record');
    expect((await nodes.mails()).map(({ deliveries }) => deliveries)).to.deep.equal([1, 1]);
  });

  it('loses and doubles nothing when it is killed again and again', async () => {
    let service = startService();
    const orderIds: string[] = [];
    for (let round = 0; round < 5; round++) {
      const placed = await Promise.all(Array.from({ length: 4 }, () => placeAndConfirm(service)));
      orderIds.push(...placed);
      service.kill();
      service = startService();
    }
    const emailIds = orderIds.flatMap((id) => [`${id}-order-received`, `${id}-order-confirmed`]);
    const allThere = async () => (await nodes.mails()).length >= emailIds.length;
    await until(allThere, 'all mails', AFTER_A_KILL_MS);
    for (const emailId of emailIds) {
      await until(async () => (await eventTypes(service, emailId)).length >= 2, `the record of ${emailId}`);
      expect(await eventTypes(service, emailId)).to.deep.equal(['EmailRequested', 'EmailSent']);
    }
    const messageIds = (await nodes.mails()).map(({ messageId }) => messageId);
    expect(messageIds.toSorted()).to.deep.equal(emailIds.map((id) => `<${id}@webstore.example>`).toSorted());
  });

  it('abandons an e-mail after the last attempt', async () => {
    await nodes.mailbox.stop();
    const service = startService({ firstDelayMs: 10, maxDelayMs: 20, maxAttempts: 3 });
    const orderId = await placeAndConfirm(service);
    const emailId = `${orderId}-order-received`;
    await until(async () => (await eventTypes(service, emailId)).at(-1) === 'EmailAbandoned', 'the end');
    expect(await eventTypes(service, emailId)).to.deep.equal([
      'EmailRequested',
      'EmailAttemptFailed',
      'EmailAttemptFailed',
      'EmailAttemptFailed',
      'EmailAbandoned',
    ]);
    await nodes.restartMailbox();
  });
});
