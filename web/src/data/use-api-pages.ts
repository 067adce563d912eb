import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ApiError } from '../api/api-error.js';
import type { AnswerOf, InputOf } from '../api/contracts.js';
import type { OperationName } from '../api/operations/operations.js';
import { useApi } from '../session/session-context.js';
import { refreshing } from './refreshing.js';
import type { QuerySettings } from './use-api-query.js';

/** A page of a list. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** The operations that answer a list by pages. */
export type ListName = {
  [Name in OperationName]: AnswerOf<Name> extends Page<unknown> ? Name : never;
}[OperationName];

/** What a list consists of. */
export type ItemOf<Name extends ListName> = AnswerOf<Name>['items'][number];

/** The pages of a list so far, as one list. */
export type PagesResult<Item> = UseInfiniteQueryResult<readonly Item[], ApiError>;

/** A list of items page by page: `data` is all that has been fetched, `fetchNextPage` gets more while `hasNextPage`. */
export function useApiPages<Name extends ListName>(
  name: Name,
  input: InputOf<Name>,
  settings: QuerySettings<readonly ItemOf<Name>[]> = {},
): PagesResult<ItemOf<Name>> {
  const api = useApi();
  const { enabled = true, refreshMs, keepsPrevious = false } = settings;
  type List = Page<ItemOf<Name>>;
  return useInfiniteQuery<List, ApiError, readonly ItemOf<Name>[], readonly unknown[], string | undefined>({
    queryKey: [name, 'pages', input],
    queryFn: async ({ pageParam: cursor, signal }) => {
      const query = cursor === undefined ? input.query : { ...input.query, cursor };
      return (await api.call(name, { ...input, query } as InputOf<Name>, { signal })) as List;
    },
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    select: itemsOf,
    enabled,
    ...refreshing(refreshMs, itemsOf),
    ...(keepsPrevious ? { placeholderData: (previous) => previous } : {}),
  });
}

function itemsOf<Item>({ pages }: { readonly pages: readonly Page<Item>[] }): readonly Item[] {
  return pages.flatMap(({ items }) => items);
}
