import type { OperationTable } from './operation.js';

/** The development mailbox. */
export const mailboxOperations = {
  listMessages: { method: 'GET', path: '/operations/mailbox/messages' },
  showMessage: { method: 'GET', path: '/operations/mailbox/messages/{messageId}' },
} as const satisfies OperationTable;
