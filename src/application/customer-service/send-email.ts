import { v5 } from 'uuid';
import { DomainError } from '../../domain/domain-error.js';
import type { EmailCommand } from '../../domain/email/commands.js';
import type { EmailRequested } from '../../domain/email/events.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import type { Command } from '../command.js';
import type { EmailRenderer } from './email-renderer.js';
import { MailDeliveryError } from './mail-delivery-error.js';
import type { Mailer } from './mailer.js';
import type { SendEmail } from './order-email-messages.js';
import type { Emails } from './request-order-email.js';

/** What e-mails are sent with. */
export interface SendEmailParts {
  readonly emails: Emails;
  readonly mailer: Mailer;
  readonly renderer: EmailRenderer;
}

/**
 * One attempt to send an e-mail: SMTP first, then the record of it. A crash in between sends again under the same
 * Message-ID, which is as good as SMTP can do. Does nothing for an e-mail that has been sent.
 * @throws DomainError `email-attempt-failed` when it could not be sent, which is recorded; `email-abandoned`;
 *   `email-not-found`
 * @throws TransientError
 */
export function sendEmail({ emails, mailer, renderer }: SendEmailParts) {
  /** @param atLeast a revision of the e-mail's stream that is good enough to send from */
  return async (command: Command<SendEmail>, atLeast?: number): Promise<void> => {
    const { emailId } = command.body.data;
    const stream = `email-${emailId}`;
    const { state } = await emails.load(stream, { atLeast });
    if (state.status === 'unrequested') throw new NotFoundError('email', emailId);
    if (state.status === 'sent') return;
    if (state.status === 'abandoned') {
      throw new DomainError('email-abandoned', `E-mail ${emailId} has been abandoned`);
    }

    const record = async (outcome: string, body: EmailCommand): Promise<void> => {
      await emails.handle(stream, { ...command, commandId: v5(outcome, command.commandId), body });
    };
    try {
      await deliver(state.email, command.traceparent);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await record('failed', { type: 'RecordFailedEmailAttempt', data: { emailId, error: message } });
      const permanent = error instanceof MailDeliveryError && error.permanent;
      throw new DomainError('email-attempt-failed', message, { permanent });
    }
    await record('sent', { type: 'RecordEmailSent', data: { emailId } });
  };

  async function deliver(email: EmailRequested['data'], traceparent: string | undefined): Promise<void> {
    const { emailId, to: address, recipientName: name, subject } = email;
    const to = { name, address };
    const trace = traceparent === undefined ? {} : { traceparent };
    await mailer.send({ emailId, to, subject, ...renderer.render(email), ...trace });
  }
}
