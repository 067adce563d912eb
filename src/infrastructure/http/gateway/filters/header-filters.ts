import type { AnswerEdit } from '../exchange.js';
import type { GatewayFilter } from '../gateway-filter.js';
import type { HeaderList } from '../header-list.js';
import { argumentsOf, type Shortcut } from '../routing/shortcut.js';

type Change = (headers: HeaderList, name: string, value: string) => void;

const add: Change = (headers, name, value) => headers.add(name, value);
const set: Change = (headers, name, value) => headers.set(name, value);
const remove: Change = (headers, name) => headers.remove(name);

/** Fields that frame the message or are the gateway's own word. */
const NOT_TO_BE_CHANGED =
  /^(?:content-length|transfer-encoding|connection|upgrade|host|traceparent|trace-id)$/;

/** `AddRequestHeader=X-From,gateway`, `SetRequestHeader`, `RemoveRequestHeader=Cookie` */
export function requestHeader(change: 'add' | 'set' | 'remove'): (shortcut: Shortcut) => GatewayFilter {
  return (shortcut) => {
    const [name, value] = fieldOf(shortcut, change);
    const apply = { add, set, remove }[change];
    return (next) => (exchange) => {
      apply(exchange.headers, name, value);
      return next(exchange);
    };
  };
}

/** `AddResponseHeader=Vary,Accept`, `SetResponseHeader`, `RemoveResponseHeader=Server` */
export function responseHeader(change: 'add' | 'set' | 'remove'): (shortcut: Shortcut) => GatewayFilter {
  return (shortcut) => {
    const [name, value] = fieldOf(shortcut, change);
    const apply = { add, set, remove }[change];
    const edit: AnswerEdit = (headers) => apply(headers, name, value);
    return (next) => (exchange) => {
      exchange.editAnswer(edit);
      return next(exchange);
    };
  };
}

function fieldOf(shortcut: Shortcut, change: string): [string, string] {
  const [given = '', ...rest] =
    change === 'remove' ? argumentsOf(shortcut, 1) : argumentsOf(shortcut, 2, Infinity);
  const name = given.toLowerCase();
  const value = rest.join(', ');
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new RangeError(`no header name: ${given}`);
  if (NOT_TO_BE_CHANGED.test(name)) throw new RangeError(`${given} can not be changed`);
  // oxlint-disable-next-line no-control-regex
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw new RangeError(`no header value: ${value}`);
  return [name, value];
}
