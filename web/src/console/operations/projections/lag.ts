import type { Lag, Projection } from '../../../api/dtos.js';
import { formatCount, formatDuration } from '../../../design/values/format-quantity.js';

/** Under which the lag of a projection is kept for charts. */
export function lagKey(service: string, projection: string): string {
  return `lag ${service} ${projection}`;
}

/** The lags of projections for charts, in ms, by key; what can't be found out is left out. */
export function lagsOf(
  projections: readonly (Pick<Projection, 'name' | 'lag'> & { readonly service: string })[],
): Record<string, number> {
  return Object.fromEntries(
    projections.flatMap(({ service, name, lag }) => (lag === null ? [] : [[lagKey(service, name), lag.ms]])),
  );
}

/** How far behind: `none`, `3 events, 420 ms`, `more than 1,000 events, 12 s`. */
export function lagText(lag: Lag | null, locale?: string): string {
  if (lag === null) return 'unknown';
  const { events, isAtLeast, ms } = lag;
  if (events === 0) return 'none';
  const count = `${isAtLeast ? 'more than ' : ''}${formatCount(events, locale)}`;
  return `${count} ${events === 1 ? 'event' : 'events'}, ${formatDuration(ms)}`;
}
