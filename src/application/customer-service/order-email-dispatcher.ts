import type { CommandDispatcher } from '../process-runtime/command-dispatcher.js';
import { routeCommands } from '../process-runtime/command-router.js';
import type { OrderEmailCommand } from './order-email-messages.js';
import { requestOrderEmail, type Recipients } from './request-order-email.js';
import { sendEmail, type SendEmailParts } from './send-email.js';

/** Carries out what the order e-mail process asks for. */
export function orderEmailDispatcher(
  parts: SendEmailParts & { readonly recipients: Recipients },
): CommandDispatcher<OrderEmailCommand> {
  const request = requestOrderEmail(parts);
  const send = sendEmail(parts);
  return routeCommands<OrderEmailCommand>({
    SendOrderEmail: async (command) => {
      const { revision } = await request(command);
      const { emailId } = command.body.data;
      await send({ ...command, body: { type: 'SendEmail', data: { emailId } } }, revision);
    },
    SendEmail: (command) => send(command),
    AbandonEmail: (command) => parts.emails.handle(`email-${command.body.data.emailId}`, command),
  });
}
