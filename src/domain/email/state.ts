import type { EmailRequested } from './events.js';

export type EmailState =
  | { readonly status: 'unrequested' }
  | {
      readonly status: 'requested' | 'sent' | 'abandoned';
      readonly email: EmailRequested['data'];
      /** Attempts that failed. */
      readonly failedAttempts: number;
    };
