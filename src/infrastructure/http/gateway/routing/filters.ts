import { circuitBreaker, type BreakerContext } from '../filters/circuit-breaker.js';
import { requestHeader, responseHeader } from '../filters/header-filters.js';
import { prefixPath, rewritePath, setPath, stripPrefix } from '../filters/path-filters.js';
import { requestRateLimiter } from '../filters/rate-limit.js';
import { preserveHostHeader, requestSize, retry } from '../filters/request-filters.js';
import type { GatewayFilter } from '../gateway-filter.js';
import { readShortcut, type Shortcut } from './shortcut.js';

/** What filters are made with. */
export interface FilterContext extends BreakerContext {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

type Factory = (shortcut: Shortcut, context: FilterContext) => GatewayFilter;

/** The filters by name, named and used as in Spring Cloud Gateway. */
const factories: Readonly<Record<string, Factory>> = {
  StripPrefix: stripPrefix,
  PrefixPath: prefixPath,
  RewritePath: rewritePath,
  SetPath: setPath,
  AddRequestHeader: requestHeader('add'),
  SetRequestHeader: requestHeader('set'),
  RemoveRequestHeader: requestHeader('remove'),
  AddResponseHeader: responseHeader('add'),
  SetResponseHeader: responseHeader('set'),
  RemoveResponseHeader: responseHeader('remove'),
  PreserveHostHeader: preserveHostHeader,
  RequestSize: requestSize,
  Retry: retry,
  CircuitBreaker: circuitBreaker,
  RequestRateLimiter: (shortcut, { now }) => requestRateLimiter(shortcut, now),
};

/** Makes a filter of what configuration says. @throws RangeError that says what is wrong with it */
export function filterOf(text: string, context: FilterContext): GatewayFilter {
  const shortcut = readShortcut(text);
  const factory = Object.hasOwn(factories, shortcut.name) ? factories[shortcut.name] : undefined;
  if (factory === undefined) {
    throw new RangeError(`no filter ${shortcut.name}; known are ${Object.keys(factories).join(', ')}`);
  }
  return factory(shortcut, context);
}
