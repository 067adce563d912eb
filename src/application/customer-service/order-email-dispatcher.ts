import type { CommandDispatcher } from '../process-runtime/command-dispatcher.js';
import { routeCommands } from '../process-runtime/command-router.js';
import type { OrderEmailCommand } from './order-email-messages.js';
import { requestOrderEmail, type Customers } from './request-order-email.js';
import { sendEmail, type SendEmailParts } from './send-email.js';

/** Carries out what the order e-mail process asks for. */
export function orderEmailDispatcher(
  parts: SendEmailParts & { readonly customers: Customers },
): CommandDispatcher<OrderEmailCommand> {
  return routeCommands<OrderEmailCommand>({
    RequestOrderEmail: requestOrderEmail(parts),
    SendEmail: sendEmail(parts),
    AbandonEmail: (command) => parts.emails.handle(`email-${command.body.data.emailId}`, command),
  });
}
