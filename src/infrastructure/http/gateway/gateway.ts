import { ServerResponse, type IncomingMessage, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Contract } from '../contract/contract.js';
import type { Tracer } from '../../../application/tracer.js';
import { httpErrorOf } from '../problems/http-error-of.js';
import { problemAnswer } from '../server/problem-answer.js';
import { send } from '../server/answer.js';
import { requestSpanEnd } from '../server/request-span.js';
import type { ServerHooks } from '../server/server-hooks.js';
import { traceContext } from '../server/trace-context.js';
import { Exchange } from './exchange.js';
import { chain, type GatewayFilter, type GatewayHandler } from './gateway-filter.js';
import { HeaderList } from './header-list.js';
import { LoopGuard } from './loop-guard.js';
import { sendAnswer } from './send-answer.js';
import { PathTrie } from './routing/path-trie.js';
import type { RouteTable } from './routing/route-table.js';
import type { TrustedProxies } from './trusted-proxies.js';

/** Paths that the gateway answers itself, whatever routes say. */
const OWN_PATHS = new Set(['/health/live', '/health/ready', '/metrics', '/openapi.json', '/docs']);

/** What the gateway goes by at present. */
export interface GatewayState {
  readonly routes: RouteTable;
  readonly proxies: TrustedProxies;
}

/** What a gateway is made of. */
export interface GatewayParts {
  /** Read anew for each request. */
  readonly state: () => GatewayState;
  /** The filters that every request meets. */
  readonly filters: readonly GatewayFilter[];
  /** Answers what no route is for, and the gateway's own paths. */
  readonly own: RequestListener;
  /** What the gateway answers beside its health and figures, whatever routes say. */
  readonly ownContract?: Contract;
  readonly hooks: ServerHooks;
  /** Gets a span for each request but those that watch the gateway. */
  readonly tracer?: Tracer | undefined;
}

/** Takes requests, finds their route, and sees to it that each gets an answer. */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #own: GatewayHandler;
  readonly #ownPaths = new PathTrie<true>();
  readonly #loops = new LoopGuard();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    for (const { path } of Object.values(parts.ownContract?.operations ?? {})) {
      this.#ownPaths.at(path, () => true);
    }
    this.#own = chain(parts.filters, async (exchange) => {
      const headers = new HeaderList();
      exchange.finishAnswer(headers, 200);
      const { flat } = headers;
      for (let i = 0; i < flat.length; i += 2) {
        exchange.response.appendHeader(flat[i] as string, flat[i + 1] as string);
      }
      const { headers: given } = exchange.request;
      given.traceparent = exchange.trace.traceparent;
      given['x-request-id'] = exchange.requestId;
      parts.own(exchange.request, exchange.response);
    });
  }

  /** Sees to a request. */
  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    this.#handle(request, response);
  };

  /** Sees to a request that offers to speak another protocol: taken up for WebSocket only (RFC 6455). */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as Socket);
    response.once('finish', () => socket.end());
    socket.on('error', () => socket.destroy());
    const isWebSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
    this.#handle(request, response, isWebSocket ? { socket, head } : undefined);
  };

  #handle(request: IncomingMessage, response: ServerResponse, upgrade?: Exchange['upgrade']): void {
    const { routes, proxies } = this.#parts.state();
    let exchange: Exchange;
    try {
      exchange = new Exchange(request, response, proxies, this.#parts.tracer);
    } catch (error) {
      this.#refuse(error, request, response);
      return;
    }
    exchange.upgrade = upgrade;
    const route = this.#isOwn(exchange.path) ? undefined : routes.find(exchange);
    if (route !== undefined) exchange.route = route.name;
    this.#observe(exchange, route === undefined);
    void this.#run(route?.handle ?? this.#own, exchange);
  }

  #isOwn(path: string): boolean {
    return OWN_PATHS.has(path) || this.#ownPaths.find(path) === true;
  }

  async #run(handle: GatewayHandler, exchange: Exchange): Promise<void> {
    try {
      this.#loops.pass(exchange.headers);
      await handle(exchange);
    } catch (error) {
      const { method, path, trace } = exchange;
      const httpError = httpErrorOf(error);
      if (httpError.code === 'internal-error') {
        this.#parts.hooks.unexpected(error, { method, path, traceId: trace.traceId });
      }
      sendAnswer(exchange, problemAnswer(httpError, path, trace.traceId));
    }
  }

  /** Counts a request when it is over, unless `own` does, ends its span, and ends what is under way when its client has gone. */
  #observe(exchange: Exchange, own: boolean): void {
    const started = performance.now();
    const { response } = exchange;
    response.once('close', () => {
      if (!response.writableFinished) exchange.cancel?.();
      const served = {
        method: exchange.method,
        route: exchange.route,
        path: exchange.path,
        status: response.statusCode,
        seconds: (performance.now() - started) / 1000,
        traceId: exchange.trace.traceId,
        requestId: exchange.requestId,
      };
      if (!own) this.#parts.hooks.served(served);
      exchange.span?.end(requestSpanEnd(served));
    });
  }

  /** Answers a request whose head can't be taken. */
  #refuse(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const { traceId } = traceContext(undefined);
    const { method = '', url = '' } = request;
    const httpError = httpErrorOf(error);
    if (httpError.code === 'internal-error')
      this.#parts.hooks.unexpected(error, { method, path: url, traceId });
    response.shouldKeepAlive = false;
    response.setHeader('trace-id', traceId);
    send(response, problemAnswer(httpError, url.split('?', 1)[0] ?? '', traceId));
  }
}
