import type { EmailCommand } from '../../../src/domain/email/commands.js';
import { emailDecider } from '../../../src/domain/email/decider.js';
import type { EmailEvent } from '../../../src/domain/email/events.js';
import { decide } from '../../../src/testing/decider-specification.js';

const emailId = 'order-order-confirmed';
const data = {
  emailId,
  kind: 'order-confirmed',
  orderId: 'order',
  customerId: 'ann',
  to: 'ann@example.com',
  recipientName: 'Ann',
  subject: 'Your order is confirmed',
  order: { total: { amount: 2848, currency: 'EUR' } },
} as const;
const request: EmailCommand = { type: 'RequestEmail', data };
const recordSent: EmailCommand = { type: 'RecordEmailSent', data: { emailId } };
const recordFailed: EmailCommand = { type: 'RecordFailedEmailAttempt', data: { emailId, error: '451 busy' } };
const abandon: EmailCommand = { type: 'AbandonEmail', data: { emailId, reason: '451 busy' } };
const requested: EmailEvent = { type: 'EmailRequested', data };
const sent: EmailEvent = { type: 'EmailSent', data: { emailId } };
const failed = (attempt: number): EmailEvent => ({
  type: 'EmailAttemptFailed',
  data: { emailId, attempt, error: '451 busy' },
});
const abandoned: EmailEvent = { type: 'EmailAbandoned', data: { emailId, reason: '451 busy' } };
const wanted = decide(emailDecider).given(requested);

describe('e-mail', () => {
  it('is requested once, whatever the second request says', () => {
    decide(emailDecider)
      .when(request)
      .thenEvents(requested)
      .when({ type: 'RequestEmail', data: { ...data, to: 'ann@example.org' } })
      .thenNothing();
  });

  it('must be requested before anything else', () => {
    for (const command of [recordSent, recordFailed, abandon]) {
      decide(emailDecider).when(command).thenFails('email-not-found', { id: emailId });
    }
  });

  it('counts the attempts that failed', () => {
    wanted
      .when(recordFailed)
      .thenEvents(failed(1))
      .when(recordFailed)
      .thenEvents(failed(2))
      .thenState({ status: 'requested', email: data, failedAttempts: 2 });
  });

  it('is sent once, also after failures', () => {
    const done = wanted.given(failed(1)).when(recordSent).thenEvents(sent);
    for (const command of [recordSent, recordFailed, abandon]) done.when(command).thenNothing();
  });

  it('is not sent once abandoned', () => {
    const over = wanted.given(failed(1)).when(abandon).thenEvents(abandoned);
    over.when(recordSent).thenFails('email-abandoned');
    for (const command of [recordFailed, abandon]) over.when(command).thenNothing();
  });
});
