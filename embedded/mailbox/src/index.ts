export type { MessageDetails, MessageSummary } from './message.js';
export { start, type MailboxOptions, type RunningMailbox } from './start.js';
export { LogDamagedError } from './storage/log-damaged-error.js';
export { DirectoryLockedError } from '@webstore/embedded-disk';
