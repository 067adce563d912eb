import type { JSONWebKeySet } from 'jose';
import { request } from 'undici';
import type { Clock } from '../../application/clock.js';
import type { ServiceDirectory } from '../../infrastructure/discovery/service-directory.js';
import { customerContract } from '../../infrastructure/http/contracts/customer-contract.js';
import { PublishedKeys } from '../../infrastructure/security/published-keys.js';

const BOUND_MS = 2_000;

/** The keys that customer-service publishes, asked for as soon as it appears in the directory. */
export function remoteKeys(directory: ServiceDirectory, clock: Clock): PublishedKeys {
  const keys = new PublishedKeys(fetchFrom(directory), clock);
  directory.onChange(() => {
    if (directory.instancesOf(customerContract.service).length > 0) keys.prefetch();
  });
  return keys;
}

/**
 * Asks the instances of customer-service in turn for the keys that access tokens are checked with, until one answers.
 * Past circuit breakers and limits: without keys nobody is let in at all.
 */
function fetchFrom(directory: ServiceDirectory): () => Promise<JSONWebKeySet> {
  const { service, operations } = customerContract;
  return async () => {
    let failure: unknown;
    for (const { origin } of directory.instancesOf(service)) {
      try {
        const signal = AbortSignal.timeout(BOUND_MS);
        const { statusCode, body } = await request(`${origin}${operations.publishedKeys.path}`, { signal });
        if (statusCode === 200) return (await body.json()) as JSONWebKeySet;
        await body.dump();
        failure = new Error(`${origin} answered ${statusCode}`);
      } catch (error) {
        failure = error;
      }
    }
    throw new Error('no instance of customer-service shows its keys', { cause: failure });
  };
}
