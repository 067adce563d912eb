/** What lists say about a message. */
export interface MessageSummary {
  /** The Message-ID header with its angle brackets; derived from the content when there is none. */
  readonly messageId: string;
  /** The envelope's sender, as an address. */
  readonly from: string;
  /** The envelope's recipients, as addresses with `, ` in between. */
  readonly to: string;
  readonly subject: string;
  /** ISO 8601 UTC. */
  readonly receivedAt: string;
  /** How often it was delivered: a repeat under the same Message-ID is counted, not stored. */
  readonly deliveries: number;
}

/** A message with its content. */
export interface MessageDetails extends MessageSummary {
  /** The header lines as received, unfolded. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string | null;
  readonly html: string | null;
}

/** A message on its way in. */
export interface IncomingMessage {
  readonly from: string;
  readonly to: readonly string[];
  /** As received: header, blank line, body. */
  readonly raw: Buffer;
}
