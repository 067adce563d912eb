import { METADATA_PREFIX, StreamEntry, type StreamKind } from './stream-entry.js';

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
  /** Metadata streams by the name of the stream that they describe. */
  readonly #metadata = new Map<string, StreamEntry>();
  /** `$ce-` streams by their category. */
  readonly #categories = new Map<string, StreamEntry>();

  find(name: string): StreamEntry | undefined {
    return this.#byName.get(name);
  }

  /** The stream that holds the metadata of another. */
  metadataOf(name: string): StreamEntry | undefined {
    return this.#metadata.get(name);
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
      entry.metadata = this.#metadata.get(name);
      this.#byName.set(name, entry);
    }
    return entry;
  }

  #begin(name: string): StreamEntry {
    const entry = new StreamEntry(this.list.length, name, 'written');
    this.list.push(entry);
    this.#byName.set(name, entry);
    entry.metadata = this.#metadata.get(name);
    if (entry.metadata) entry.metadata.subject = entry;
    if (entry.isMetadata) {
      const subject = name.slice(METADATA_PREFIX.length);
      this.#metadata.set(subject, entry);
      entry.subject = this.#byName.get(subject);
      if (entry.subject) entry.subject.metadata = entry;
    }
    const category = categoryOf(name);
    if (category !== undefined) entry.category = this.#category(category);
    return entry;
  }

  #category(category: string): StreamEntry {
    let entry = this.#categories.get(category);
    if (!entry) {
      entry = this.obtainProjected(`$ce-${category}`, 'category');
      entry.categoryStreams = this.obtainProjected(`$category-${category}`, 'category-streams');
      this.#categories.set(category, entry);
    }
    return entry;
  }
}

/**
 * The category of a stream: the text before its first dash; of a metadata stream, that of the stream it describes. System
 * streams and names without a dash have none.
 */
function categoryOf(name: string): string | undefined {
  const subject = name.startsWith(METADATA_PREFIX) ? name.slice(METADATA_PREFIX.length) : name;
  if (subject.startsWith('$')) return undefined;
  const dash = subject.indexOf('-');
  return dash < 0 ? undefined : subject.slice(0, dash);
}
