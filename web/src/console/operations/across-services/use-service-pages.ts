import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { ApiError } from '../../../api/api-error.js';
import type { InputOf } from '../../../api/contracts.js';
import type { ItemOf, ListName } from '../../../data/use-api-pages.js';
import { refreshing } from '../../../data/refreshing.js';
import { useApi } from '../../../session/session-context.js';
import {
  collected,
  type Collected,
  nextCursors,
  type OrderOf,
  type ServiceCursors,
  type ServicePage,
  type ServicePart,
} from './service-page.js';

/** The lists that every service has for itself. */
export type ServiceListName = {
  [Name in ListName]: InputOf<Name> extends { readonly params: { readonly service: string } } ? Name : never;
}[ListName];

/** How long a service is waited for: the others are not to wait for one that hangs. */
const PATIENCE_MS = 4_000;

type QueryOf<Name extends ServiceListName> = NonNullable<InputOf<Name>['query']>;

/** What is asked of every service. */
export interface ServicePagesSettings<Name extends ServiceListName> {
  readonly services: readonly string[];
  readonly query?: QueryOf<Name>;
  /** What each service's list is in order of, the largest first. Declare it outside of the component. */
  readonly orderOf: OrderOf<ItemOf<Name>>;
  readonly refreshMs?: number | undefined;
}

/**
 * The same list of several services as one, page by page. A service that is away takes nothing from the others: it is named in
 * `data.missing`. Fails only when every service does.
 */
export function useServicePages<Name extends ServiceListName>(
  name: Name,
  settings: ServicePagesSettings<Name>,
): UseInfiniteQueryResult<Collected<ItemOf<Name>>, ApiError> {
  const api = useApi();
  type Item = ItemOf<Name>;
  const { services, query, orderOf, refreshMs } = settings;
  const ask = async (service: string, cursor: string | undefined, signal: AbortSignal) => {
    const input = { params: { service }, query: { ...query, cursor } } as unknown as InputOf<Name>;
    try {
      const patient = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      const { items, nextCursor } = (await api.call(name, input, { signal: patient })) as Omit<
        ServicePart<Item>,
        'service'
      >;
      return { service, items, nextCursor };
    } catch (error) {
      if (signal.aborted) throw error;
      return { service, items: [], nextCursor: null, error: refusalOf(error) };
    }
  };
  return useInfiniteQuery<ServicePage<Item>, ApiError, Collected<Item>, readonly unknown[], ServiceCursors>({
    queryKey: [name, 'services', services, query],
    queryFn: async ({ pageParam, signal }) => {
      const asked = Object.entries(pageParam);
      const parts = await Promise.all(asked.map(([service, cursor]) => ask(service, cursor, signal)));
      const failures = parts.flatMap((part) => ('error' in part ? [part.error] : []));
      if (failures.length === parts.length && failures[0] !== undefined) throw failures[0];
      return parts;
    },
    initialPageParam: Object.fromEntries(services.map((service) => [service, undefined])),
    getNextPageParam: (_, pages) => nextCursors(pages, orderOf),
    select: ({ pages }) => collected(pages, orderOf),
    placeholderData: (previous) => previous,
    ...refreshing(refreshMs, (data: unknown) => data),
  });
}

function refusalOf(error: unknown): ApiError {
  return error instanceof ApiError ? error : ApiError.unreachable(error);
}
