import { MailDeliveryError } from '../../../application/customer-service/mail-delivery-error.js';
import type { Mailer, OutgoingEmail } from '../../../application/customer-service/mailer.js';
import type { Tracer } from '../../../application/tracer.js';

/**
 * A mailer whose e-mails are spans: from the wait for a connection until a mail server has taken the e-mail over. What a mail
 * server says of a failure stays out of them: it may name the recipient.
 */
export class TracedMailer implements Mailer {
  constructor(
    private readonly mailer: Mailer,
    private readonly tracer: Tracer,
  ) {}

  async send(email: OutgoingEmail): Promise<void> {
    const span = this.tracer.begin({
      name: 'send email',
      kind: 'client',
      traceparent: email.traceparent,
      attributes: { 'webstore.email.id': email.emailId, 'network.protocol.name': 'smtp' },
    });
    try {
      await this.mailer.send(email);
      span.end();
    } catch (error) {
      const isFinal = error instanceof MailDeliveryError && error.permanent;
      span.end({ error: isFinal ? 'refused for good' : 'not taken over' });
      throw error;
    }
  }
}
