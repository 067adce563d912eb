import {
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  type ResolvedEvent,
  START,
  StreamDeletedError,
  StreamNotFoundError,
} from '@eventstore/db-client';
import type { ReadStreamOptions } from '../../application/event-store.js';
import type { RecordedEvent } from '../../application/recorded-event.js';
import { backOff } from './back-off.js';
import { isRefusal, unavailable } from './client-errors.js';
import { Cursor } from './cursor.js';
import { recordedEventOf } from './recorded-event-of.js';

/**
 * Reads one stream. A lost connection is bridged: reading goes on behind the last event given, until the server has been
 * silent for `deadlineMs`.
 * @throws EventStoreUnavailableError after that
 */
export async function* readStream(
  client: EventStoreDBClient,
  stream: string,
  { direction = 'forwards', from, limit = Number.MAX_SAFE_INTEGER }: ReadStreamOptions,
  deadlineMs: number,
): AsyncGenerator<RecordedEvent, void, undefined> {
  const step = direction === 'forwards' ? 1 : -1;
  let next: number | 'start' | 'end' = from ?? (direction === 'forwards' ? 'start' : 'end');
  let left = limit;
  let silentSince = Date.now();
  for (let attempt = 0; left > 0 && !(typeof next === 'number' && next < 0); attempt++) {
    const timeLeft = Math.max(1, silentSince + deadlineMs - Date.now());
    try {
      for await (const resolved of pages(client, stream, step, next, left, timeLeft)) {
        attempt = 0;
        silentSince = Date.now();
        left--;
        next = Number((resolved.link ?? resolved.event)?.revision) + step;
        const event = recordedEventOf(resolved);
        if (event !== undefined) yield event;
      }
      return;
    } catch (error) {
      if (error instanceof StreamNotFoundError || error instanceof StreamDeletedError) return;
      if (isRefusal(error)) throw error;
      await backOff(attempt);
      if (Date.now() - silentSince >= deadlineMs) throw unavailable(`${stream} could not be read`, error);
    }
  }
}

async function* pages(
  client: EventStoreDBClient,
  stream: string,
  step: 1 | -1,
  from: number | 'start' | 'end',
  limit: number,
  silenceMs: number,
): AsyncGenerator<ResolvedEvent, void, undefined> {
  const reader = client.readStream(stream, {
    direction: step === 1 ? FORWARDS : BACKWARDS,
    fromRevision: from === 'start' ? START : from === 'end' ? END : BigInt(from),
    maxCount: limit,
    resolveLinkTos: true,
  });
  const cursor = new Cursor<ResolvedEvent>(reader);
  try {
    for (;;) {
      const resolved = cursor.take();
      if (resolved !== undefined) yield resolved;
      else if (cursor.ended) return;
      else if (!(await cursor.stirred(silenceMs))) throw new Error(`no answer within ${silenceMs} ms`);
    }
  } finally {
    if (!cursor.ended) {
      await reader.cancel().catch(() => undefined);
      cursor.discard();
    }
  }
}
