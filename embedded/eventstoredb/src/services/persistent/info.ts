import type { Call, CallHandler } from '../../grpc/call.js';
import { oneMessage } from '../../grpc/one-message.js';
import { groupDoesNotExist } from '../../persistent/errors.js';
import type { Consumer } from '../../persistent/consumer.js';
import type { GroupDefinition } from '../../persistent/group-definition.js';
import { ALL } from '../../persistent/group-id.js';
import type { PersistentSubscriptions } from '../../persistent/persistent-subscriptions.js';
import type { RunningGroup } from '../../persistent/running-group.js';
import { ProtoWriter } from '../../protobuf/writer.js';
import { parseStreamIdentifier } from '../read-request.js';
import { readGroupRequest, readOptions } from './group-request.js';

/** `PersistentSubscriptions.GetInfo`. */
export function getInfo(subscriptions: PersistentSubscriptions): (call: Call) => CallHandler {
  return (call) =>
    oneMessage((message) => {
      const group = subscriptions.get(readGroupRequest(message, { stream: 1, all: 2, group: 3 }));
      call.send(new ProtoWriter().message(1, (info) => writeInfo(info, group)).finish());
      call.end();
    });
}

/** `PersistentSubscriptions.List`: all groups, or those of one source, of which there must be some. */
export function listGroups(subscriptions: PersistentSubscriptions): (call: Call) => CallHandler {
  return (call) =>
    oneMessage((message) => {
      const source = readSource(message);
      const groups = subscriptions.list(source);
      if (source !== undefined && groups.length === 0) throw groupDoesNotExist({ source, group: '' });
      const response = new ProtoWriter();
      for (const group of groups) response.message(1, (info) => writeInfo(info, group));
      call.send(response.finish());
      call.end();
    });
}

/** `Empty list_all_subscriptions = 1; StreamOption list_for_stream = 2 { StreamIdentifier stream = 1; Empty all = 2 }`. */
function readSource(message: Buffer): string | undefined {
  const reader = readOptions(message);
  let source: string | undefined;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag !== 0x12) {
      reader.skip(tag);
      continue;
    }
    const option = reader.message();
    source = option.tag() === 0x0a ? parseStreamIdentifier(option.message()) : ALL;
  }
  return source;
}

/** Writes a `SubscriptionInfo`. */
function writeInfo(info: ProtoWriter, group: RunningGroup): void {
  const { definition, rules, store } = group;
  const { settings } = definition;
  const now = store.now();
  const { count, perSecond } = rules.items.measure(now);
  info
    .string(1, definition.source)
    .string(2, definition.group)
    .string(3, rules.isLive ? 'Live' : 'Behind');
  for (const consumer of rules.consumers) info.message(4, (inner) => writeConnection(inner, consumer, now));
  info.int64(5, perSecond).int64(6, rules.items.total).int64(7, count);
  info.string(8, group.checkpoint ?? '').string(9, group.lastKnown ?? '');
  info.bool(10, settings.resolveLinks).string(11, startText(definition));
  info.int64(12, settings.messageTimeout).bool(13, settings.extraStatistics);
  info.int64(14, settings.maxRetryCount).int64(15, settings.liveBufferSize);
  info.int64(16, settings.historyBufferSize).int64(17, settings.readBatchSize);
  info.int64(18, settings.checkpointAfter);
  info.int64(19, settings.minCheckpointCount).int64(20, settings.maxCheckpointCount);
  const { read, live, retry, inFlight, outstanding } = rules.counts;
  info.int64(21, read).int64(22, live).int64(23, retry).int64(24, inFlight).int64(25, outstanding);
  info.string(26, settings.strategy).int64(27, settings.maxSubscriberCount).int64(28, group.parked.count);
}

/** Writes a `ConnectionInfo`. Nobody signs in here; EventStoreDB calls such users `system`. */
function writeConnection(info: ProtoWriter, consumer: Consumer, now: number): void {
  const { count, perSecond } = consumer.items.measure(now);
  info.string(2, 'system').int64(3, perSecond).int64(4, consumer.items.total).int64(5, count);
  for (const [key, value] of consumer.latencies?.summary() ?? []) {
    info.message(6, (measurement) => measurement.string(1, key).int64(2, value));
  }
  info.int64(7, consumer.freeSlots).int64(8, consumer.inFlight.size).string(9, consumer.connectionName);
}

function startText({ source, start }: GroupDefinition): string {
  const number = start === 'start' ? 0 : start === 'end' ? -1 : start;
  return source === ALL ? `C:${number}/P:${number}` : String(number);
}
