import { isIPv6 } from 'node:net';

/**
 * Whom a limit counts as one client: an IPv4 address, or the first 64 bits of an IPv6 address, because the rest is the
 * client's to choose.
 */
export function clientNetwork(address: string): string {
  if (!isIPv6(address)) return address;
  const [plain = ''] = address.split('%', 1);
  const ipv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (ipv4 !== undefined) return ipv4;
  const [front = [], back = []] = plain.split('::').map((half) => half.split(':').filter(Boolean));
  const gap = Array.from({ length: plain.includes('::') ? 8 - front.length - back.length : 0 }, () => '0');
  const groups = [...front, ...gap, ...back].slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
