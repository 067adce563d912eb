import { Command } from 'commander';
import { newShopSecrets, trustedServiceKeys, OPERATOR } from '../../infrastructure/security/shop-secrets.js';
import { OperatorClient, type OperatorOptions } from './operator-client.js';
import type { Output } from './output.js';

type Environment = Readonly<Record<string, string | undefined>>;

interface TokenKey {
  readonly keyId: string;
  readonly signsFrom: string;
  readonly status: string;
}

/** The services that have a key of their own. */
const services = [
  'customer-service',
  'product-service',
  'order-service',
  'shopping-command-service',
  'shopping-query-service',
  'audit-service',
];

/** What the operator does about keys and administrators. */
export function securityCommands(
  environment: Environment,
  output: Output,
  strict: (command: Command) => Command,
): Command[] {
  const client = (command: Command): OperatorClient =>
    new OperatorClient(command.optsWithGlobals<OperatorOptions>(), environment);
  const leaf = (parent: Command, name: string): Command =>
    strict(parent.command(name))
      .option(
        '--data <dir>',
        "the shop's data folder, for the operator's key (WEBSTORE_DATA, default .webstore/)",
      )
      .option('--customer-service <url>', 'its address (default http://127.0.0.1:8081)')
      .option('--port-offset <n>', 'added to the default port (WEBSTORE_PORT_OFFSET, default 0)');

  const keys = strict(new Command('keys')).description('The keys that access tokens are signed with.');
  leaf(keys, 'list')
    .description('show which key signs, and which are published')
    .action(async (_: unknown, command: Command) => {
      const { items } = await client(command).call<{ items: TokenKey[] }>('GET', '/token-keys');
      for (const { keyId, status, signsFrom } of items) {
        output.print(`${keyId}  ${status.padEnd(9)}  signs from ${signsFrom}`);
      }
    });
  leaf(keys, 'rotate')
    .description('make the next key: published at once, it signs when everybody knows it')
    .action(async (_: unknown, command: Command) => {
      const { keyId, signsFrom } = await client(command).call<TokenKey>('POST', '/token-keys');
      output.print(`${keyId} signs from ${signsFrom}`);
    });
  leaf(keys, 'withdraw')
    .description('make a stolen key count for nothing: its tokens are refused, and another key signs at once')
    .argument('<keyId>', 'as the list shows it')
    .action(async (keyId: string, _: unknown, command: Command) => {
      const path = `/token-keys/${encodeURIComponent(keyId)}`;
      const signing = await client(command).call<TokenKey>('DELETE', path);
      output.print(`${keyId} is withdrawn; ${signing.keyId} signs`);
    });

  const administrators = strict(new Command('administrators')).description('Who may do everything.');
  for (const [name, method, words] of [
    ['grant', 'PUT', 'make a customer an administrator'],
    ['revoke', 'DELETE', 'make an administrator a customer like any other'],
  ] as const) {
    leaf(administrators, name)
      .description(words)
      .argument('<customerId>')
      .action(async (customerId: string, _: unknown, command: Command) => {
        const path = `/customers/${encodeURIComponent(customerId)}/roles/administrator`;
        await client(command).call(method, path);
        output.print(`${customerId}: done; it holds from the next access token on`);
      });
  }

  const secrets = strict(new Command('secrets'))
    .description('print new secrets for a shop, as lines of an environment file')
    .action(() => {
      const made = newShopSecrets([...services, OPERATOR]);
      output.print(`TOKEN_KEY_SECRET='${made.tokenKeySecret}'`);
      output.print(`AUDIT_SIGNING_KEY='${JSON.stringify(made.auditSigningKey)}'`);
      output.print(`TRUSTED_SERVICE_KEYS='${JSON.stringify(trustedServiceKeys(made))}'`);
      for (const [name, key] of Object.entries(made.serviceKeys)) {
        const variable =
          name === OPERATOR ? 'OPERATOR_PRIVATE_KEY' : `${environmentNameOf(name)}_PRIVATE_KEY`;
        output.print(`${variable}='${JSON.stringify(key)}'`);
      }
    });
  return [keys, administrators, secrets];
}

function environmentNameOf(service: string): string {
  return service.toUpperCase().replaceAll('-', '_');
}
