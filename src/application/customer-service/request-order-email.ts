import type { CustomerCommand } from '../../domain/customer/commands.js';
import type { CustomerEvent } from '../../domain/customer/events.js';
import type { CustomerState } from '../../domain/customer/state.js';
import { DomainError } from '../../domain/domain-error.js';
import type { EmailCommand } from '../../domain/email/commands.js';
import type { EmailEvent } from '../../domain/email/events.js';
import type { EmailState } from '../../domain/email/state.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import type { Command } from '../command.js';
import type { CommandHandler } from '../command-handler.js';
import type { CommandResult } from '../command-result.js';
import { emailSubject } from './email-subject.js';
import type { SendOrderEmail } from './order-email-messages.js';

export type Customers = Pick<CommandHandler<CustomerState, CustomerCommand, CustomerEvent>, 'load'>;
export type Emails = Pick<CommandHandler<EmailState, EmailCommand, EmailEvent>, 'handle' | 'load'>;

/**
 * Asks for an e-mail to the address that the customer has now. Asking again changes nothing, also when the customer has
 * been erased since. Resolves to the revision that the e-mail's stream is known to have reached.
 * @throws DomainError `customer-not-found` or `customer-erased` when there is nobody to write to
 * @throws TransientError
 */
export function requestOrderEmail({ customers, emails }: { customers: Customers; emails: Emails }) {
  return async (command: Command<SendOrderEmail>): Promise<Pick<CommandResult, 'revision'>> => {
    const { emailId, kind, orderId, customerId, order } = command.body.data;
    const stream = `email-${emailId}`;
    const { state: customer } = await customers.load(`customer-${customerId}`);
    if (customer.status === 'unregistered' || customer.status === 'erased') {
      const { state: email, revision } = await emails.load(stream);
      if (email.status !== 'unrequested') return { revision };
      throw customer.status === 'erased'
        ? new DomainError('customer-erased', `Customer ${customerId} has been erased`)
        : new NotFoundError('customer', customerId);
    }
    const { email: to, name: recipientName } = customer;
    const subject = emailSubject(kind, orderId);
    return emails.handle(stream, {
      ...command,
      body: {
        type: 'RequestEmail',
        data: { emailId, kind, orderId, customerId, to, recipientName, subject, order },
      },
    });
  };
}
