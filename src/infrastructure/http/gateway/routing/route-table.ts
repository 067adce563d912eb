import type { Contract } from '../../contract/contract.js';
import { allowedMethods } from '../../server/other-method.js';
import type { Exchange } from '../exchange.js';
import type { GatewayHandler } from '../gateway-filter.js';
import { PathTrie } from './path-trie.js';
import type { Predicate } from './predicates.js';

/** What a request is handed to. */
export interface Route {
  /** The name under which its requests are measured: a path template or an id. */
  readonly name: string;
  readonly handle: GatewayHandler;
}

/** A route that configuration describes. */
export interface ConfiguredRoute extends Route {
  readonly predicates: readonly Predicate[];
}

/** What a route table is made of. */
export interface RouteTableParts {
  readonly contracts: readonly Contract[];
  /** In the order that they are tried. */
  readonly configured: readonly ConfiguredRoute[];
  /** The handler for the calls of a service. */
  toService(service: string): GatewayHandler;
  /** The handler for a known path asked for with a method that is not among its own. */
  otherMethod(allow: readonly string[]): GatewayHandler;
}

interface Place {
  readonly template: string;
  /** The service by method: two may share a path, as commands and queries of carts do. */
  readonly services: Map<string, string>;
  readonly routes: Map<string, Route>;
  otherMethod: Route | undefined;
}

/** Which route a request takes: the first configured one that is for it, else what the services' contracts declare. */
export class RouteTable {
  readonly #configured: readonly ConfiguredRoute[];
  readonly #places = new PathTrie<Place>();

  /** @throws Error when two contracts declare the same method and path */
  constructor({ contracts, configured, toService, otherMethod }: RouteTableParts) {
    this.#configured = configured;
    const places = new Set<Place>();
    for (const { service, operations } of contracts) {
      for (const { method, path } of Object.values(operations)) {
        const place = this.#places.at(path, () => emptyPlace(path));
        if (place.services.has(method)) throw new Error(`two services answer ${method} ${path}`);
        place.services.set(method, service);
        places.add(place);
      }
    }
    for (const place of places) {
      for (const [method, service] of place.services) {
        place.routes.set(method, { name: place.template, handle: toService(service) });
      }
      const reading = place.routes.get('GET');
      if (reading !== undefined && !place.routes.has('HEAD')) place.routes.set('HEAD', reading);
      const handle = otherMethod(allowedMethods(place.services.keys()));
      place.otherMethod = { name: 'other-method', handle };
    }
  }

  /** The route of a request; undefined when there is none. */
  find(exchange: Exchange): Route | undefined {
    for (const route of this.#configured) {
      if (route.predicates.every((predicate) => predicate(exchange))) return route;
    }
    const place = this.#places.find(exchange.path);
    return place?.routes.get(exchange.method) ?? place?.otherMethod;
  }
}

function emptyPlace(path: string): Place {
  const template = path.replaceAll(/\{\w+\}/g, '{}');
  return { template, services: new Map(), routes: new Map(), otherMethod: undefined };
}
