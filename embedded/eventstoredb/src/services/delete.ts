import type { Call, CallHandler } from '../grpc/call.js';
import { oneMessage } from '../grpc/one-message.js';
import { Code, StatusError, handlerThrew } from '../grpc/status.js';
import { ProtoReader } from '../protobuf/reader.js';
import { ProtoWriter } from '../protobuf/writer.js';
import type { EventStore } from '../store/event-store.js';
import { DeleteOperation, type DeleteOutcome } from '../streams/delete-operation.js';
import { streamDeleted, wrongExpectedVersion } from '../streams/errors.js';
import { type WriteOptions, expectedVersionNumber, readWriteOptions } from './write-options.js';

/** `Streams.Delete` (soft) and `Streams.Tombstone`. */
export function deleteStream(store: EventStore, mode: 'soft' | 'tombstone'): (call: Call) => CallHandler {
  const request = mode === 'soft' ? 'DeleteReq' : 'TombstoneReq';
  return (call) =>
    oneMessage((message) => {
      const reader = new ProtoReader(message);
      if (reader.tag() !== 0x0a) throw handlerThrew();
      const options = readWriteOptions(reader.message(), request);
      store.submit(
        new DeleteOperation(options.stream, options.expected, mode, {
          onOutcome: (outcome) => answer(call, options, outcome),
          onFailure: (error) => call.fail(new StatusError(Code.UNAVAILABLE, error.message)),
        }),
      );
    });
}

function answer(call: Call, { stream, expected }: WriteOptions, outcome: DeleteOutcome): void {
  switch (outcome.kind) {
    case 'deleted': {
      const { position } = outcome;
      call.send(
        new ProtoWriter().message(1, (inner) => inner.uint64(1, position).uint64(2, position)).finish(),
      );
      call.end();
      return;
    }
    case 'wrong-expected-revision':
      call.fail(wrongExpectedVersion(stream, expectedVersionNumber(expected), outcome.current));
      return;
    case 'stream-deleted':
      call.fail(streamDeleted(stream));
  }
}
