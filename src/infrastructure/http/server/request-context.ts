import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { v5 as uuidv5 } from 'uuid';
import type { Command } from '../../../application/command.js';
import type { Message } from '../../../domain/message.js';
import { CAUSATION_ID } from '../contract/internal-headers.js';
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
  readonly causationId: string;
  readonly correlationId: string;
  #commandId: string | undefined;
  /** The stream revisions that `If-Match` names; undefined when any will do. */
  expectedRevision: readonly number[] | undefined;

  constructor(
    readonly trace: TraceContext,
    headers: IncomingHttpHeaders,
    readonly actor = 'anonymous',
  ) {
    const requestId = headers['x-request-id'];
    const causationId = headers[CAUSATION_ID];
    this.requestId = typeof requestId === 'string' && REQUEST_ID.test(requestId) ? requestId : trace.traceId;
    this.correlationId = correlationIdOf(trace.traceId);
    this.causationId =
      typeof causationId === 'string' && isUuid(causationId) ? causationId : this.correlationId;
  }

  static of(headers: IncomingHttpHeaders): RequestContext {
    return new RequestContext(traceContext(headers.traceparent as string | undefined), headers);
  }

  /** The id of the command this request is; random unless an idempotency key was given. */
  get commandId(): string {
    return (this.#commandId ??= randomUUID());
  }

  /** Takes the command id that another of our services has given: it repeats the call under the same one. */
  useCommandId(commandId: string): void {
    this.#commandId = commandId;
  }

  /** Derives the command id from an idempotency key and the call (method and path) it was used for. */
  useIdempotencyKey(key: string, call: string): void {
    this.#commandId = uuidv5(call, key);
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
      actor: this.actor,
      traceparent: this.trace.traceparent,
      body,
    };
  }
}
