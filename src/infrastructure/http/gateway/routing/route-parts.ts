import type { ServiceDirectory } from '../../../discovery/service-directory.js';
import type { Contract } from '../../contract/contract.js';
import type { GatewayFilter, GatewayHandler } from '../gateway-filter.js';
import type { FilterContext } from './filters.js';

/** What routes are made of. */
export interface RouteParts extends FilterContext {
  readonly contracts: readonly Contract[];
  /** The filters that every request meets before those of its route. */
  readonly filters: readonly GatewayFilter[];
  readonly directory: ServiceDirectory;
  /** The handler that asks an instance of a service, or an origin. */
  readonly forwardTo: (target: string) => GatewayHandler;
  /** The origin of an instance that is registered but not to be called as a rule. */
  readonly originOf?: (service: string, instance: string) => string | undefined;
  /** Draws a number in [0, 1). */
  readonly fraction: () => number;
}
