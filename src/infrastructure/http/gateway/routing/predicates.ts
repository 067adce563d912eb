import type { Exchange } from '../exchange.js';
import { PathPattern } from './path-pattern.js';
import { argumentsOf, readShortcut, wholeNumber, wholePattern, type Shortcut } from './shortcut.js';
import type { WeightGroups } from './weight-groups.js';

/** Whether a route is for a request. */
export type Predicate = (exchange: Exchange) => boolean;

/** What predicates are made with. */
export interface PredicateContext {
  readonly weights: WeightGroups;
}

type Factory = (shortcut: Shortcut, context: PredicateContext) => Predicate;

/** The predicates by name, with the arguments that Spring Cloud Gateway gives them. */
const factories: Readonly<Record<string, Factory>> = {
  /** `Path=/orders/{orderId},/baskets/**`: one of the patterns fits; what it captures can be used by filters. */
  Path: (shortcut) => {
    const patterns = argumentsOf(shortcut, 1, 20).map((pattern) => new PathPattern(pattern));
    return (exchange) => {
      for (const pattern of patterns) {
        const match = pattern.match(exchange.path);
        if (match === undefined) continue;
        exchange.variables = match;
        return true;
      }
      return false;
    };
  },
  /** `Method=GET,HEAD` */
  Method: (shortcut) => {
    const methods = new Set(argumentsOf(shortcut, 1, 10).map((method) => method.toUpperCase()));
    return ({ method }) => methods.has(method);
  },
  /** `Host=**.example.com,shop.test`: `*` stands for one label, `**` for any number; the port makes no difference. */
  Host: (shortcut) => {
    const patterns = argumentsOf(shortcut, 1, 20).map(hostPattern);
    return ({ client }) => {
      const host = client.host.toLowerCase().replace(/:\d+$/, '');
      return patterns.some((pattern) => pattern.test(host));
    };
  },
  /** `Header=X-Version` or `Header=X-Version,2\.\d+` */
  Header: (shortcut) => {
    const [name = '', pattern = '.*'] = argumentsOf(shortcut, 1, 2);
    const expected = wholePattern(pattern);
    return (exchange) => {
      const value = exchange.header(name.toLowerCase());
      return value !== undefined && expected.test(value);
    };
  },
  /** `Query=preview` or `Query=preview,on|true` */
  Query: (shortcut) => {
    const [name = '', pattern = '.*'] = argumentsOf(shortcut, 1, 2);
    const expected = wholePattern(pattern);
    return ({ query }) => new URLSearchParams(query).getAll(name).some((value) => expected.test(value));
  },
  /** `Weight=blue-green,9`: this route's share of the requests among the routes of the group. */
  Weight: (shortcut, { weights }) => {
    const [group = '', weight = ''] = argumentsOf(shortcut, 2);
    return weights.add(group, wholeNumber(weight, 0, 1_000_000));
  },
};

/** Makes a predicate of what configuration says. @throws RangeError that says what is wrong with it */
export function predicateOf(text: string, context: PredicateContext): Predicate {
  const shortcut = readShortcut(text);
  const factory = Object.hasOwn(factories, shortcut.name) ? factories[shortcut.name] : undefined;
  if (factory === undefined) {
    throw new RangeError(`no predicate ${shortcut.name}; known are ${Object.keys(factories).join(', ')}`);
  }
  return factory(shortcut, context);
}

function hostPattern(pattern: string): RegExp {
  if (!/^[\w.*-]+$/.test(pattern)) throw new RangeError(`no host pattern: ${pattern}`);
  const source = pattern
    .toLowerCase()
    .replaceAll('.', '\\.')
    .replaceAll(/\*+/g, (stars) => (stars.length > 1 ? '.+' : '[^.]+'));
  return wholePattern(source);
}
