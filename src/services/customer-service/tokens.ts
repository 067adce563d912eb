import type { ServiceIdentifier } from 'inversify';
import type { CommandHandler } from '../../application/command-handler.js';
import type { CustomerAccounts } from '../../application/customer-service/customer-accounts.js';
import type { EmailClaims } from '../../application/customer-service/email-claims.js';
import type { PasswordHasher } from '../../application/customer-service/password-hasher.js';
import type { Sessions } from '../../application/customer-service/sessions.js';
import type { TokenKeyring } from '../../application/customer-service/token-keyring.js';
import type { OrderEmailCommand } from '../../application/customer-service/order-email-messages.js';
import type { CommandDispatcher } from '../../application/process-runtime/command-dispatcher.js';
import type { CustomerQueries } from '../../application/read-models/customer-queries.js';
import type { EmailQueries } from '../../application/read-models/email-queries.js';
import type { CustomerCommand } from '../../domain/customer/commands.js';
import type { CustomerEvent } from '../../domain/customer/events.js';
import type { CustomerState } from '../../domain/customer/state.js';
import type { MailboxClient } from '../../infrastructure/mail/mailbox-client.js';
import type { SmtpMailer } from '../../infrastructure/mail/smtp-mailer.js';

export type CustomerCommandHandler = CommandHandler<CustomerState, CustomerCommand, CustomerEvent>;

/** What customer-service binds for itself. */
export const CUSTOMERS = {
  commands: Symbol.for('CustomerCommands') as ServiceIdentifier<CustomerCommandHandler>,
  emailClaims: Symbol.for('EmailClaims') as ServiceIdentifier<EmailClaims>,
  accounts: Symbol.for('CustomerAccounts') as ServiceIdentifier<CustomerAccounts>,
  passwords: Symbol.for('PasswordHasher') as ServiceIdentifier<PasswordHasher>,
  keyring: Symbol.for('TokenKeyring') as ServiceIdentifier<TokenKeyring>,
  sessions: Symbol.for('Sessions') as ServiceIdentifier<Sessions>,
  queries: Symbol.for('CustomerQueries') as ServiceIdentifier<CustomerQueries>,
  emails: Symbol.for('EmailQueries') as ServiceIdentifier<EmailQueries>,
  mailbox: Symbol.for('Mailbox') as ServiceIdentifier<MailboxClient>,
  mailer: Symbol.for('Mailer') as ServiceIdentifier<SmtpMailer>,
  emailDispatcher: Symbol.for('OrderEmailDispatcher') as ServiceIdentifier<
    CommandDispatcher<OrderEmailCommand>
  >,
} as const;
