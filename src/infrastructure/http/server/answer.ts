import { STATUS_CODES, type ServerResponse } from 'node:http';
import { consistencyToken } from '../../../application/consistency-token.js';
import type { Reply } from '../contract/handlers.js';
import { etag } from './preconditions.js';

/** A complete HTTP answer as data: what is sent, and what is kept for a repeat. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Serialised; undefined = none. */
  readonly body?: string | undefined;
}

/** The answer of a successful operation. */
export function answerOf(status: number, reply: Reply<unknown>): Answer {
  const headers: Record<string, string> = {};
  if (reply.revision !== undefined) headers['etag'] = etag(reply.revision);
  if (reply.position !== undefined) headers['consistency-token'] = consistencyToken(reply.position);
  if (reply.location !== undefined) headers['location'] = reply.location;
  if (reply.body === undefined || status === 204) return { status, headers };
  headers['content-type'] = 'application/json; charset=utf-8';
  return { status, headers, body: JSON.stringify(reply.body) };
}

/** Sends an answer, unless the other side has gone or was answered already. */
export function send(response: ServerResponse, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const { body } = answer;
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  const headers: Record<string, string | number> = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  };
  if (answer.status !== 204) headers['content-length'] = length;
  response.writeHead(answer.status, STATUS_CODES[answer.status] ?? '', headers);
  response.end(body);
}
