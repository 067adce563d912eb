import type { Looks } from '../../application/audit-service/looks.js';
import { InvalidCursorError } from '../../application/read-models/invalid-cursor-error.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import type { Handlers } from '../../infrastructure/http/contract/handlers.js';
import type { mailboxOperations } from '../../infrastructure/http/contracts/operations/mailbox-operations.js';
import type { MailboxClient } from '../../infrastructure/mail/mailbox-client.js';
import { DEFAULT_LIMIT } from '../runtime/consistency.js';
import { noteOf } from '../runtime/note-of.js';

/** What customer-service answers about the development mailbox. What is in a mail is shown only once the look is recorded. */
export function mailboxHandlers(mailbox: MailboxClient, looks: Looks): Handlers<typeof mailboxOperations> {
  return {
    async listMessages({ query: { to, limit = DEFAULT_LIMIT, cursor } }) {
      const before = cursor === undefined ? undefined : messageIdIn(cursor);
      const found = await mailbox.list({ limit: limit + 1, to, before });
      const items = found.slice(0, limit);
      const nextCursor = found.length > limit ? cursorAt(items.at(-1)!.messageId) : null;
      return { body: { items, nextCursor } };
    },
    async showMessage({ params: { messageId }, context }) {
      await looks.record(noteOf(context, 'mail', { messageId }));
      const mail = await mailbox.read(messageId);
      if (mail === undefined) throw new NotFoundError('message', messageId);
      return { body: mail };
    },
  };
}

function cursorAt(messageId: string): string {
  return Buffer.from(messageId).toString('base64url');
}

function messageIdIn(cursor: string): string {
  const messageId = Buffer.from(cursor, 'base64url').toString();
  if (messageId === '' || cursorAt(messageId) !== cursor) throw new InvalidCursorError();
  return messageId;
}
