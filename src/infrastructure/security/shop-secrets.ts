import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JSONWebKeySet, JWK } from 'jose';
import { writePrivateFile } from './private-file.js';

const FILE = 'secrets.json';

/** The service that stands for whoever runs the shop: the launcher and the operator's commands. */
export const OPERATOR = 'operator';

/** What the processes of one shop trust each other by. */
export interface ShopSecrets {
  /** The setting TOKEN_KEY_SECRET. */
  readonly tokenKeySecret: string;
  /** The private key of each service, by its name. */
  readonly serviceKeys: Readonly<Record<string, JWK>>;
  /** The setting AUDIT_SIGNING_KEY. Shops from before there was one get it at their next start. */
  readonly auditSigningKey: JWK;
}

/**
 * The secrets of a shop in its data folder; undefined when there are none.
 * @throws Error when the file is there, but is not what was written: new secrets in its place would not open what the old ones closed
 */
export function readShopSecrets(dataDirectory: string): ShopSecrets | undefined {
  const file = join(dataDirectory, FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const secrets = parsed(text);
  if (typeof secrets?.tokenKeySecret === 'string' && typeof secrets.serviceKeys === 'object') {
    return secrets as ShopSecrets;
  }
  throw new Error(`${file} is damaged: it does not hold the secrets of a shop`);
}

function parsed(text: string): Partial<ShopSecrets> | undefined {
  try {
    return (JSON.parse(text) as Partial<ShopSecrets> | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * The secrets of a shop: made at its first start, kept in a file of the data folder that only its owner may read.
 * Services that are new get keys, too.
 * @throws Error when the file is damaged or can not be written
 */
export function shopSecrets(dataDirectory: string, services: readonly string[]): ShopSecrets {
  const before = readShopSecrets(dataDirectory);
  const missing = [...services, OPERATOR].filter((name) => before?.serviceKeys[name] === undefined);
  if (before?.auditSigningKey !== undefined && missing.length === 0) return before;
  const secrets = newShopSecrets(missing, before);
  writePrivateFile(join(dataDirectory, FILE), JSON.stringify(secrets, undefined, 2));
  return secrets;
}

/** Makes keys for services, beside what there is. */
export function newShopSecrets(services: readonly string[], before?: ShopSecrets): ShopSecrets {
  const made = services.map((name) => [name, { ...newKey(), kid: name }] as const);
  return {
    tokenKeySecret: before?.tokenKeySecret ?? randomBytes(32).toString('base64url'),
    serviceKeys: { ...before?.serviceKeys, ...Object.fromEntries(made) },
    auditSigningKey: before?.auditSigningKey ?? newAuditKey(),
  };
}

/** Its id tells it from the keys that sign after it. */
function newAuditKey(): JWK {
  const key = newKey();
  return { ...key, kid: `audit-${key.x?.slice(0, 8) ?? ''}` };
}

function newKey(): JWK {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
}

/** The public halves, as the setting TRUSTED_SERVICE_KEYS has them. */
export function trustedServiceKeys({ serviceKeys }: ShopSecrets): JSONWebKeySet {
  return { keys: Object.values(serviceKeys).map(({ kty, crv, x, kid }) => ({ kty, crv, x, kid })) as JWK[] };
}

/** The settings by which one service proves itself and knows the others, as environment variables. */
export function trustSettings(secrets: ShopSecrets, service: string): Record<string, string> {
  return {
    SERVICE_PRIVATE_KEY: JSON.stringify(secrets.serviceKeys[service]),
    TRUSTED_SERVICE_KEYS: JSON.stringify(trustedServiceKeys(secrets)),
  };
}
