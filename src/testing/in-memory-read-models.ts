import { listKeyOfCursor, pageOf } from '../application/read-models/cursor.js';
import type { Document } from '../application/read-models/document.js';
import type { DocumentQuery, Where } from '../application/read-models/document-query.js';
import type {
  DocumentChange,
  DocumentCollection,
  DocumentStore,
} from '../application/read-models/document-store.js';
import type { Page } from '../application/read-models/page.js';
import type {
  Generation,
  ProjectionRecord,
  ProjectionRegistry,
  RebuildFigures,
} from '../application/read-models/projection-registry.js';

/** Read models held in memory. */
export class InMemoryDocumentStore implements DocumentStore {
  readonly #collections = new Map<string, InMemoryDocumentCollection>();

  async create(collection: string): Promise<void> {
    this.collection(collection);
  }

  collection(name: string): InMemoryDocumentCollection {
    const found = this.#collections.get(name) ?? new InMemoryDocumentCollection();
    this.#collections.set(name, found);
    return found;
  }

  async list(): Promise<string[]> {
    return [...this.#collections.keys()];
  }

  async drop(collection: string): Promise<void> {
    this.#collections.delete(collection);
  }
}

/** The documents of one generation, for as long as the object lives. Gives out copies only. */
export class InMemoryDocumentCollection implements DocumentCollection {
  readonly #documents = new Map<string, Document>();

  /** All documents, by id. */
  get all(): readonly Document[] {
    return [...this.#documents.values()].sort((a, b) => (a._id < b._id ? -1 : 1));
  }

  async get(id: string): Promise<Document | undefined> {
    return structuredClone(this.#documents.get(id));
  }

  async getMany(ids: readonly string[]): Promise<Document[]> {
    return structuredClone(ids.flatMap((id) => this.#documents.get(id) ?? []));
  }

  async page({ where, order, limit, cursor }: DocumentQuery): Promise<Page<Document>> {
    const after = cursor === undefined ? undefined : listKeyOfCursor(cursor);
    const direction = order === 'oldest-first' ? 1 : -1;
    const compare = (a: string, b: string): number => direction * (a < b ? -1 : a > b ? 1 : 0);
    const found = this.all
      .filter((document) => matches(document, where))
      .filter(({ listKey }) => after === undefined || compare(after, listKey) < 0)
      .sort((a, b) => compare(a.listKey, b.listKey));
    return structuredClone(pageOf(found.slice(0, limit + 1), limit));
  }

  async write(changes: readonly DocumentChange[]): Promise<readonly string[]> {
    const moved: string[] = [];
    for (const { document, previousRevision, previousHealed } of changes) {
      const found = this.#documents.get(document._id);
      const isAsSeen = found?.revision === previousRevision && found?.healed === previousHealed;
      if (found !== undefined && !isAsSeen) moved.push(document._id);
      else this.#documents.set(document._id, structuredClone(document));
    }
    return moved;
  }

  async remove({ _id, revision, healed }: Pick<Document, '_id' | 'revision' | 'healed'>): Promise<boolean> {
    const found = this.#documents.get(_id);
    const isAsSeen = found?.revision === revision && found.healed === healed;
    return isAsSeen && this.#documents.delete(_id);
  }

  async count(where: Where = {}): Promise<number> {
    return this.all.filter((document) => matches(document, where)).length;
  }
}

function matches(document: Document, where: Where): boolean {
  const fields = document as unknown as Record<string, unknown>;
  return Object.entries(where).every(([field, condition]) => {
    const value = fields[field];
    if (typeof condition !== 'object') return value === condition;
    if ('contains' in condition) return String(value).includes(condition.contains);
    const { from, below } = condition;
    const found = value as string | number;
    return (from === undefined || found >= from) && (below === undefined || found < below);
  });
}

/** The registry held in memory. */
export class InMemoryProjectionRegistry implements ProjectionRegistry {
  readonly #records = new Map<string, ProjectionRecord>();

  /** Forgets everything, as a wiped database would. */
  clear(): void {
    this.#records.clear();
  }

  async list(): Promise<ProjectionRecord[]> {
    return [...this.#records.values()];
  }

  async create(record: ProjectionRecord): Promise<boolean> {
    if (this.#records.has(record.name)) return false;
    this.#records.set(record.name, record);
    return true;
  }

  async requestRebuild(name: string): Promise<boolean> {
    return this.#change(name, () => true, { rebuildRequested: true });
  }

  async pause(name: string, paused: boolean): Promise<boolean> {
    return this.#change(name, () => true, { paused: paused || undefined });
  }

  async begin(name: string, building: Generation): Promise<boolean> {
    const idle = (record: ProjectionRecord): boolean => record.building === undefined;
    return this.#change(name, idle, { building, rebuildRequested: undefined });
  }

  async handOver(name: string, building: Generation, since: string): Promise<boolean> {
    return this.#change(name, (record) => same(record.building, building), { handover: since });
  }

  async activate(
    name: string,
    building: Generation,
    since: string,
    figures: RebuildFigures,
  ): Promise<boolean> {
    const change = {
      active: building,
      activeSince: since,
      figures,
      building: undefined,
      handover: undefined,
    };
    return this.#change(name, (record) => same(record.building, building), change);
  }

  async abandon(name: string, building: Generation): Promise<boolean> {
    return this.#change(name, (record) => same(record.building, building), {
      building: undefined,
      handover: undefined,
    });
  }

  async restart(name: string, lost: Generation, active: Generation, since: string): Promise<boolean> {
    const change = { active, activeSince: since, figures: undefined };
    return this.#change(name, (record) => same(record.active, lost), change);
  }

  #change(
    name: string,
    expected: (record: ProjectionRecord) => boolean,
    change: { [Field in keyof ProjectionRecord]?: ProjectionRecord[Field] | undefined },
  ): boolean {
    const record = this.#records.get(name);
    if (record === undefined || !expected(record)) return false;
    const next = Object.entries({ ...record, ...change }).filter(([, value]) => value !== undefined);
    this.#records.set(name, Object.fromEntries(next) as unknown as ProjectionRecord);
    return true;
  }
}

function same(a: Generation | undefined, b: Generation): boolean {
  return a?.version === b.version && a.generation === b.generation;
}
