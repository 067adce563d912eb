import type { EventSelection } from '../streams/filter.js';
import type { GroupId } from './group-id.js';
import { type GroupSettings, areSettings } from './settings.js';

/** Where a group begins, inclusive: a revision of a stream, a position of `$all`. */
export type GroupStart = 'start' | 'end' | number;

/** What is known of a group for good. */
export interface GroupDefinition extends GroupId {
  readonly start: GroupStart;
  /**
   * What `end` was when the group was made: the first revision or position behind it. EventStoreDB does not keep this, and
   * a group from `end` that is started again before its first checkpoint loses what came in between.
   */
  readonly endWas: number;
  readonly filter: EventSelection | undefined;
  readonly settings: GroupSettings;
}

/** Encodes all groups for the configuration stream. */
export function encodeDefinitions(definitions: Iterable<GroupDefinition>, now: number): Buffer {
  const entries = Array.from(definitions, ({ source, filter, ...definition }) => ({
    stream: source,
    ...definition,
    ...(filter && { filter: encodeFilter(filter) }),
  }));
  return Buffer.from(JSON.stringify({ version: '2', updated: new Date(now).toISOString(), entries }));
}

/** Decodes what `encodeDefinitions` made; undefined for anything else, which a client may have written. */
export function decodeDefinitions(data: Buffer): GroupDefinition[] | undefined {
  try {
    const { entries } = JSON.parse(data.toString('utf8')) as { entries: readonly StoredDefinition[] };
    if (!entries.every(isDefinition)) return undefined;
    return entries.map(({ stream, filter, ...definition }) => ({
      source: stream,
      ...definition,
      filter: filter && decodeFilter(filter),
    }));
  } catch {
    return undefined;
  }
}

interface StoredFilter {
  readonly by: EventSelection['by'];
  readonly regex?: string;
  readonly prefixes?: readonly string[];
}

type StoredDefinition = Omit<GroupDefinition, 'source' | 'filter'> & {
  readonly stream: string;
  readonly filter?: StoredFilter;
};

function isDefinition({ stream, group, start, endWas, filter, settings }: StoredDefinition): boolean {
  const isStart = start === 'start' || start === 'end' || isPlace(start);
  const isNamed = typeof stream === 'string' && typeof group === 'string';
  return isNamed && isStart && isPlace(endWas) && (!filter || isFilter(filter)) && areSettings(settings);
}

function isPlace(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isFilter({ by, regex, prefixes = [] }: StoredFilter): boolean {
  const isMatch = regex === undefined ? Array.isArray(prefixes) : typeof regex === 'string';
  return (
    (by === 'stream' || by === 'type') && isMatch && prefixes.every((prefix) => typeof prefix === 'string')
  );
}

function encodeFilter({ by, match }: EventSelection): StoredFilter {
  return 'regex' in match ? { by, regex: match.regex.source } : { by, prefixes: match.prefixes };
}

function decodeFilter({ by, regex, prefixes = [] }: StoredFilter): EventSelection {
  return { by, match: regex === undefined ? { prefixes } : { regex: new RegExp(regex) } };
}
