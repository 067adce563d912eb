import type { Document } from '../application/read-models/document.js';
import type { EmailDocument } from '../application/read-models/email-view.js';
import type { EmailEvent } from '../domain/email/events.js';
import { existing, idBehind } from './document-id.js';
import type { Projection } from './projection.js';
import { typed } from './typed.js';

type Email = Omit<EmailDocument, keyof Document>;

/** E-mails and what has become of them, by their ids. */
export const emails: Projection<EmailDocument> = {
  name: 'emails',
  version: 1,
  filter: { streamPrefixes: ['email-'] },
  // A mail is asked for and sent within this time: its document is written once.
  lingerMs: 100,
  indexes: [{ listKey: 1 }, { customerId: 1, listKey: 1 }],
  documentId: idBehind('email-'),
  evolve(document, recorded): Email {
    const { type, data } = typed<EmailEvent>(recorded);
    if (type === 'EmailRequested') {
      const { emailId, kind, orderId, customerId, to, subject } = data;
      const nothingYet = { status: 'requested', attempts: 0, sentAt: null } as const;
      return { emailId, kind, orderId, customerId, to, subject, ...nothingYet };
    }
    const email = existing(document, recorded);
    switch (type) {
      case 'EmailSent':
        return { ...email, status: 'sent', attempts: email.attempts + 1, sentAt: recorded.recordedAt };
      case 'EmailAttemptFailed':
        return { ...email, status: 'failed', attempts: data.attempt };
      case 'EmailAbandoned':
        return { ...email, status: 'abandoned' };
      default:
        return email;
    }
  },
};
