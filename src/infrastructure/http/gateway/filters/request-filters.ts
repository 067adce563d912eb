import { STATUS_CODES } from 'node:http';
import type { GatewayFilter } from '../gateway-filter.js';
import { DEFAULT_REPEAT, type RepeatPolicy } from '../repeat-policy.js';
import { argumentsOf, wholeNumber, type Shortcut } from '../routing/shortcut.js';

const UNITS: Readonly<Record<string, number>> = { '': 1, B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/** `RequestSize=5MB`: the largest body the route takes, in place of 256 KB. */
export function requestSize(shortcut: Shortcut): GatewayFilter {
  const text = argumentsOf(shortcut, 1)[0] ?? '';
  const match = /^(\d{1,9})(B|KB|MB|GB)?$/.exec(text);
  if (match === null) throw new RangeError(`no size such as 500KB or 5MB: ${text}`);
  const bytes = Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1);
  return (next) => (exchange) => {
    exchange.bodyLimit = bytes;
    return next(exchange);
  };
}

/**
 * `Retry=3`, `Retry=3,502|503`, `Retry=3,503,GET|POST`: so many retries, also after these statuses, of these methods. `Retry=0`
 * switches them off.
 */
export function retry(shortcut: Shortcut): GatewayFilter {
  const [retries = '', statuses = '', methods = ''] = argumentsOf(shortcut, 1, 3);
  const policy: RepeatPolicy = {
    attempts: wholeNumber(retries, 0, 10) + 1,
    statuses: new Set(listed(statuses).map(failureStatus)),
    methods: methods === '' ? DEFAULT_REPEAT.methods : new Set(listed(methods)),
  };
  return (next) => (exchange) => {
    exchange.repeat = policy;
    return next(exchange);
  };
}

/** `PreserveHostHeader`: the service gets the `Host` that the client asked for. */
export function preserveHostHeader(shortcut: Shortcut): GatewayFilter {
  argumentsOf(shortcut, 0);
  return (next) => (exchange) => {
    exchange.preserveHost = true;
    return next(exchange);
  };
}

function listed(text: string): string[] {
  return text === '' ? [] : text.toUpperCase().split('|');
}

function failureStatus(text: string): number {
  const status = wholeNumber(text, 400, 599);
  if (STATUS_CODES[status] === undefined) throw new RangeError(`no status: ${text}`);
  return status;
}
