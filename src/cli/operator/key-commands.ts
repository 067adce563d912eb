import { Command } from 'commander';
import type { CommandLine } from './command-line.js';
import { OperatorClient, withCustomerService } from './operator-client.js';
import { table } from './output.js';

interface TokenKey {
  readonly keyId: string;
  /** ISO 8601. */
  readonly signsFrom: string;
  readonly status: string;
}

/** What the operator does about the keys that access tokens are signed with. */
export function keyCommands(line: CommandLine): Command {
  const keys = line.strict(new Command('keys')).description('The keys that access tokens are signed with.');
  const leaf = (name: string, description: string): Command =>
    withCustomerService(line.answering(keys, name, description));
  leaf('list', 'show which key signs, and which are published').action(
    async (_: unknown, command: Command) => {
      const client = new OperatorClient(command.optsWithGlobals(), line.environment);
      const { items } = await client.call<{ items: TokenKey[] }>('GET', '/token-keys');
      line.answer(command, items, () =>
        table(
          ['KEY', 'STATUS', 'SIGNS FROM'],
          items.map(({ keyId, status, signsFrom }) => [keyId, status, signsFrom]),
        ),
      );
    },
  );
  leaf('rotate', 'make the next key: published at once, it signs when everybody knows it').action(
    async (_: unknown, command: Command) => {
      const client = new OperatorClient(command.optsWithGlobals(), line.environment);
      const next = await client.call<TokenKey>('POST', '/token-keys');
      line.answer(command, next, () => `${next.keyId} signs from ${next.signsFrom}`);
    },
  );
  leaf(
    'withdraw',
    'make a stolen key count for nothing: its tokens are refused, and another key signs at once',
  )
    .argument('<keyId>', 'as the list shows it')
    .action(async (keyId: string, _: unknown, command: Command) => {
      const client = new OperatorClient(command.optsWithGlobals(), line.environment);
      const signing = await client.call<TokenKey>('DELETE', `/token-keys/${encodeURIComponent(keyId)}`);
      line.answer(
        command,
        { withdrawn: keyId, signing: signing.keyId },
        () => `${keyId} is withdrawn; ${signing.keyId} signs`,
      );
    });
  return keys;
}
