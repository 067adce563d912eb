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

/** The customers whom e-mails about orders go to. */
export interface Recipients {
  /**
   * The state of a customer.
   * @param orderId what was read a moment ago for the same order will do; left out: as of now
   * @throws TransientError
   */
  find(customerId: string, orderId?: string): Promise<CustomerState>;
}

export type Emails = Pick<CommandHandler<EmailState, EmailCommand, EmailEvent>, 'handle' | 'load'>;

/**
 * Asks for an e-mail to the address that the customer has now. Asking again changes nothing, also when the customer has
 * been erased since. Resolves to the revision that the e-mail's stream is known to have reached.
 * @throws DomainError `customer-not-found` or `customer-erased` when there is nobody to write to
 * @throws TransientError
 */
export function requestOrderEmail({ recipients, emails }: { recipients: Recipients; emails: Emails }) {
  return async (command: Command<SendOrderEmail>): Promise<Pick<CommandResult, 'revision'>> => {
    const { emailId, kind, orderId, customerId, order } = command.body.data;
    const stream = `email-${emailId}`;
    // Whoever cancels an order may have changed the address first.
    const occasion = kind === 'order-cancelled' ? undefined : orderId;
    const customer = await recipients.find(customerId, occasion);
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
