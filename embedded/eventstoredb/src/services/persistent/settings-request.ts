import type { RequestedSettings } from '../../persistent/settings.js';
import type { ProtoReader } from '../../protobuf/reader.js';
import { INT64_MAX } from '../../protobuf/varint.js';

/** `ConsumerStrategy` by its number. */
const STRATEGIES = ['DispatchToSingle', 'RoundRobin', 'Pinned'];

const TICKS_PER_MILLISECOND = 10_000;

/** A `Settings` message, and the revision to start from that old clients put into it. */
export interface SettingsMessage {
  readonly settings: RequestedSettings;
  readonly revision: number | 'end';
}

/** Reads the `Settings` that `CreateReq` and `UpdateReq` have in common; 16 is in `CreateReq` only. */
export function readSettings(reader: ProtoReader): SettingsMessage {
  let resolveLinks = false;
  let revision: number | 'end' = 0;
  let extraStatistics = false;
  let strategyNumber = 0;
  let strategyName = '';
  const numbers = new Map<number, number>();
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    const field = tag >>> 3;
    if (field === 1) resolveLinks = reader.bool();
    else if (field === 2) revision = toRevision(reader.uint64());
    else if (field === 3) extraStatistics = reader.bool();
    else if (field === 13) strategyNumber = reader.uint32();
    else if (field === 16) strategyName = reader.string();
    else if (field >= 4 && field <= 15) numbers.set(field, reader.int64());
    else reader.skip(tag);
  }
  const number = (field: number): number => numbers.get(field) ?? 0;
  const time = (milliseconds: number, ticks: number): number =>
    numbers.get(milliseconds) ?? Math.trunc(number(ticks) / TICKS_PER_MILLISECOND);
  const settings: RequestedSettings = {
    resolveLinks,
    extraStatistics,
    messageTimeout: time(14, 4),
    maxRetryCount: number(5),
    checkpointAfter: time(15, 6),
    minCheckpointCount: number(7),
    maxCheckpointCount: number(8),
    maxSubscriberCount: number(9),
    liveBufferSize: number(10),
    readBatchSize: number(11),
    historyBufferSize: number(12),
    strategy: strategyName || (STRATEGIES[strategyNumber] ?? ''),
  };
  return { settings, revision };
}

/** Old clients name the end by the largest number. */
function toRevision(value: number | bigint): number | 'end' {
  return typeof value === 'bigint' && value > INT64_MAX ? 'end' : Number(value);
}
