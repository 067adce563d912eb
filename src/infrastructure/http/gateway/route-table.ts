import type { Contract } from '../contract/contract.js';
import { allowedMethods } from '../server/other-method.js';

/** Where a request goes. */
export type Route =
  | { readonly kind: 'service'; readonly service: string; readonly path: string }
  /** The path is known, the method is not among its own. */
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' };

interface Entry {
  readonly template: string;
  readonly pattern: RegExp;
  /** Service by method. */
  readonly methods: Map<string, string>;
}

/** Which service answers which method and path: two services may share a path, as commands and queries of carts do. */
export class RouteTable {
  readonly #byFirstSegment = new Map<string, Entry[]>();

  /** @throws Error when two contracts declare the same method and path */
  constructor(contracts: readonly Contract[]) {
    for (const { service, operations } of contracts) {
      for (const { method, path } of Object.values(operations)) this.#add(method, path, service);
    }
  }

  /** @param path without the query */
  find(method: string, path: string): Route {
    const entry = this.#byFirstSegment.get(firstSegment(path))?.find(({ pattern }) => pattern.test(path));
    if (entry === undefined) return { kind: 'unknown' };
    const service = entry.methods.get(method === 'HEAD' ? 'GET' : method);
    if (service !== undefined) return { kind: 'service', service, path: entry.template };
    return { kind: 'other-method', allow: allowedMethods(entry.methods.keys()) };
  }

  #add(method: string, template: string, service: string): void {
    const entries = this.#byFirstSegment.get(firstSegment(template)) ?? [];
    this.#byFirstSegment.set(firstSegment(template), entries);
    let entry = entries.find((other) => other.template === shapeOf(template));
    if (entry === undefined) {
      const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      entry = { template: shapeOf(template), pattern, methods: new Map() };
      entries.push(entry);
    }
    if (entry.methods.has(method)) throw new Error(`two services answer ${method} ${template}`);
    entry.methods.set(method, service);
  }
}

function firstSegment(path: string): string {
  return path.split('/', 2)[1] ?? '';
}

/** Templates that differ in nothing but the names of their parameters are the same. */
function shapeOf(template: string): string {
  return template.replaceAll(/\{\w+\}/g, '{}');
}
