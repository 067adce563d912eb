import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { v5 as uuidv5 } from 'uuid';
import type { Command } from '../../../application/command.js';
import { ANONYMOUS, actorOf, type Principal } from '../../../application/principal.js';
import type { Message } from '../../../domain/message.js';
import { CAUSATION_ID, CLIENT_ADDRESS, COMMAND_ID } from '../contract/internal-headers.js';
import { correlationIdOf, traceContext, type TraceContext } from './trace-context.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const REQUEST_ID = /^[\w.:=+/-]{1,128}$/;

/** Whether a text is a UUID in its usual form. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * Where a request comes from and the ids of what it leads to. With an `Idempotency-Key` or a command id of the caller's
 * all of them are derived from it: a repeat after a crash carries the same command ids and creates things under the same
 * ids.
 */
export class RequestContext {
  readonly requestId: string;
  readonly correlationId: string;
  /** Who asks; nobody in particular until that has been verified. */
  principal: Principal = ANONYMOUS;
  readonly #headers: IncomingHttpHeaders;
  #commandId: string | undefined;
  /** The stream revisions that `If-Match` names; undefined when any will do. */
  expectedRevision: readonly number[] | undefined;

  constructor(
    readonly trace: TraceContext,
    headers: IncomingHttpHeaders,
    private readonly remoteAddress = '',
  ) {
    const requestId = headers['x-request-id'];
    this.#headers = headers;
    this.requestId = typeof requestId === 'string' && REQUEST_ID.test(requestId) ? requestId : trace.traceId;
    this.correlationId = correlationIdOf(trace.traceId);
  }

  /** @param trace of the request, where that has begun already; else it goes by the headers */
  static of(
    headers: IncomingHttpHeaders,
    remoteAddress?: string,
    trace: TraceContext = traceContext(headers.traceparent as string | undefined),
  ): RequestContext {
    return new RequestContext(trace, headers, remoteAddress);
  }

  /** The address of the client, as the gateway saw it; of whoever asks directly else. */
  get clientAddress(): string {
    const told = this.#headers[CLIENT_ADDRESS];
    return typeof told === 'string' && isIP(told) !== 0 ? told : this.remoteAddress;
  }

  /** What the caller has shown, to be shown to whoever is asked on their behalf. */
  get authorization(): string | undefined {
    return this.#headers.authorization;
  }

  /** The number that the last event had which this client got of the stream it asks for; undefined when it has none. */
  get lastEventId(): number | undefined {
    const id = this.#headers['last-event-id'];
    return typeof id === 'string' && /^\d{1,9}$/.test(id) ? Number(id) : undefined;
  }

  /** The id of the command this request is; random unless an idempotency key was given. */
  get commandId(): string {
    return (this.#commandId ??= randomUUID());
  }

  /** What caused the request, when it is one of our services that says so. */
  get causationId(): string {
    return this.#saidByService(CAUSATION_ID) ?? this.correlationId;
  }

  /** Takes the command id that another of our services has given: it repeats the call under the same one. */
  useCommandIdOfService(): void {
    this.#commandId = this.#saidByService(COMMAND_ID);
  }

  /** Derives the command id from an idempotency key, who used it, and the call (method and path) it was used for. */
  useIdempotencyKey(key: string, call: string): void {
    this.#commandId = uuidv5(`${actorOf(this.principal)} ${call}`, key);
  }

  /** A new id, derived from the command id and what it is for. */
  newId(purpose: string): string {
    return uuidv5(purpose, this.commandId);
  }

  /** Wraps a command with what its events must remember. A request of several commands names each one's `step`. */
  command<Body extends Message>(body: Body, step?: string): Command<Body> {
    return {
      commandId: step === undefined ? this.commandId : this.newId(step),
      correlationId: this.correlationId,
      causationId: this.causationId,
      actor: actorOf(this.principal),
      traceparent: this.trace.traceparent,
      body,
    };
  }
  #saidByService(header: string): string | undefined {
    const id = this.#headers[header];
    return this.principal.kind === 'service' && typeof id === 'string' && isUuid(id) ? id : undefined;
  }
}
