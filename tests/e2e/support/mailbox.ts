/** What the mailbox keeps of a delivered mail. */
export interface DeliveredMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: string | readonly string[];
  readonly subject: string;
  readonly receivedAt: string;
}

export interface MailContent extends DeliveredMail {
  readonly text: string;
  readonly html: string;
}

/** Every mail that has arrived, oldest first. */
export async function readMailbox(mailboxUrl: string): Promise<DeliveredMail[]> {
  const response = await fetch(`${mailboxUrl}/messages`);
  if (!response.ok) throw new Error(`The mailbox answered ${response.status}`);
  return (await response.json()) as DeliveredMail[];
}

/** One mail with its text and HTML. */
export async function readMail(mailboxUrl: string, messageId: string): Promise<MailContent> {
  const response = await fetch(`${mailboxUrl}/messages/${encodeURIComponent(messageId)}`);
  if (!response.ok) throw new Error(`The mailbox answered ${response.status}`);
  return (await response.json()) as MailContent;
}

/** The mails about one order: their Message-IDs begin with the order's id. */
export function mailsOf(orderId: string, mails: readonly DeliveredMail[]): DeliveredMail[] {
  return mails.filter(({ messageId }) => messageId.includes(orderId));
}
