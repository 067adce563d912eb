import type { Message } from '../message.js';
import type { EmailRequested } from './events.js';

export type RequestEmail = Message<'RequestEmail', EmailRequested['data']>;
/** Given after a mail server has taken the e-mail over. */
export type RecordEmailSent = Message<'RecordEmailSent', { readonly emailId: string }>;
/** Given after an attempt to send failed. */
export type RecordFailedEmailAttempt = Message<
  'RecordFailedEmailAttempt',
  { readonly emailId: string; readonly error: string }
>;
export type AbandonEmail = Message<'AbandonEmail', { readonly emailId: string; readonly reason: string }>;

export type EmailCommand = RequestEmail | RecordEmailSent | RecordFailedEmailAttempt | AbandonEmail;
