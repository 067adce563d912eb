import type { Mailer, OutgoingEmail } from '../../../application/customer-service/mailer.js';
import { traced } from '../../../application/traced.js';
import type { Tracer } from '../../../application/tracer.js';

/** A mailer whose e-mails are spans: from the wait for a connection until a mail server has taken the e-mail over. */
export class TracedMailer implements Mailer {
  constructor(
    private readonly mailer: Mailer,
    private readonly tracer: Tracer,
  ) {}

  send(email: OutgoingEmail): Promise<void> {
    const start = {
      name: 'send email',
      kind: 'client',
      traceparent: email.traceparent,
      attributes: { 'webstore.email.id': email.emailId, 'network.protocol.name': 'smtp' },
    } as const;
    return traced(this.tracer, start, () => this.mailer.send(email));
  }
}
