/** A mail server did not take an e-mail over. */
export class MailDeliveryError extends Error {
  override readonly name = 'MailDeliveryError';

  constructor(
    message: string,
    /** True when the server refused for good (SMTP 5xx); false when it was away, slow, or said to come back (4xx). */
    readonly permanent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
