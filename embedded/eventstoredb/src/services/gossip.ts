import { randomUUID } from 'node:crypto';
import type { Call, CallHandler } from '../grpc/call.js';
import { oneMessage } from '../grpc/one-message.js';
import { ProtoWriter } from '../protobuf/writer.js';

/** `MemberInfo.VNodeState.LEADER`: a single node always leads. */
const LEADER = 8;
const TICKS_PER_MILLISECOND = 10_000n;

/** Where clients reach this node. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** `Gossip.Read`: a cluster of this one node. */
export function readGossip(endpoint: () => Endpoint, now: () => number): (call: Call) => CallHandler {
  const instanceId = randomUUID();
  return (call) =>
    oneMessage(() => {
      const { host, port } = endpoint();
      const info = new ProtoWriter().message(1, (member) => {
        member.message(1, (id) => id.string(2, instanceId));
        member.uint64(2, BigInt(now()) * TICKS_PER_MILLISECOND);
        member.uint64(3, LEADER).bool(4, true);
        member.message(5, (address) => address.string(1, host).uint64(2, port));
      });
      call.send(info.finish());
      call.end();
    });
}
