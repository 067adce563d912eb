import type { Call, CallHandler } from '../../grpc/call.js';
import { handlerThrew } from '../../grpc/status.js';
import type { Consumer } from '../../persistent/consumer.js';
import type { NackAction } from '../../persistent/message.js';
import type { PersistentSubscriptions } from '../../persistent/persistent-subscriptions.js';
import type { RunningGroup } from '../../persistent/running-group.js';
import { ProtoReader } from '../../protobuf/reader.js';
import { readUuid } from '../../protobuf/uuid.js';
import { ConsumerConnection } from './consumer-connection.js';
import { readGroupRequest } from './group-request.js';

/** `Nack.Action` by its number; 0 is `Unknown`, which EventStoreDB takes for `Retry`. */
const NACK_ACTIONS: readonly NackAction[] = ['retry', 'park', 'retry', 'skip', 'stop'];

/** `PersistentSubscriptions.Read`: options, then acknowledgements; messages the other way. */
export function readGroup(subscriptions: PersistentSubscriptions): (call: Call) => CallHandler {
  return (call) => {
    let subscription: { readonly group: RunningGroup; readonly consumer: Consumer } | undefined;
    return {
      onMessage(message) {
        if (subscription) answer(subscription.group, new ProtoReader(message));
        else subscription = subscribe(subscriptions, call, message);
      },
      onClientDone() {
        if (!subscription) call.end();
      },
      onClosed() {
        subscription?.group.run((rules) => rules.leave(subscription!.consumer));
      },
    };
  };
}

function subscribe(subscriptions: PersistentSubscriptions, call: Call, message: Buffer) {
  let slots = 0;
  let structuredIds: boolean | undefined;
  const id = readGroupRequest(message, { stream: 1, all: 5, group: 2 }, (field, reader) => {
    if (field === 3) slots = reader.int64();
    else if (field === 4) structuredIds = reader.message().tag() !== 0x12;
    else return false;
    return true;
  });
  if (id.group === '' || structuredIds === undefined) throw handlerThrew();
  const group = subscriptions.get(id);
  const connection = new ConsumerConnection(call, group, structuredIds);
  return { group, consumer: group.connect(slots, call.connectionName, connection) };
}

/** `Ack ack = 2 { repeated UUID ids = 2 }` or `Nack nack = 3 { repeated UUID ids = 2; Action action = 3; string reason = 4 }`. */
function answer(group: RunningGroup, reader: ProtoReader): void {
  const kind = reader.tag();
  if (kind !== 0x12 && kind !== 0x1a) throw handlerThrew();
  const content = reader.message();
  const ids: string[] = [];
  let action = 0;
  let reason = '';
  for (let tag = content.tag(); tag !== 0; tag = content.tag()) {
    if (tag === 0x12) ids.push(readUuid(content.message()).toString('latin1'));
    else if (tag === 0x18) action = content.uint32();
    else if (tag === 0x22) reason = content.string();
    else content.skip(tag);
  }
  if (kind === 0x12) group.run((rules) => rules.acknowledge(ids));
  else {
    const wanted = NACK_ACTIONS[action];
    if (!wanted) throw handlerThrew();
    group.run((rules) => rules.reject(ids, wanted, reason));
  }
}
