import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../api/api-error.js';
import type { InputOf } from '../api/contracts.js';
import { eventStream, type StreamStatus } from '../api/event-stream.js';
import type { OperationName } from '../api/operations/operations.js';
import { useApi } from '../session/session-context.js';
import { queryKey } from './query-key.js';

/** How the stream that keeps a query up stands. */
export interface LiveState {
  readonly status: StreamStatus;
  /** Why the shop refuses the stream for good. */
  readonly error: ApiError | undefined;
}

/**
 * Keeps the answer of a query up with a stream of server-sent events that have the same shape and input:
 * `useLiveQuery('orderUpdates', 'getOrder', { params: { orderId } })` beside `useApiQuery('getOrder', …)`.
 */
export function useLiveQuery<Name extends OperationName>(
  stream: OperationName,
  query: Name,
  input: InputOf<Name>,
  enabled = true,
): LiveState {
  const api = useApi();
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>({ status: 'connecting', error: undefined });
  const key = JSON.stringify(queryKey(query, input));
  useEffect(() => {
    if (!enabled) return;
    const ending = new AbortController();
    const { signal } = ending;
    const follow = async (): Promise<void> => {
      const [, asked] = JSON.parse(key) as [Name, InputOf<Name>];
      const events = eventStream({
        open: (lastEventId) => api.open(stream, asked as never, { lastEventId, signal }),
        signal,
        onStatus: (status) => signal.aborted || setState({ status, error: undefined }),
      });
      for await (const event of events) queries.setQueryData(queryKey(query, asked), event);
    };
    follow().catch((error: unknown) => {
      if (error instanceof ApiError && !signal.aborted) setState({ status: 'over', error });
    });
    return () => ending.abort();
  }, [api, queries, stream, query, key, enabled]);
  return state;
}
