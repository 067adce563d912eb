import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Span, Tracer } from '../../../application/tracer.js';
import { HttpError } from '../problems/http-error.js';
import { MAX_BODY_BYTES } from '../server/json-body.js';
import { isTraced } from '../server/request-span.js';
import type { HeaderList } from './header-list.js';
import { readHead, type RequestHead } from './request-head.js';
import { DEFAULT_REPEAT, type RepeatPolicy } from './repeat-policy.js';
import type { RequestBody } from './streamed-body.js';
import { traceOf, type Trace } from './trace-propagation.js';
import type { ClientInfo, TrustedProxies } from './trusted-proxies.js';

const REQUEST_ID = /^[\w.:=+/-]{1,128}$/;
/** A dot segment, plain or encoded, and what some servers take for a separator or an end. */
const TRICKY_PATH = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)|%2f|%5c|%00|\\/i;

/** Changes the head of an answer before it is sent. */
export type AnswerEdit = (headers: HeaderList, status: number) => void;

/** One request on its way through the gateway, and the answer to it. */
export class Exchange {
  readonly method: string;
  /** As the client wrote it, without the query; another one once it is redirected. */
  path: string;
  /** With its question mark; empty when there is none. */
  readonly query: string;
  readonly head: RequestHead;
  readonly trace: Trace;
  /** Of the request as a whole, where traces are wanted. */
  readonly span: Span | undefined;
  readonly requestId: string;
  readonly client: ClientInfo;
  /** The name of what answers it, for metrics: a path template or the id of a configured route. */
  route = 'unknown';
  /** What the path's template or pattern captured. */
  variables: Readonly<Record<string, string>> = {};
  /** The path that the service is asked for; filters may rewrite it. */
  targetPath: string;
  /** The largest body it may have, in bytes. */
  bodyLimit = MAX_BODY_BYTES;
  repeat: RepeatPolicy = DEFAULT_REPEAT;
  /** The body, once it has been taken. */
  body: RequestBody;
  /** Whether a fallback answers in the place of its route. */
  isRedirected = false;
  /** Whether the service gets the client's own `Host`. */
  preserveHost = false;
  /** The connection to be handed over, when the client wants to speak WebSocket. */
  upgrade: { readonly socket: Duplex; readonly head: Buffer } | undefined;
  /** Ends what is under way for it: called when the client has gone. */
  cancel: (() => void) | undefined;
  #edits: AnswerEdit[] | undefined;
  #draws: Map<string, number> | undefined;

  /** @throws HttpError 400, 431, 505 for a head that can't be taken */
  constructor(
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    proxies: TrustedProxies,
    tracer?: Tracer,
  ) {
    const { socket, url = '/' } = request;
    if (request.httpVersionMajor !== 1) {
      throw new HttpError(505, 'http-version-not-supported', 'Only HTTP/1.0 and HTTP/1.1 are spoken');
    }
    this.method = request.method ?? 'GET';
    const end = url.indexOf('?');
    this.path = end === -1 ? url : url.slice(0, end);
    this.query = end === -1 ? '' : url.slice(end);
    this.targetPath = this.path;
    refuseTrickyPath(this.path, this.method);
    this.head = readHead(request.rawHeaders, request.httpVersion !== '1.0');
    const { own } = this.head;
    if (tracer === undefined || !isTraced(this.path)) {
      this.trace = traceOf(own);
    } else {
      let span!: Span;
      this.trace = traceOf(
        own,
        (traceparent) => (span = tracer.begin({ name: this.method, kind: 'server', traceparent })),
      );
      this.span = span;
    }
    const requestId = own['x-request-id'];
    this.requestId = requestId !== undefined && REQUEST_ID.test(requestId) ? requestId : this.trace.traceId;
    const secure = 'encrypted' in socket && socket.encrypted === true;
    this.client = proxies.clientOf(socket.remoteAddress ?? '', secure, own);
  }

  /** The header fields that are handed on; filters may change them. */
  get headers(): HeaderList {
    return this.head.passed;
  }

  /** The value of a request's header field, whether it is handed on or not. */
  header(name: string): string | undefined {
    return this.headers.get(name) ?? this.head.own[name];
  }

  /** Asks for a change to the head of the answer, whoever gives it. */
  editAnswer(edit: AnswerEdit): void {
    (this.#edits ??= []).push(edit);
  }

  /** Makes the changes that were asked for, and adds what every answer has. */
  finishAnswer(headers: HeaderList, status: number): void {
    headers.add('x-request-id', this.requestId);
    headers.add('trace-id', this.trace.traceId);
    if (this.#edits !== undefined) for (const edit of this.#edits) edit(headers, status);
  }

  /** A number in [0, 1) for `group`, always the same for this request. */
  draw(group: string, fraction: () => number): number {
    this.#draws ??= new Map();
    const drawn = this.#draws.get(group) ?? fraction();
    this.#draws.set(group, drawn);
    return drawn;
  }
}

function refuseTrickyPath(path: string, method: string): void {
  if (path.charCodeAt(0) !== 47 && !(path === '*' && method === 'OPTIONS')) {
    throw new HttpError(400, 'malformed-target', 'The request target must be a path');
  }
  if (/[%.\\]/.test(path) && TRICKY_PATH.test(path)) {
    throw new HttpError(400, 'malformed-path', 'The path has dot segments or encoded separators');
  }
}
