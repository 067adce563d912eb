import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

const PREFACE_LENGTH = 24;
const FRAME_HEADER_LENGTH = 9;
const RST_STREAM = 3;

/** Stands between a client and a server, and counts the calls that the client cancels (RFC 9113, 6.4). */
export class CancelCounter {
  readonly #sockets = new Set<Socket>();
  #cancelled = 0;

  private constructor(private readonly server: Server) {}

  /** @param port that of the server, on this machine */
  static async start(port: number): Promise<CancelCounter> {
    const server = createServer();
    const counter = new CancelCounter(server);
    server.on('connection', (client) => counter.#join(client, connect(port, '127.0.0.1')));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return counter;
  }

  /** The connection string of the way through here. */
  get url(): string {
    return `esdb://127.0.0.1:${(this.server.address() as AddressInfo).port}?tls=false`;
  }

  get cancelled(): number {
    return this.#cancelled;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  #join(client: Socket, upstream: Socket): void {
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
    }
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    upstream.pipe(client);
    let rest = Buffer.alloc(0);
    let skip = PREFACE_LENGTH;
    client.on('data', (chunk: Buffer) => {
      upstream.write(chunk);
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const skipped = Math.min(skip, rest.length);
        rest = rest.subarray(skipped);
        skip -= skipped;
        if (rest.length < FRAME_HEADER_LENGTH) return;
        if (rest[3] === RST_STREAM) this.#cancelled++;
        skip = FRAME_HEADER_LENGTH + rest.readUIntBE(0, 3);
      }
    });
  }
}
