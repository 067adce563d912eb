import { handlerThrew } from '../../grpc/status.js';
import type { GroupStart } from '../../persistent/group-definition.js';
import { ALL } from '../../persistent/group-id.js';
import type { RequestedGroup } from '../../persistent/persistent-subscriptions.js';
import type { ProtoReader } from '../../protobuf/reader.js';
import { INT64_MAX } from '../../protobuf/varint.js';
import type { EventSelection } from '../../streams/filter.js';
import { parseFilter, parsePosition, parseStreamIdentifier } from '../read-request.js';
import { readOptions } from './group-request.js';
import { type SettingsMessage, readSettings } from './settings-request.js';

/** A checked `CreateReq` or `UpdateReq`. */
export interface DefinitionRequest {
  readonly group: RequestedGroup;
  readonly filter: EventSelection | undefined;
}

interface Source {
  readonly source: string;
  readonly start: GroupStart;
  readonly filter?: EventSelection | undefined;
}

/**
 * Reads `StreamIdentifier stream_identifier = 1` (of old clients), `group_name = 2`, `settings = 3`, `stream = 4`, `all = 5`.
 *
 * @throws StatusError for a request that EventStoreDB does not take
 */
export function readDefinitionRequest(message: Buffer): DefinitionRequest {
  const reader = readOptions(message);
  let oldStream = '';
  let group = '';
  let settings: SettingsMessage | undefined;
  let source: Source | undefined;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x0a) oldStream = parseStreamIdentifier(reader.message());
    else if (tag === 0x12) group = reader.string();
    else if (tag === 0x1a) settings = readSettings(reader.message());
    else if (tag === 0x22) source = readStream(reader.message());
    else if (tag === 0x2a) source = readAll(reader.message());
    else reader.skip(tag);
  }
  if (!settings) throw handlerThrew();
  source ??= { source: oldStream, start: settings.revision };
  if (source.source === '') throw handlerThrew();
  const { filter, ...named } = source;
  return { group: { ...named, group, settings: settings.settings }, filter };
}

/** `StreamIdentifier stream_identifier = 1; uint64 revision = 2; Empty start = 3; Empty end = 4`. */
function readStream(reader: ProtoReader): Source {
  let source = '';
  let start: GroupStart | undefined;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    const field = tag >>> 3;
    if (field === 1) source = parseStreamIdentifier(reader.message());
    else if (field === 2) start = checkedRevision(reader.uint64());
    else {
      reader.skip(tag);
      if (field === 3) start = 'start';
      else if (field === 4) start = 'end';
    }
  }
  if (start === undefined || source === ALL) throw handlerThrew();
  return { source, start };
}

/** `Position position = 1; Empty start = 2; Empty end = 3; FilterOptions filter = 4; Empty no_filter = 5`. */
function readAll(reader: ProtoReader): Source {
  let start: GroupStart | undefined;
  let filter: EventSelection | undefined;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    const field = tag >>> 3;
    if (field === 1) start = Number(parsePosition(reader.message()));
    else if (field === 4) filter = parseFilter(reader.message());
    else {
      reader.skip(tag);
      if (field === 2) start = 'start';
      else if (field === 3) start = 'end';
    }
  }
  if (start === undefined) throw handlerThrew();
  return { source: ALL, start, filter };
}

function checkedRevision(revision: number | bigint): number {
  if (typeof revision === 'bigint' && revision > INT64_MAX) throw handlerThrew();
  return Number(revision);
}
