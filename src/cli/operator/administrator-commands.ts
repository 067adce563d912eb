import { Command } from 'commander';
import type { CommandLine } from './command-line.js';
import { OperatorClient, withCustomerService } from './operator-client.js';

/** What the operator does about administrators. */
export function administratorCommands(line: CommandLine): Command {
  const administrators = line.strict(new Command('administrators')).description('Who may do everything.');
  for (const [name, method, description] of [
    ['grant', 'PUT', 'make a customer an administrator'],
    ['revoke', 'DELETE', 'make an administrator a customer like any other'],
  ] as const) {
    withCustomerService(line.answering(administrators, name, description))
      .argument('<customerId>')
      .action(async (customerId: string, _: unknown, command: Command) => {
        const client = new OperatorClient(command.optsWithGlobals(), line.environment);
        await client.call(method, `/customers/${encodeURIComponent(customerId)}/roles/administrator`);
        line.answer(
          command,
          { customerId, administrator: name === 'grant' },
          () => `${customerId}: done; it holds from the next access token on`,
        );
      });
  }
  return administrators;
}
