import { StatusError, Code, handlerThrew } from '../grpc/status.js';
import type { ProtoReader } from '../protobuf/reader.js';
import { INT64_MAX } from '../protobuf/varint.js';
import { optionMissing } from '../streams/errors.js';
import type { EventFilter } from '../streams/filter.js';

/** A checked `ReadReq`. */
export interface ReadRequest {
  readonly source:
    | { readonly kind: 'stream'; readonly name: string; readonly from: 'start' | 'end' | number }
    | {
        readonly kind: 'all';
        readonly from: 'start' | 'end' | { readonly position: number | bigint };
        readonly filter: EventFilter | undefined;
      };
  /** How many events to read; `'subscription'` for all there are and will be. */
  readonly count: number | 'subscription';
  readonly backwards: boolean;
  readonly resolveLinks: boolean;
  readonly structuredIds: boolean;
  /** The version of the control messages that the client understands. */
  readonly compatibility: number;
}

interface StreamOption {
  name: string | undefined;
  from: number | bigint | 'start' | 'end';
}

/**
 * Reads the `ReadReq` of a read or a subscription.
 *
 * @throws StatusError as EventStoreDB answers requests that it does not take
 */
export function parseReadRequest(reader: ProtoReader): ReadRequest {
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x0a) return parseOptions(reader.message());
    reader.skip(tag);
  }
  throw handlerThrew();
}

function parseOptions(reader: ProtoReader): ReadRequest {
  let stream: StreamOption | undefined;
  let all: { from: 'start' | 'end' | { position: number | bigint } } | undefined;
  let backwards = false;
  let resolveLinks = false;
  let count: number | 'subscription' | undefined;
  let filter: EventFilter | undefined;
  let hasFilterOption = false;
  let structuredIds = false;
  let compatibility = 0;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    switch (tag >>> 3) {
      case 1:
        stream = parseStream(reader.message());
        break;
      case 2:
        all = { from: parseAll(reader.message()) };
        break;
      case 3:
        backwards = reader.uint32() === 1;
        break;
      case 4:
        resolveLinks = reader.bool();
        break;
      case 5:
        count = Number(reader.uint64());
        break;
      case 6:
        reader.skip(tag);
        count = 'subscription';
        break;
      case 7:
        filter = parseFilter(reader.message());
        hasFilterOption = true;
        break;
      case 8:
        reader.skip(tag);
        filter = undefined;
        hasFilterOption = true;
        break;
      case 9:
        structuredIds = reader.message().tag() === 0x0a;
        break;
      case 10: {
        const control = reader.message();
        if (control.tag() === 0x08) compatibility = control.uint32();
        break;
      }
      default:
        reader.skip(tag);
    }
  }
  if (!stream && !all) throw optionMissing('ReadReq+Types+Options+StreamOptionOneofCase');
  checkCombination(stream !== undefined, count, backwards, filter, hasFilterOption);
  const source: ReadRequest['source'] = stream
    ? { kind: 'stream', name: streamName(stream.name), from: checkedRevision(stream.from) }
    : { kind: 'all', from: all!.from, filter };
  return { source, count: count!, backwards, resolveLinks, structuredIds, compatibility };
}

/** EventStoreDB has a handler for each sensible combination of options, and names the others. */
function checkCombination(
  isStream: boolean,
  count: number | 'subscription' | undefined,
  backwards: boolean,
  filter: EventFilter | undefined,
  hasFilterOption: boolean,
): void {
  const isValid =
    count !== undefined &&
    hasFilterOption &&
    !(isStream && filter !== undefined) &&
    !(count === 'subscription' && backwards);
  if (isValid) return;
  const names = [
    isStream ? 'Stream' : 'All',
    count === undefined ? 'None' : count === 'subscription' ? 'Subscription' : 'Count',
    backwards ? 'Backwards' : 'Forwards',
    !hasFilterOption ? 'None' : filter ? 'Filter' : 'NoFilter',
  ];
  throw new StatusError(Code.INVALID_ARGUMENT, `The combination of (${names.join(', ')}) is invalid.`);
}

function parseStream(reader: ProtoReader): StreamOption {
  const option: StreamOption = { name: undefined, from: 'start' };
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    switch (tag >>> 3) {
      case 1:
        option.name = parseStreamIdentifier(reader.message());
        break;
      case 2:
        option.from = reader.uint64();
        break;
      case 3:
        reader.skip(tag);
        option.from = 'start';
        break;
      case 4:
        reader.skip(tag);
        option.from = 'end';
        break;
      default:
        reader.skip(tag);
    }
  }
  return option;
}

/** Reads a `StreamIdentifier`: `bytes stream_name = 3`. */
export function parseStreamIdentifier(reader: ProtoReader): string {
  let name = '';
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x1a) name = reader.string();
    else reader.skip(tag);
  }
  return name;
}

function streamName(name: string | undefined): string {
  if (!name) throw handlerThrew();
  return name;
}

function checkedRevision(from: StreamOption['from']): 'start' | 'end' | number {
  if (typeof from === 'bigint' && from > INT64_MAX) throw handlerThrew();
  return typeof from === 'bigint' ? Number(from) : from;
}

function parseAll(reader: ProtoReader): 'start' | 'end' | { position: number | bigint } {
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x0a) return { position: parsePosition(reader.message()) };
    reader.skip(tag);
    if (tag >>> 3 === 2) return 'start';
    if (tag >>> 3 === 3) return 'end';
  }
  throw optionMissing('ReadReq+Types+Options+Types+AllOptions+AllOptionOneofCase');
}

/** Reads `uint64 commit_position = 1; uint64 prepare_position = 2`. */
export function parsePosition(reader: ProtoReader): number | bigint {
  let commit: number | bigint = 0;
  let prepare: number | bigint = 0;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x08) commit = reader.uint64();
    else if (tag === 0x10) prepare = reader.uint64();
    else reader.skip(tag);
  }
  if (commit < prepare) throw handlerThrew();
  return commit;
}

/** Reads `FilterOptions`, which reads and persistent subscriptions have in common. */
export function parseFilter(reader: ProtoReader): EventFilter {
  let by: EventFilter['by'] | undefined;
  let match: EventFilter['match'] = { prefixes: [] };
  let window = Number.POSITIVE_INFINITY;
  let checkpointInterval = 1;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    switch (tag >>> 3) {
      case 1:
        by = 'stream';
        match = parseExpression(reader.message());
        break;
      case 2:
        by = 'type';
        match = parseExpression(reader.message());
        break;
      case 3:
        window = reader.uint32();
        break;
      case 5:
        checkpointInterval = reader.uint32();
        break;
      default:
        reader.skip(tag);
    }
  }
  if (!by) throw optionMissing('ReadReq+Types+Options+Types+FilterOptions+FilterOneofCase');
  return { by, match, window, checkpointInterval };
}

function parseExpression(reader: ProtoReader): EventFilter['match'] {
  let regex = '';
  const prefixes: string[] = [];
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x0a) regex = reader.string();
    else if (tag === 0x12) prefixes.push(reader.string());
    else reader.skip(tag);
  }
  if (prefixes.length > 0 || regex === '') return { prefixes };
  try {
    return { regex: new RegExp(regex) };
  } catch {
    throw handlerThrew();
  }
}
