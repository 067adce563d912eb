/** An e-mail ready to be handed to a mail server. */
export interface OutgoingEmail {
  /** Becomes the Message-ID, so that an idempotent receiver recognises a repeat. */
  readonly emailId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** W3C trace context of what it is sent for; the mail server is told nothing of it. */
  readonly traceparent?: string;
}

/** Hands e-mails to a mail server. */
export interface Mailer {
  /**
   * Resolves once a mail server has taken the e-mail over. Settles in bounded time.
   * @throws MailDeliveryError when that did not work, or is not known to have worked
   */
  send(email: OutgoingEmail): Promise<void>;
}
