import type { ContainerModuleLoadOptions } from 'inversify';
import { CommandHandler } from '../../application/command-handler.js';
import { orderEmailDispatcher } from '../../application/customer-service/order-email-dispatcher.js';
import { RecentCustomers } from '../../application/customer-service/recent-customers.js';
import { orderIntegrationEventTypes } from '../../application/integration-events/order-integration-events.js';
import { orderEmailProcess } from '../../application/customer-service/order-email-process.js';
import { emailDecider } from '../../domain/email/decider.js';
import { emailEventVersions } from '../../domain/email/events.js';
import { HandlebarsRenderer } from '../../infrastructure/mail/handlebars-renderer.js';
import { SmtpMailer } from '../../infrastructure/mail/smtp-mailer.js';
import { TracedMailer } from '../../infrastructure/telemetry/tracing/traced-mailer.js';
import { bindProcess } from '../runtime/bind-process.js';
import { TOKENS } from '../runtime/tokens.js';
import type { CustomerServiceSettings } from './customer-service-settings.js';
import { CUSTOMERS } from './tokens.js';

/** A mail server may be away for a day before an e-mail is given up. */
const orderEmails = orderEmailProcess({ firstDelayMs: 1_000, maxDelayMs: 300_000, maxAttempts: 300 });

/** Binds the process that writes to customers about their orders. */
export function bindOrderEmails(
  options: Pick<ContainerModuleLoadOptions, 'bind'>,
  { SMTP_URL, SMTP_CONNECTIONS, MAIL_FROM }: CustomerServiceSettings,
): void {
  const { bind } = options;
  bind(CUSTOMERS.mailer)
    .toResolvedValue(() => new SmtpMailer({ url: SMTP_URL, from: MAIL_FROM, connections: SMTP_CONNECTIONS }))
    .inSingletonScope()
    .onDeactivation((mailer) => mailer.close());
  bind(CUSTOMERS.emailDispatcher)
    .toResolvedValue(
      (customers, mailer, parts) => {
        const { clock, tracer } = parts;
        const emails = new CommandHandler({
          ...parts,
          decider: emailDecider,
          eventVersions: emailEventVersions,
          openedBy: ['RequestEmail'],
          // Once it has been sent, nothing is asked of an e-mail.
          cacheSize: 3_000,
        });
        return orderEmailDispatcher({
          recipients: new RecentCustomers(customers, clock),
          emails,
          mailer: tracer === undefined ? mailer : new TracedMailer(mailer, tracer),
          renderer: new HandlebarsRenderer(),
        });
      },
      [CUSTOMERS.commands, CUSTOMERS.mailer, TOKENS.commandParts],
    )
    .inSingletonScope();
  bindProcess(options, {
    manager: orderEmails,
    inputs: [],
    receives: orderIntegrationEventTypes,
    dispatcher: CUSTOMERS.emailDispatcher,
    deadlines: true,
  });
}
