import type { EmailRequested } from '../../domain/email/events.js';

/** Turns what an e-mail is about into what its recipient reads. */
export interface EmailRenderer {
  /** Everything that comes from outside is escaped in the HTML. */
  render(email: EmailRequested['data']): { readonly text: string; readonly html: string };
}
