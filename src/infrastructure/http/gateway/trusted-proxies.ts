import { BlockList, isIP, isIPv6 } from 'node:net';

/** Who asks, as far as it can be known. */
export interface ClientInfo {
  /** IP address of the client: of the last hop that is no proxy of ours. */
  readonly address: string;
  readonly protocol: string;
  /** The host that the client asked for. */
  readonly host: string;
  /** What is handed on as `X-Forwarded-For`. */
  readonly chain: string;
  /** What is handed on as `Forwarded` (RFC 7239); only when a proxy of ours spoke it. */
  readonly forwarded: string | undefined;
}

type Fields = Readonly<Record<string, string | undefined>>;

/** The proxies in front of the gateway whose word about the client is taken; nobody else's is. */
export class TrustedProxies {
  readonly #list = new BlockList();
  readonly #none: boolean;

  /** @param ranges addresses and CIDR ranges. @throws Error for what is none */
  constructor(ranges: readonly string[]) {
    this.#none = ranges.length === 0;
    for (const range of ranges) {
      const [address = '', bits] = range.split('/');
      const family = isIPv6(address) ? 'ipv6' : 'ipv4';
      if (bits === undefined) this.#list.addAddress(address, family);
      else this.#list.addSubnet(address, Number(bits), family);
    }
  }

  has(address: string): boolean {
    return !this.#none && this.#list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }

  /** Who sent a request with these fields over a connection from `remote`. */
  clientOf(remote: string, secure: boolean, fields: Fields): ClientInfo {
    const protocol = secure ? 'https' : 'http';
    const host = fields['host'] ?? '';
    if (!this.has(remote)) return { address: remote, protocol, host, chain: remote, forwarded: undefined };
    const elements = forwardedElements(fields['forwarded']);
    const hops =
      fields['x-forwarded-for']?.split(',') ?? elements.map((element) => parameter(element, 'for'));
    const chain = hops.map(plainAddress).filter((hop) => isIP(hop) !== 0);
    let address = remote;
    for (const hop of chain.toReversed()) {
      if (!this.has(address)) break;
      address = hop;
    }
    const first = elements[0] ?? '';
    return {
      address,
      protocol: oneOf(fields['x-forwarded-proto'] ?? parameter(first, 'proto'), /^https?$/) ?? protocol,
      host: oneOf(fields['x-forwarded-host'] ?? parameter(first, 'host'), /^[\w.:[\]-]+$/) ?? host,
      chain: [...chain, remote].join(', '),
      forwarded: elements.length === 0 ? undefined : [...elements, `for=${quoted(remote)}`].join(', '),
    };
  }
}

function forwardedElements(forwarded: string | undefined): string[] {
  return forwarded?.split(',').map((element) => element.trim()) ?? [];
}

function parameter(element: string, name: string): string {
  for (const pair of element.split(';')) {
    const [key = '', value = ''] = pair.split('=', 2);
    if (key.trim().toLowerCase() === name) return value.trim().replaceAll('"', '');
  }
  return '';
}

/** `[2001:db8::1]:4711` → `2001:db8::1`, `192.0.2.1:80` → `192.0.2.1`. */
function plainAddress(hop: string): string {
  const trimmed = hop.trim();
  if (trimmed.startsWith('[')) return trimmed.slice(1, trimmed.indexOf(']'));
  return isIP(trimmed) === 0 ? trimmed.replace(/:\d+$/, '') : trimmed;
}

/** The first of a list of values, when it has the shape that it should have. */
function oneOf(list: string, shape: RegExp): string | undefined {
  const first = list.split(',', 1)[0]?.trim().toLowerCase() ?? '';
  return shape.test(first) ? first : undefined;
}

function quoted(address: string): string {
  return isIPv6(address) ? `"[${address}]"` : address;
}
