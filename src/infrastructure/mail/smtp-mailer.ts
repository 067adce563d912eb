import { createTransport } from 'nodemailer';
import { MailDeliveryError } from '../../application/customer-service/mail-delivery-error.js';
import type { Mailer, OutgoingEmail } from '../../application/customer-service/mailer.js';

export interface SmtpMailerSettings {
  /** `smtp://host:port`, `smtps://user:password@host` … */
  readonly url: string;
  /** For example `WebStore <orders@webstore.example>`. */
  readonly from: string;
  /** The right side of Message-IDs. Default `webstore.example`. */
  readonly messageIdDomain?: string;
  /** Connections kept open to the server. Default 5. */
  readonly connections?: number;
  /** Longest wait for the server to take one e-mail over, waiting for a free connection included. Default 20,000. */
  readonly sendTimeoutMs?: number;
}

/** Sends over SMTP, through a pool of connections that are opened when needed and opened again after a failure. */
export class SmtpMailer implements Mailer {
  readonly #transport;

  /** Touches no network. */
  constructor(private readonly settings: SmtpMailerSettings) {
    const { url, connections = 5 } = settings;
    this.#transport = createTransport({
      url,
      pool: true,
      maxConnections: connections,
      maxMessages: 1_000,
      maxRequeues: 1,
      idleTimeout: 60_000,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      dnsTimeout: 5_000,
      socketTimeout: 15_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ emailId, to, subject, text, html }: OutgoingEmail): Promise<void> {
    const { from, messageIdDomain = 'webstore.example', sendTimeoutMs = 20_000 } = this.settings;
    try {
      await this.#transport.sendMail({
        from,
        to,
        subject,
        text,
        html,
        messageId: `<${encodeURIComponent(emailId)}@${messageIdDomain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(sendTimeoutMs),
      });
    } catch (error) {
      const { message, responseCode } = error as Error & { responseCode?: number };
      const permanent = responseCode !== undefined && responseCode >= 500;
      throw new MailDeliveryError(message, permanent, { cause: error });
    }
  }

  /** Closes the connections; an e-mail that is under way fails. */
  close(): void {
    this.#transport.close();
  }
}
