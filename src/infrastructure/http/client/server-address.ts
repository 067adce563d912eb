/** Where a server is, and what it must be shown with each request (HTTP Basic), as a URL says it: `http://user:password@host:port/path`. */
export class ServerAddress {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Without a slash at its end; empty for the root. */
  readonly path: string;
  /** The header fields of every request; none for a URL without credentials. */
  readonly headers: Readonly<Record<string, string>>;

  /** @throws TypeError for what is no URL */
  constructor(url: string) {
    const { username, password, origin, pathname } = new URL(url);
    this.origin = origin;
    this.path = pathname.replace(/\/+$/, '');
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.headers =
      username === '' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  }

  /** The address without credentials, for people and logs. */
  toString(): string {
    return this.origin + this.path;
  }
}
