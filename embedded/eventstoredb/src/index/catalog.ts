import { StreamEntry, type StreamKind } from './stream-entry.js';

/** What the names of streams begin with. */
export const METADATA_PREFIX = '$$';

const PROJECTED = /^\$(ce|et|bc|category)-|^\$streams$/;

/** Whether a name is that of a stream that only the server writes. */
export function isProjectedName(name: string): boolean {
  return PROJECTED.test(name);
}

/** All streams, by name and by number. Projected streams are found by name only. */
export class StreamCatalog {
  /** The written streams, by number. */
  readonly list: StreamEntry[] = [];
  readonly #byName = new Map<string, StreamEntry>();

  find(name: string): StreamEntry | undefined {
    return this.#byName.get(name);
  }

  /** The written stream of a name, begun if there is none. */
  obtain(name: string): StreamEntry {
    return this.#byName.get(name) ?? this.#begin(name);
  }

  /** The projected stream of a name, begun if there is none. */
  obtainProjected(name: string, kind: StreamKind): StreamEntry {
    let entry = this.#byName.get(name);
    if (!entry) {
      entry = new StreamEntry(-1, name, kind);
      entry.metadata = this.#byName.get(METADATA_PREFIX + name);
      this.#byName.set(name, entry);
    }
    return entry;
  }

  #begin(name: string): StreamEntry {
    const entry = new StreamEntry(this.list.length, name, 'written');
    this.list.push(entry);
    this.#byName.set(name, entry);
    entry.metadata = this.#byName.get(METADATA_PREFIX + name);
    if (entry.metadata) entry.metadata.subject = entry;
    if (name.startsWith(METADATA_PREFIX)) {
      entry.subject = this.#byName.get(name.slice(METADATA_PREFIX.length));
      if (entry.subject) entry.subject.metadata = entry;
    }
    const category = categoryOf(name);
    if (category !== undefined) entry.category = this.obtainProjected(`$ce-${category}`, 'category');
    return entry;
  }
}

/**
 * The category of a stream: the text before its first dash; of a metadata stream, that of the stream it describes. System
 * streams and names without a dash have none.
 */
export function categoryOf(name: string): string | undefined {
  const subject = name.startsWith(METADATA_PREFIX) ? name.slice(METADATA_PREFIX.length) : name;
  if (subject.startsWith('$')) return undefined;
  const dash = subject.indexOf('-');
  return dash < 0 ? undefined : subject.slice(0, dash);
}
