import { MutationCache, type QueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../api/api-client.js';
import type { OperationName } from '../api/operations/operations.js';

declare module '@tanstack/react-query' {
  interface Register {
    readonly mutationMeta: {
      /** The queries whose answers a command changes. */
      readonly changes?: readonly OperationName[];
    };
  }
}

/** What a command has changed. */
interface News {
  readonly changes: readonly OperationName[];
  /** Shows what it has changed. */
  readonly consistentWith: string | undefined;
}

/** What reaches the other tabs of a part: a `BroadcastChannel`. */
export interface TabChannel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

type Tokens = Pick<ApiClient, 'consistentWith' | 'showAtLeast'>;

/** Tells the other tabs of each command that has succeeded here. */
export function tellingTabs(api: Tokens, otherTabs: TabChannel): MutationCache {
  return new MutationCache({
    onSuccess: (_data, _run, _context, { meta }) => {
      const changes = meta?.changes ?? [];
      if (changes.length === 0) return;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
      otherTabs.postMessage({ changes, consistentWith: api.consistentWith } satisfies News);
    },
  });
}

/** Asks again for what a command in another tab has changed. */
export function hearTabs(api: Tokens, otherTabs: TabChannel, client: QueryClient): void {
  otherTabs.addEventListener('message', ({ data }) => {
    const { changes, consistentWith } = data as News;
    if (consistentWith !== undefined) api.showAtLeast(consistentWith);
    for (const changed of changes) void client.invalidateQueries({ queryKey: [changed] });
  });
}
