/** The limits of a stream that its metadata sets. */
export interface StreamLimits {
  /** How many of the last events are readable. */
  readonly maxCount: number | undefined;
  /** How long an event is readable, in milliseconds. */
  readonly maxAge: number | undefined;
  /** The first revision that is readable. */
  readonly truncateBefore: number;
  /** Whether the stream reads as if it did not exist: `$tb` is the largest signed 64-bit integer. */
  readonly isSoftDeleted: boolean;
}

/** The limits of a stream without metadata. */
export const NO_LIMITS: StreamLimits = {
  maxCount: undefined,
  maxAge: undefined,
  truncateBefore: 0,
  isSoftDeleted: false,
};

/** A metadata stream shows its last event only. */
export const METADATA_STREAM_LIMITS: StreamLimits = { ...NO_LIMITS, maxCount: 1 };

/** The type of the events that the server writes to metadata streams. */
export const METADATA_TYPE = '$metadata';

/** Metadata that marks a stream as soft-deleted. */
export const SOFT_DELETED_METADATA = Buffer.from('{"$tb":9223372036854775807}');

/** `JSON.parse` makes this of 2^63-1, the nearest double. */
const SOFT_DELETE_TRUNCATION = 2 ** 63;

/** Reads limits out of the body of a metadata event. A body that is not valid switches all limits off. */
export function parseLimits(body: Buffer): StreamLimits {
  const metadata = parseObject(body);
  if (!metadata) return NO_LIMITS;
  const { $maxCount, $maxAge, $tb } = metadata;
  const numbers = [$maxCount, $maxAge, $tb].filter((value) => value !== undefined && value !== null);
  if (!numbers.every(Number.isInteger)) return NO_LIMITS;
  const truncateBefore = positive($tb) ?? 0;
  const maxAge = positive($maxAge);
  return {
    maxCount: positive($maxCount),
    maxAge: maxAge === undefined ? undefined : maxAge * 1000,
    truncateBefore,
    isSoftDeleted: truncateBefore >= SOFT_DELETE_TRUNCATION,
  };
}

/** The body of the metadata that brings a soft-deleted stream back, with everything else it said. */
export function undeletedMetadata(body: Buffer, firstRevision: number): Buffer {
  return Buffer.from(JSON.stringify({ ...parseObject(body), $tb: firstRevision }));
}

/** The `$correlationId` in an event's metadata, when the metadata is a JSON object that has one. */
export function correlationOf(metadata: Buffer): string | undefined {
  if (!metadata.includes('"$correlationId"')) return undefined;
  const id = parseObject(metadata)?.['$correlationId'];
  return typeof id === 'string' ? id : undefined;
}

function parseObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}
