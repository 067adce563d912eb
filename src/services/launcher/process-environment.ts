import type { ProcessSpec } from './process-spec.js';

const SECRETS = ['WEBSTORE_ADMIN_PASSWORD', 'WEBSTORE_CUSTOMER_PASSWORD', 'TOKEN_KEY_SECRET'];

/**
 * What a process finds in its environment: the launcher's own, but for secrets, each of which goes only to the process
 * whose settings name it.
 */
export function environmentOf({ environment }: ProcessSpec): NodeJS.ProcessEnv {
  const inherited = { ...process.env };
  for (const name of SECRETS) delete inherited[name];
  return { ...inherited, ...environment };
}
