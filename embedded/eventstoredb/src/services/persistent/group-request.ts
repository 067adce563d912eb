import { handlerThrew } from '../../grpc/status.js';
import { ALL, type GroupId } from '../../persistent/group-id.js';
import { ProtoReader } from '../../protobuf/reader.js';
import { parseStreamIdentifier } from '../read-request.js';

/** The numbers of the fields that name a group; each request has its own. */
export interface GroupFields {
  readonly stream: number;
  readonly all: number;
  readonly group: number;
}

/**
 * Reads a request whose `options = 1` name a group.
 *
 * @param other takes the other fields of the options; answers false for one that it does not know
 * @throws StatusError when options or source are missing
 */
export function readGroupRequest(
  message: Buffer,
  fields: GroupFields,
  other: (field: number, reader: ProtoReader, tag: number) => boolean = () => false,
): GroupId {
  const reader = readOptions(message);
  let source = '';
  let group = '';
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    const field = tag >>> 3;
    if (field === fields.stream) source = parseStreamIdentifier(reader.message());
    else if (field === fields.all) {
      reader.skip(tag);
      source = ALL;
    } else if (field === fields.group) group = reader.string();
    else if (!other(field, reader, tag)) reader.skip(tag);
  }
  if (source === '') throw handlerThrew();
  return { source, group };
}

/** The `options = 1` that every request of the service has. */
export function readOptions(message: Buffer): ProtoReader {
  const reader = new ProtoReader(message);
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x0a) return reader.message();
    reader.skip(tag);
  }
  throw handlerThrew();
}
