import type { Command } from 'commander';
import { serviceNames } from '../../application/service-names.js';
import { newShopSecrets, OPERATOR, trustedServiceKeys } from '../../infrastructure/security/shop-secrets.js';
import type { CommandLine } from './command-line.js';

/** What makes the secrets of a shop that no launcher makes them for. */
export function addSecretsCommand(root: Command, line: CommandLine): void {
  line
    .answering(root, 'secrets', 'print new secrets for a shop, as lines of an environment file')
    .action((_: unknown, command: Command) => {
      const settings = newSettings();
      line.answer(command, settings, () =>
        Object.entries(settings)
          .map(([name, value]) => `${name}='${value}'`)
          .join('\n'),
      );
    });
}

/** New secrets by the settings that take them. */
function newSettings(): Readonly<Record<string, string>> {
  const made = newShopSecrets([...serviceNames, OPERATOR]);
  const ofServices = Object.entries(made.serviceKeys).map(([name, key]) => [
    `${name.toUpperCase().replaceAll('-', '_')}_PRIVATE_KEY`,
    JSON.stringify(key),
  ]);
  return {
    TOKEN_KEY_SECRET: made.tokenKeySecret,
    AUDIT_SIGNING_KEY: JSON.stringify(made.auditSigningKey),
    TRUSTED_SERVICE_KEYS: JSON.stringify(trustedServiceKeys(made)),
    ...Object.fromEntries(ofServices),
  };
}
