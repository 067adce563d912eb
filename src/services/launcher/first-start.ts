import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 as uuidV5 } from 'uuid';
import {
  ACCOUNT_EMAILS,
  type AccountName,
  type Credentials,
  readCredentials,
  writeCredentials,
} from '../../infrastructure/security/credentials-file.js';
import { writePrivateFile } from '../../infrastructure/security/private-file.js';
import { OPERATOR, type ShopSecrets } from '../../infrastructure/security/shop-secrets.js';
import { SystemClock } from '../../infrastructure/system/system-clock.js';
import { demoCatalogue } from './demo-catalogue.js';
import { type Insisted, insist } from './insist.js';

/** The file in the data folder that tells what has been done: `{ seed, accounts?, demoData? }`. */
const markerName = 'first-start.json';

interface Progress {
  readonly seed: string;
  readonly accounts?: boolean;
  readonly demoData?: boolean;
}

export interface FirstStartOptions {
  readonly dataDirectory: string;
  readonly gatewayUrl: string;
  /** Only services may be told directly who is an administrator. */
  readonly customerServiceUrl: string;
  readonly secrets: ShopSecrets;
  /** Passwords given by whoever starts the shop, by account; those not given are made up. */
  readonly passwords: Readonly<Partial<Record<AccountName, string>>>;
  readonly demoData: boolean;
}

/**
 * Registers the administrator and, unless there is to be no demo data, the demo customer and catalogue: on the first start only.
 * Every call's idempotency key comes from a seed stored before the first call, so a start that died in the middle is
 * completed by the next one without anything being there twice.
 *
 * @returns what is worth telling, passwords that were made up included, a line each
 * @throws Error when the shop does not take it
 */
export async function completeFirstStart(options: FirstStartOptions): Promise<string[]> {
  const marker = join(options.dataDirectory, markerName);
  const progress = progressIn(marker);
  const needsDemoData = options.demoData && progress.demoData !== true;
  if (progress.accounts === true && !needsDemoData) return [];

  const names: AccountName[] = needsDemoData ? ['administrator', 'customer'] : ['administrator'];
  const credentials = credentialsOf(names, options);
  const notes = await registerAccounts(credentials, options, progress);
  write(marker, { ...progress, accounts: true });
  if (needsDemoData) {
    await registerCatalogue(credentials, options, progress.seed);
    notes.push(`Demo data: ${demoCatalogue.length} products`);
    write(marker, { ...progress, accounts: true, demoData: true });
  }
  return notes;
}

type Accounts = ReadonlyMap<AccountName, Credentials>;

/** Given passwords are kept nowhere; made-up ones are written down before anybody is registered with them. */
function credentialsOf(
  names: readonly AccountName[],
  { dataDirectory, passwords }: FirstStartOptions,
): Accounts {
  const known = readCredentials(dataDirectory);
  const madeUp = names
    .filter((name) => passwords[name] === undefined)
    .map(
      (name) =>
        [
          name,
          known[name] ?? { email: ACCOUNT_EMAILS[name], password: randomBytes(15).toString('base64url') },
        ] as const,
    );
  if (madeUp.some(([name]) => known[name] === undefined)) {
    writeCredentials(dataDirectory, { ...known, ...Object.fromEntries(madeUp) });
  }
  const accounts = new Map<AccountName, Credentials>(madeUp);
  for (const name of names) {
    const password = passwords[name];
    if (password !== undefined) accounts.set(name, { email: ACCOUNT_EMAILS[name], password });
  }
  return accounts;
}

async function registerAccounts(
  credentials: Accounts,
  { gatewayUrl, customerServiceUrl, secrets, passwords }: FirstStartOptions,
  { seed, accounts }: Progress,
): Promise<string[]> {
  const operator = secrets.serviceKeys[OPERATOR];
  if (operator === undefined) throw new Error('the secrets hold no key of the operator');
  // Signing is a thing of the first start only.
  const { ServiceIdentity } = await import('../../infrastructure/security/service-identity.js');
  const identity = new ServiceIdentity(operator, new SystemClock());
  const notes = [...credentials].map(async ([name, { email, password }]) => {
    const body = { email, password, name: name === 'administrator' ? 'Administrator' : 'Demo Customer' };
    const answer = await insist('POST', `${gatewayUrl}/customers`, {
      idempotencyKey: uuidV5(email, seed),
      body,
      accept: ['email-taken'],
    });
    const customerId = customerIdIn(answer) ?? customerIdIn(await signIn(gatewayUrl, { email, password }));
    if (customerId === undefined) {
      return [`${email} is registered already, with a password of its own`];
    }
    if (name === 'administrator') {
      const url = `${customerServiceUrl}/customers/${customerId}/roles/administrator`;
      const authorization = await identity.authorization('customer-service');
      await insist('PUT', url, { idempotencyKey: uuidV5(url, seed), authorization });
    }
    const isNew = accounts !== true || name === 'customer';
    return isNew && passwords[name] === undefined
      ? [`Sign in as ${email} with the password ${password}`]
      : [];
  });
  return (await Promise.all(notes)).flat();
}

async function registerCatalogue(
  credentials: Accounts,
  { gatewayUrl }: FirstStartOptions,
  seed: string,
): Promise<void> {
  const administrator = credentials.get('administrator');
  const answer = administrator && (await signIn(gatewayUrl, administrator));
  const token = (answer?.body as { accessToken?: string } | undefined)?.accessToken;
  if (token === undefined) throw new Error('the administrator can not sign in: set WEBSTORE_ADMIN_PASSWORD');
  await Promise.all(
    demoCatalogue.map((product) =>
      insist('POST', `${gatewayUrl}/products`, {
        idempotencyKey: uuidV5(product.productId, seed),
        authorization: `Bearer ${token}`,
        body: product,
        accept: ['product-exists'],
      }),
    ),
  );
}

function signIn(gatewayUrl: string, { email, password }: Credentials): Promise<Insisted> {
  return insist('POST', `${gatewayUrl}/sessions`, {
    body: { email, password },
    accept: ['wrong-credentials'],
  });
}

function customerIdIn({ status, body }: Insisted): string | undefined {
  return status < 300 ? (body as { customerId?: string } | undefined)?.customerId : undefined;
}

function progressIn(marker: string): Progress {
  try {
    const progress = JSON.parse(readFileSync(marker, 'utf8')) as Partial<Progress>;
    if (progress.seed) return { ...progress, seed: progress.seed };
  } catch {
    // Missing: begin anew.
  }
  const progress = { seed: randomUUID() };
  write(marker, progress);
  return progress;
}

function write(marker: string, progress: Progress): void {
  writePrivateFile(marker, JSON.stringify(progress));
}
