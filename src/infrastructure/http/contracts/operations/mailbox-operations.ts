import { operation } from '../../contract/operation.js';
import { ListMessagesQuery, MailDetails, MailPage } from './mailbox-dtos.js';
import { NAME } from './patterns.js';

const problems = { 'mailbox-not-found': 404, 'mailbox-unavailable': 503 };

/** The development mailbox that takes the shop's mails, where there is one. */
export const mailboxOperations = {
  listMessages: operation({
    method: 'GET',
    path: '/operations/mailbox/messages',
    summary: 'Lists the mails in the development mailbox, the newest first',
    access: 'administrator',
    status: 200,
    query: ListMessagesQuery,
    answer: MailPage,
    problems,
  }),
  showMessage: operation({
    method: 'GET',
    path: '/operations/mailbox/messages/{messageId}',
    summary: 'Shows a mail with its text and HTML',
    access: 'administrator',
    params: { messageId: NAME },
    status: 200,
    answer: MailDetails,
    problems: { ...problems, 'message-not-found': 404 },
  }),
} as const;
