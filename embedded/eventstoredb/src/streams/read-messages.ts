import { ProtoWriter } from '../protobuf/writer.js';

/** The messages of `ReadResp` other than events (https://github.com/kurrent-io/KurrentDB, streams.proto). */

/** The subscription has been accepted. */
export function confirmation(subscriptionId: string): Buffer {
  return new ProtoWriter().message(2, (message) => message.string(1, subscriptionId)).finish();
}

/** Everything up to and with this position has been examined. */
export function checkpoint(position: number): Buffer {
  return new ProtoWriter().message(3, (message) => message.uint64(1, position).uint64(2, position)).finish();
}

/** The answer to a read of a stream that does not exist. */
export function streamNotFound(name: string): Buffer {
  return new ProtoWriter()
    .message(4, (message) => message.message(1, (id) => id.bytes(3, Buffer.from(name))))
    .finish();
}

/** The first revision that can be read. */
export function firstStreamPosition(revision: number): Buffer {
  return new ProtoWriter().uint64(5, revision).finish();
}

/** The last revision that can be read. */
export function lastStreamPosition(revision: number): Buffer {
  return new ProtoWriter().uint64(6, revision).finish();
}

/** Everything stored has been sent; what follows is new. */
export const caughtUp: Buffer = new ProtoWriter().message(8).finish();

/** The client does not keep pace; what follows is read from storage again. */
export const fellBehind: Buffer = new ProtoWriter().message(9).finish();
