import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as Zipkin's API has it, version 2. Times in microseconds. */
export interface ZipkinSpan {
  readonly traceId: string;
  readonly id: string;
  readonly parentId?: string;
  readonly name: string;
  readonly kind?: 'CLIENT' | 'SERVER' | 'PRODUCER' | 'CONSUMER';
  readonly timestamp: number;
  readonly duration: number;
  readonly localEndpoint: { readonly serviceName: string };
  readonly tags: Readonly<Record<string, string>>;
}

/** Takes spans as Zipkin does, on a free port, and keeps them. */
export class ZipkinSink {
  readonly spans: ZipkinSpan[] = [];
  /** How many batches have come, taken or not. */
  batches = 0;
  /** What it answers: nothing at all when undefined. */
  status: number | undefined = 202;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.take(request, response));
  }

  /** @param port to come back at */
  static async start(port = 0): Promise<ZipkinSink> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new ZipkinSink(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What `--zipkin` takes. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The spans of one trace, as they began. */
  trace(traceId: string): ZipkinSpan[] {
    return this.spans.filter((span) => span.traceId === traceId).sort((a, b) => a.timestamp - b.timestamp);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.batches += 1;
    if (this.status === undefined) return;
    const isZipkins = request.method === 'POST' && request.url === '/api/v2/spans';
    if (isZipkins && this.status === 202) {
      this.spans.push(...(JSON.parse(Buffer.concat(chunks).toString()) as ZipkinSpan[]));
    }
    response.writeHead(isZipkins ? this.status : 404).end();
  }
}
