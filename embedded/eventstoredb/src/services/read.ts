import { randomUUID } from 'node:crypto';
import type { Call, CallHandler } from '../grpc/call.js';
import { oneMessage } from '../grpc/one-message.js';
import { Code, StatusError } from '../grpc/status.js';
import { ProtoReader } from '../protobuf/reader.js';
import type { EventStore } from '../store/event-store.js';
import { streamDeleted } from '../streams/errors.js';
import { EventFrames } from '../streams/event-frames.js';
import type { EventSource } from '../streams/event-source.js';
import { type EventFilter, FilterMatcher } from '../streams/filter.js';
import { FrameWriter } from '../streams/frame-writer.js';
import { AllRead } from '../streams/read-all.js';
import { confirmation } from '../streams/read-messages.js';
import { StreamRead } from '../streams/read-stream.js';
import { AllSubscription } from '../streams/subscribe-all.js';
import { StreamSubscription } from '../streams/subscribe-stream.js';
import { EventPump } from './event-pump.js';
import { type ReadRequest, parseReadRequest } from './read-request.js';

/** `Streams.Read`: reads and catch-up subscriptions. */
export function read(store: EventStore): (call: Call) => CallHandler {
  return (call) => {
    let pump: EventPump | undefined;
    return {
      ...oneMessage((message) => {
        const request = parseReadRequest(new ProtoReader(message));
        const source = openSource(store, request);
        const frames = new FrameWriter();
        if (request.count === 'subscription') frames.message(confirmation(randomUUID()));
        pump = new EventPump(call, source, frames, store);
      }),
      onClosed() {
        pump?.stop();
      },
    };
  };
}

function openSource(store: EventStore, request: ReadRequest): EventSource {
  const events = new EventFrames(store, request);
  return request.source.kind === 'stream'
    ? openStream(store, request, request.source, events)
    : openAll(store, request, request.source, events);
}

function openStream(
  store: EventStore,
  request: ReadRequest,
  { name, from }: Extract<ReadRequest['source'], { kind: 'stream' }>,
  events: EventFrames,
): EventSource {
  const { count, backwards, compatibility } = request;
  const view = store.view(name);
  if (count === 'subscription') {
    if (view.isUnreadable && from !== 'end') throw streamDeleted(name);
    return new StreamSubscription(name, typeof from === 'number' ? { revision: from } : from, store, events);
  }
  if (count === 0 || (from === 'end' && !backwards)) {
    throw new StatusError(Code.UNKNOWN, 'Unexpected ReadStreamResult: Error');
  }
  if (view.isUnreadable) throw streamDeleted(name);
  return new StreamRead(view, { from, count, backwards, reportsEnds: compatibility >= 1 }, store, events);
}

function openAll(
  store: EventStore,
  { count, backwards }: ReadRequest,
  { from, filter }: { from: AllStartOption; filter: EventFilter | undefined },
  events: EventFrames,
): EventSource {
  if (count === 'subscription') return new AllSubscription(from, filter, store, events);
  const matcher = filter && new FilterMatcher(filter, store.index);
  return new AllRead({ from, count, backwards, filter: matcher }, store, events);
}

type AllStartOption = Extract<ReadRequest['source'], { kind: 'all' }>['from'];
