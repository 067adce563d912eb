import type { Command } from 'commander';
import type { JWK } from 'jose';
import { isPrivateKey } from '../../infrastructure/security/ed25519-jwk.js';
import { readShopSecrets, OPERATOR } from '../../infrastructure/security/shop-secrets.js';
import { ServiceIdentity } from '../../infrastructure/security/service-identity.js';
import { SystemClock } from '../../infrastructure/system/system-clock.js';
import { portOffset } from '../port-offset.js';
import type { ConnectionOptions } from './connection.js';
import { dataFolder, type Environment } from '../environment.js';
import { OperatorError } from './operator-error.js';

/** Where customer-service is, and what it knows the operator by, as options. */
export interface OperatorOptions extends Pick<ConnectionOptions, 'portOffset'> {
  readonly data?: string;
  readonly customerService?: string;
}

/** Lets a command take these options. */
export function withCustomerService(command: Command): Command {
  return command
    .option(
      '--data <dir>',
      "the shop's data folder, for the operator's key (WEBSTORE_DATA, default .webstore/)",
    )
    .option('--customer-service <url>', 'its address (default http://127.0.0.1:8081)')
    .option('--port-offset <n>', 'added to the default port (WEBSTORE_PORT_OFFSET, default 0)');
}

const customerServicePort = 8081;

/** Calls customer-service as the operator. */
export class OperatorClient {
  readonly #url: string;
  readonly #identity: ServiceIdentity;

  /**
   * The operator's key is the setting OPERATOR_PRIVATE_KEY, else what the launcher keeps in the data folder.
   * @throws OperatorError when there is none, or the address is malformed
   */
  constructor(options: OperatorOptions, environment: Environment) {
    const offset = portOffset(options.portOffset, environment);
    this.#url = options.customerService ?? `http://127.0.0.1:${customerServicePort + offset}`;
    if (!URL.canParse(this.#url)) {
      throw new OperatorError(`'${this.#url}' is not an address like http://host:port`, 2);
    }
    const data = dataFolder(options.data, environment);
    const given = environment['OPERATOR_PRIVATE_KEY'];
    const key = given ? privateKeyIn(given) : readShopSecrets(data)?.serviceKeys[OPERATOR];
    if (key === undefined) {
      throw new OperatorError(
        `no key of the operator in ${data}: name the shop's --data, or set OPERATOR_PRIVATE_KEY`,
        2,
      );
    }
    this.#identity = new ServiceIdentity(key, new SystemClock());
  }

  /** @throws OperatorError for any answer but a good one */
  async call<Answer>(method: string, path: string): Promise<Answer> {
    const authorization = await this.#identity.authorization('customer-service');
    const answer = await fetch(`${this.#url}${path}`, { method, headers: { authorization } }).catch(() => {
      throw new OperatorError(`no customer-service answers at ${this.#url}`);
    });
    const text = await answer.text();
    const body = (text === '' ? {} : JSON.parse(text)) as Answer & { code?: string; detail?: string };
    if (!answer.ok) throw new OperatorError(`${answer.status} ${body.code}: ${body.detail}`);
    return body;
  }
}

function privateKeyIn(text: string): JWK {
  try {
    const key: unknown = JSON.parse(text);
    if (isPrivateKey(key)) return key;
  } catch {
    // What the error says would repeat a part of the secret.
  }
  throw new OperatorError('OPERATOR_PRIVATE_KEY is not a private key as JWK', 2);
}
