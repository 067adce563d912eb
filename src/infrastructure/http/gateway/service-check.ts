import { request } from 'undici';
import type { ServiceDirectory } from '../../discovery/service-directory.js';
import type { ReadinessCheck } from '../server/operations-router.js';

const BOUND_MS = 2_000;

/** Whether at least one instance of a service is ready. */
export function serviceCheck(service: string, directory: ServiceDirectory): ReadinessCheck {
  return {
    name: service,
    check: async () => {
      const answers = await Promise.all(directory.instancesOf(service).map(({ origin }) => isReady(origin)));
      return answers.includes(true) ? undefined : 'no instance is ready';
    },
  };
}

async function isReady(baseUrl: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(`${baseUrl}/health/ready`, {
      headersTimeout: BOUND_MS,
      bodyTimeout: BOUND_MS,
      signal: AbortSignal.timeout(BOUND_MS),
    });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}
