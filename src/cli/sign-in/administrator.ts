import {
  ACCOUNT_EMAILS,
  type Credentials,
  readCredentials,
} from '../../infrastructure/security/credentials-file.js';
import type { Environment } from '../environment.js';
import { SignInError } from './sign-in-error.js';

/**
 * How the administrator of a shop signs in: with WEBSTORE_ADMIN_PASSWORD, else with the password that the launcher made and left
 * in the data folder.
 * @throws SignInError when neither is there
 */
export function administratorOf(dataDirectory: string, environment: Environment): Credentials {
  const given = environment['WEBSTORE_ADMIN_PASSWORD'];
  if (given) return { email: ACCOUNT_EMAILS.administrator, password: given };
  const { administrator } = readCredentials(dataDirectory);
  if (administrator !== undefined) return administrator;
  throw new SignInError(
    `No password of the administrator in ${dataDirectory}: name the shop's data folder with --data, or set WEBSTORE_ADMIN_PASSWORD.`,
  );
}
