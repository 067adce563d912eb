import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ApiError } from '../../../api/api-error.js';
import type { ItemOf } from '../../../data/use-api-pages.js';
import { type Refresh, useRefresh } from '../refresh/use-refresh.js';
import type { Collected } from './service-page.js';
import { type ServiceListName, type ServicePagesSettings, useServicePages } from './use-service-pages.js';

/** A list over several services, and how it is kept up. */
export interface ServiceList<Item> {
  readonly pages: UseInfiniteQueryResult<Collected<Item>, ApiError>;
  readonly refresh: Refresh;
}

/** The same list of several services as one, asked anew every so many milliseconds. */
export function useServiceList<Name extends ServiceListName>(
  name: Name,
  everyMs: number,
  settings: Omit<ServicePagesSettings<Name>, 'refreshMs'>,
): ServiceList<ItemOf<Name>> {
  const refresh = useRefresh(everyMs);
  return { pages: useServicePages(name, { ...settings, refreshMs: refresh.refreshMs }), refresh };
}
