import { ContainerModule } from 'inversify';
import { CommandHandler } from '../../application/command-handler.js';
import { CustomerAccounts } from '../../application/customer-service/customer-accounts.js';
import { EmailClaims } from '../../application/customer-service/email-claims.js';
import { CustomerQueries } from '../../application/read-models/customer-queries.js';
import { EmailQueries } from '../../application/read-models/email-queries.js';
import { customerDecider } from '../../domain/customer/decider.js';
import { customerEventVersions } from '../../domain/customer/events.js';
import { emailClaimDecider } from '../../domain/email-claim/decider.js';
import { emailClaimEventVersions } from '../../domain/email-claim/events.js';
import { MailboxClient } from '../../infrastructure/mail/mailbox-client.js';
import { Argon2PasswordHasher } from '../../infrastructure/security/password-hasher.js';
import { projectionsOf } from '../../projections/catalogue.js';
import { customers } from '../../projections/customers.js';
import { emails } from '../../projections/emails.js';
import { TOKENS } from '../runtime/tokens.js';
import { customerApi } from './customer-api.js';
import { bindOrderEmails } from './order-emails.js';
import { bindSignIn } from './sign-in.js';
import { CUSTOMERS } from './tokens.js';
import type { CustomerServiceSettings } from './customer-service-settings.js';

/** Customers, and the e-mails that are sent to them. */
export function customerModule(settings: CustomerServiceSettings): ContainerModule {
  return new ContainerModule((options) => {
    const { bind } = options;
    bind(TOKENS.projections).toConstantValue(projectionsOf('customer-service'));
    bind(CUSTOMERS.passwords).toConstantValue(new Argon2PasswordHasher());
    bind(CUSTOMERS.commands)
      .toResolvedValue(
        (parts) =>
          new CommandHandler({
            ...parts,
            decider: customerDecider,
            eventVersions: customerEventVersions,
            openedBy: ['RegisterCustomer'],
          }),
        [TOKENS.commandParts],
      )
      .inSingletonScope();
    bind(CUSTOMERS.emailClaims)
      .toResolvedValue(
        (registered, parts) => {
          const claims = new CommandHandler({
            ...parts,
            decider: emailClaimDecider,
            eventVersions: emailClaimEventVersions,
          });
          return new EmailClaims({ ...parts, claims, customers: registered });
        },
        [CUSTOMERS.commands, TOKENS.commandParts],
      )
      .inSingletonScope();
    bind(CUSTOMERS.accounts)
      .toResolvedValue(
        (commands, claims, passwords) => new CustomerAccounts(commands, claims, passwords),
        [CUSTOMERS.commands, CUSTOMERS.emailClaims, CUSTOMERS.passwords],
      )
      .inSingletonScope();
    bind(CUSTOMERS.queries)
      .toResolvedValue(
        (projections, eventStore) => new CustomerQueries(projections.readModel(customers), eventStore),
        [TOKENS.projectionRuntime, TOKENS.eventStore],
      )
      .inSingletonScope();
    bind(CUSTOMERS.emails)
      .toResolvedValue(
        (projections, eventStore) => new EmailQueries(projections.readModel(emails), eventStore),
        [TOKENS.projectionRuntime, TOKENS.eventStore],
      )
      .inSingletonScope();
    bind(CUSTOMERS.mailbox).toConstantValue(new MailboxClient(settings.MAILBOX_URL));
    bindOrderEmails(options, settings);
    bindSignIn(options, settings);
    bind(TOKENS.api)
      .toResolvedValue(customerApi, [
        CUSTOMERS.accounts,
        CUSTOMERS.commands,
        CUSTOMERS.queries,
        CUSTOMERS.emails,
        CUSTOMERS.sessions,
        CUSTOMERS.keyring,
        CUSTOMERS.mailbox,
        TOKENS.looks,
      ])
      .inSingletonScope();
  });
}
