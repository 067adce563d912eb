import type { JSONWebKeySet } from 'jose';
import { request } from 'undici';
import type { ServiceDirectory } from '../../infrastructure/discovery/service-directory.js';
import { customerContract } from '../../infrastructure/http/contracts/customer-contract.js';

const BOUND_MS = 2_000;

/**
 * Asks the instances of customer-service in turn for the keys that access tokens are checked with, until one answers.
 * Past circuit breakers and limits: without keys nobody is let in at all.
 */
export function remoteKeys(directory: ServiceDirectory): () => Promise<JSONWebKeySet> {
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
