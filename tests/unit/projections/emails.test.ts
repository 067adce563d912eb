import { emails } from '../../../src/projections/emails.js';
import { projection } from '../../../src/testing/projection-specification.js';

describe('emails', () => {
  const email = projection(emails).of('email-e1');
  const facts = {
    emailId: 'e1',
    kind: 'order-confirmed',
    orderId: 'o1',
    customerId: 'u1',
    to: 'ada@example.org',
    subject: 'Your order is confirmed',
  } as const;
  const requested = {
    type: 'EmailRequested',
    data: { ...facts, recipientName: 'Ada', order: { total: { amount: 1, currency: 'EUR' } } },
  };
  const failed = (attempt: number) => ({
    type: 'EmailAttemptFailed',
    data: { emailId: 'e1', attempt, error: 'connection refused' },
  });
  const at = '2026-01-01T10:00:02.000Z';

  it('waits to be sent', () =>
    email.given(requested).thenDocument({ ...facts, status: 'requested', attempts: 0, sentAt: null }));

  it('was sent at the first attempt', () =>
    email
      .given(requested, { type: 'EmailSent', data: { emailId: 'e1' }, at })
      .thenDocument({ ...facts, status: 'sent', attempts: 1, sentAt: at }));

  it('counts failed attempts, and the one that succeeded', () => {
    email.given(requested, failed(1)).thenDocument({ ...facts, status: 'failed', attempts: 1, sentAt: null });
    email
      .given(requested, failed(1), failed(2), { type: 'EmailSent', data: { emailId: 'e1' }, at })
      .thenDocument({ ...facts, status: 'sent', attempts: 3, sentAt: at });
  });

  it('tells that it was given up', () =>
    email
      .given(requested, failed(1), { type: 'EmailAbandoned', data: { emailId: 'e1', reason: 'too many' } })
      .thenDocument({ ...facts, status: 'abandoned', attempts: 1, sentAt: null }));
});
