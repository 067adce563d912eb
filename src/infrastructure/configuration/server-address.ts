const ADDRESS = /^(?<scheme>[a-z+]+):\/\/(?:[^\s/?#]*@)?(?<hosts>[^\s@/?#]+)(?:[/?]\S*)?$/;
const HOST = /^(?:\[[\da-f:.]+\]|[^\s:[\]]+)(?::(?<port>\d{1,5}))?$/i;

/**
 * Whether a text is the address of a server or cluster: `scheme://[user:password@]host[:port][,host[:port]…]`, and what may follow
 * behind `/` or `?`, which only its client understands.
 */
export function isServerAddress(text: string, schemes: readonly string[]): boolean {
  const { scheme = '', hosts = '' } = ADDRESS.exec(text)?.groups ?? {};
  return schemes.includes(scheme) && hosts.split(',').every(isHost);
}

function isHost(text: string): boolean {
  const host = HOST.exec(text);
  const port = host?.groups?.['port'];
  return host !== null && (port === undefined || (Number(port) > 0 && Number(port) < 65_536));
}
