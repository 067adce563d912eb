import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.js';
import type { Access } from '../session/session-context.js';
import { hearTabs, type TabChannel, tellingTabs } from './tab-news.js';

const RETRIES = 3;

/**
 * The cache of answers. What failed for a passing reason is asked again, after the time that the shop names if it does:
 * commands as well, since they carry an idempotency key. What a command changes is asked again in all tabs. Forgets everything
 * when another customer signs in, or nobody is.
 */
export function queryClient({ api, store }: Access, otherTabs: TabChannel): QueryClient {
  const retrying = { retry: shouldRetry, retryDelay: retryDelayMs };
  const client = new QueryClient({
    mutationCache: tellingTabs(api, otherTabs),
    defaultOptions: { queries: { ...retrying, staleTime: 5_000 }, mutations: retrying },
  });
  hearTabs(api, otherTabs, client);
  let who = store.read()?.customerId;
  store.subscribe(() => {
    const now = store.read()?.customerId;
    if (now === who) return;
    who = now;
    // Once components have let go of what only those may ask for who were signed in.
    setTimeout(() => void client.resetQueries());
  });
  return client;
}

/** Whether a call that has failed `failures` times before is worth another attempt. */
export function shouldRetry(failures: number, error: Error): boolean {
  return failures < RETRIES && error instanceof ApiError && error.isTransient;
}

/** How long to wait before the next attempt, in milliseconds. */
function retryDelayMs(failures: number, error: Error): number {
  const growing = Math.min(500 * 2 ** failures, 10_000);
  return error instanceof ApiError ? Math.max(growing, error.retryAfterMs ?? 0) : growing;
}
