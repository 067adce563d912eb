import { expect } from 'chai';
import type { Command } from '../../../src/application/command.js';
import { CommandHandler } from '../../../src/application/command-handler.js';
import { MailDeliveryError } from '../../../src/application/customer-service/mail-delivery-error.js';
import type { Mailer, OutgoingEmail } from '../../../src/application/customer-service/mailer.js';
import { orderEmailDispatcher } from '../../../src/application/customer-service/order-email-dispatcher.js';
import { RecentCustomers } from '../../../src/application/customer-service/recent-customers.js';
import type { OrderEmailCommand } from '../../../src/application/customer-service/order-email-messages.js';
import type { CommandDispatcher } from '../../../src/application/process-runtime/command-dispatcher.js';
import { TransientError } from '../../../src/application/transient-error.js';
import { customerDecider } from '../../../src/domain/customer/decider.js';
import { customerEventVersions } from '../../../src/domain/customer/events.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import { emailDecider } from '../../../src/domain/email/decider.js';
import { emailEventVersions } from '../../../src/domain/email/events.js';
import type { OrderEmailKind } from '../../../src/domain/email/order-email.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';

const customerId = '0b6f0ddc-56a5-4a4e-9f0f-7f1c33c0a001';
const emailId = 'o-1-order-confirmed';
const stream = `email-${emailId}`;

/** A mail server that answers as told. */
class ScriptedMailer implements Mailer {
  readonly sent: OutgoingEmail[] = [];
  failure: Error | undefined;
  afterSend: (() => void) | undefined;

  async send(email: OutgoingEmail): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    this.sent.push(email);
    this.afterSend?.();
  }
}

describe('the commands behind order e-mails', () => {
  const store = { current: new InMemoryEventStore() };
  let mailer: ScriptedMailer;
  let randomness: SeededRandomness;
  let dispatcher: CommandDispatcher<OrderEmailCommand>;

  function customers() {
    const parts = { eventStore: store.current, clock: new ManualClock(), randomness };
    return new CommandHandler({ ...parts, decider: customerDecider, eventVersions: customerEventVersions });
  }

  /** A freshly started service. */
  function restart(): void {
    const parts = { eventStore: store.current, clock: new ManualClock(), randomness };
    const emails = new CommandHandler({ ...parts, decider: emailDecider, eventVersions: emailEventVersions });
    const renderer = { render: () => ({ text: 'the text', html: '<p>the HTML</p>' }) };
    const recipients = new RecentCustomers(customers(), new ManualClock());
    dispatcher = orderEmailDispatcher({ recipients, emails, mailer, renderer });
  }

  function command<Body extends OrderEmailCommand>(body: Body): Command<Body> {
    const origin = { correlationId: 'correlation', causationId: 'cause', actor: 'process:order-email' };
    return { commandId: randomness.uuid(), ...origin, body };
  }

  const request = (kind: OrderEmailKind = 'order-confirmed', orderId = 'o-1'): Command<OrderEmailCommand> =>
    command({
      type: 'SendOrderEmail',
      data: {
        emailId: `${orderId}-${kind}`,
        kind,
        orderId,
        customerId,
        order: { total: { amount: 100, currency: 'EUR' } },
      },
    });
  const send = (): Command<OrderEmailCommand> => command({ type: 'SendEmail', data: { emailId } });
  const types = (): string[] => store.current.eventsOf(stream).map(({ type }) => type);
  const failureOf = (work: Promise<void>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  async function register(): Promise<void> {
    const data = { customerId, email: 'ada@example.com', name: 'Ada', passwordHash: 'hash' };
    const body = { type: 'RegisterCustomer', data } as const;
    await customers().handle(`customer-${customerId}`, { ...request(), body });
  }

  beforeEach(async () => {
    store.current = new InMemoryEventStore();
    mailer = new ScriptedMailer();
    randomness = new SeededRandomness(1);
    restart();
    await register();
  });

  it("asks for the e-mail at the customer's address, under the cause of the command", async () => {
    await dispatcher.dispatch(request());
    const [requested] = store.current.eventsOf(stream);
    expect(requested?.data).to.deep.include({
      to: 'ada@example.com',
      recipientName: 'Ada',
      subject: 'Your order o-1 is confirmed',
    });
    expect(requested?.metadata).to.include({ $correlationId: 'correlation', $causationId: 'cause' });
  });

  it('writes to the address that the customer had when they ordered or cancelled, however soon after a change', async () => {
    const move = async (email: string): Promise<void> => {
      const body = { type: 'ChangeCustomerDetails', data: { customerId, email } } as const;
      await customers().handle(`customer-${customerId}`, { ...request(), body });
    };
    await dispatcher.dispatch(request('order-received', 'o-1'));
    await move('ada@example.org');
    await dispatcher.dispatch(request('order-received', 'o-2'));
    await move('ada@example.net');
    await dispatcher.dispatch(request('order-cancelled', 'o-2'));
    expect(mailer.sent.map(({ to }) => to.address)).to.deep.equal([
      'ada@example.com',
      'ada@example.org',
      'ada@example.net',
    ]);
  });

  it('sends and records it', async () => {
    await dispatcher.dispatch(request());
    expect(mailer.sent).to.deep.equal([
      {
        emailId,
        to: { name: 'Ada', address: 'ada@example.com' },
        subject: 'Your order o-1 is confirmed',
        text: 'the text',
        html: '<p>the HTML</p>',
      },
    ]);
    expect(types()).to.deep.equal(['EmailRequested', 'EmailSent']);
  });

  it('does nothing when the e-mail has been sent, after a restart too', async () => {
    await dispatcher.dispatch(request());
    restart();
    await dispatcher.dispatch(send());
    await dispatcher.dispatch(request());
    expect(mailer.sent).to.have.length(1);
    expect(types()).to.deep.equal(['EmailRequested', 'EmailSent']);
  });

  it('sends again when it died between sending and recording it, and records it once', async () => {
    const attempt = request();
    mailer.afterSend = () => store.current.failNextAppend('before');
    expect(await failureOf(dispatcher.dispatch(attempt))).to.be.instanceOf(TransientError);
    expect(types()).to.deep.equal(['EmailRequested']);
    mailer.afterSend = undefined;
    restart();
    await dispatcher.dispatch(attempt);
    expect(mailer.sent.map((email) => email.emailId)).to.deep.equal([emailId, emailId]);
    expect(types()).to.deep.equal(['EmailRequested', 'EmailSent']);
  });

  for (const permanent of [false, true]) {
    it(`records a failed attempt (${permanent ? 'refused for good' : 'for the moment'}) once`, async () => {
      mailer.failure = new MailDeliveryError('no thanks', permanent);
      const attempt = request();
      for (let repeat = 0; repeat < 2; repeat++) {
        const failure = await failureOf(dispatcher.dispatch(attempt));
        expect(failure).to.be.instanceOf(DomainError).and.to.include({ code: 'email-attempt-failed' });
        expect((failure as DomainError).details).to.deep.equal({ permanent });
        restart();
      }
      expect(types()).to.deep.equal(['EmailRequested', 'EmailAttemptFailed']);
      mailer.failure = undefined;
      await dispatcher.dispatch(send());
      expect(types()).to.deep.equal(['EmailRequested', 'EmailAttemptFailed', 'EmailSent']);
    });
  }

  it('does not send an abandoned e-mail', async () => {
    mailer.failure = new MailDeliveryError('no thanks', false);
    await failureOf(dispatcher.dispatch(request()));
    mailer.failure = undefined;
    await dispatcher.dispatch(command({ type: 'AbandonEmail', data: { emailId, reason: 'no thanks' } }));
    expect(await failureOf(dispatcher.dispatch(send()))).to.include({ code: 'email-abandoned' });
    expect(mailer.sent).to.deep.equal([]);
  });

  it('refuses to write to nobody', async () => {
    await customers().handle(`customer-${customerId}`, {
      ...request(),
      body: { type: 'EraseCustomer', data: { customerId } },
    });
    expect(await failureOf(dispatcher.dispatch(request()))).to.include({ code: 'customer-erased' });
    const stranger = request() as Extract<Command<OrderEmailCommand>, unknown>;
    const body = stranger.body as Extract<OrderEmailCommand, { type: 'SendOrderEmail' }>;
    const unknown = { ...stranger, body: { ...body, data: { ...body.data, customerId: 'nobody' } } };
    expect(await failureOf(dispatcher.dispatch(unknown))).to.include({ code: 'customer-not-found' });
    expect(await failureOf(dispatcher.dispatch(send()))).to.include({ code: 'email-not-found' });
  });

  it('takes a repeated request as done, also when the customer has been erased since', async () => {
    await dispatcher.dispatch(request());
    await customers().handle(`customer-${customerId}`, {
      ...request(),
      body: { type: 'EraseCustomer', data: { customerId } },
    });
    restart();
    await dispatcher.dispatch(request());
    expect(types()).to.deep.equal(['EmailRequested', 'EmailSent']);
    expect(mailer.sent).to.have.length(1);
  });
});
