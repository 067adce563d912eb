import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from './private-file.js';

/** What somebody signs in with. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The accounts that a shop has from its first start on. */
export type AccountName = 'administrator' | 'customer';

export const ACCOUNT_EMAILS: Readonly<Record<AccountName, string>> = {
  administrator: 'admin@webstore.example',
  customer: 'customer@webstore.example',
};

const FILE = 'credentials.json';

/** The passwords that the launcher made at the first start, in a file of the data folder that only its owner may read. */
export function readCredentials(dataDirectory: string): Partial<Record<AccountName, Credentials>> {
  try {
    return JSON.parse(readFileSync(join(dataDirectory, FILE), 'utf8')) as Partial<
      Record<AccountName, Credentials>
    >;
  } catch {
    return {};
  }
}

/** @throws Error of node:fs */
export function writeCredentials(
  dataDirectory: string,
  credentials: Partial<Record<AccountName, Credentials>>,
): void {
  writePrivateFile(join(dataDirectory, FILE), JSON.stringify(credentials, undefined, 2));
}
