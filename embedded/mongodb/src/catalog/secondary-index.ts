import { EJSON } from 'bson';
import type { Document } from '../bson/document.js';
import { EMPTY_ARRAY } from '../bson/order-key.js';
import { MongoError } from '../mongo-error.js';
import type { Matcher } from '../query/matcher.js';
import { compileFilter } from '../query/matcher.js';
import type { IndexDefinition } from './index-definition.js';
import { indexKeys, presentKeys } from './index-keys.js';
import type { IndexKeys } from './index-keys.js';
import { SortedEntries } from './sorted-entries.js';
import type { StoredDocument } from './stored-document.js';

const NOTHING: IndexKeys = { entries: new Map(), multikey: false };

/** An ordered index over one collection, kept in memory. */
export class SecondaryIndex {
  readonly definition: IndexDefinition;
  readonly entries = new SortedEntries();
  /** Whether any document ever put more than one entry, or an array's, into it. */
  multikey = false;
  /** The top-level fields of a document this index depends on. */
  readonly dependsOn: ReadonlySet<string>;
  readonly #filter: Matcher | undefined;

  constructor(definition: IndexDefinition) {
    this.definition = definition;
    this.#filter = definition.partialFilter && compileFilter(definition.partialFilter);
    this.dependsOn = new Set([
      ...definition.fields.map(({ path }) => path.split('.', 1)[0]!),
      ...(this.#filter?.fields ?? []),
    ]);
  }

  /** What `document` would put into the index. @throws MongoError when it cannot be indexed */
  keysOf(document: Document): IndexKeys {
    if (this.#filter !== undefined && !this.#filter.matches(document)) return NOTHING;
    const keys = indexKeys(document, this.definition.fields);
    return this.definition.sparse ? presentKeys(keys) : keys;
  }

  /** @throws MongoError DuplicateKey when a unique index has one of the keys already, for another document than `self` */
  requireUnique(keys: IndexKeys, self: StoredDocument | undefined, namespace: string): void {
    if (!this.definition.unique) return;
    for (const [key, values] of keys.entries) {
      const holder = this.entries.find(key);
      if (holder !== undefined && holder !== self) throw this.#duplicate(values, namespace);
    }
  }

  add(keys: IndexKeys, record: StoredDocument): void {
    if (keys.multikey) this.multikey = true;
    for (const key of keys.entries.keys()) this.entries.add(key, record);
  }

  remove(keys: IndexKeys, record: StoredDocument): void {
    for (const key of keys.entries.keys()) this.entries.remove(key, record);
  }

  #duplicate(values: readonly unknown[], namespace: string): MongoError {
    const { fields, name, key } = this.definition;
    const keyValue: Document = {};
    fields.forEach(({ path }, i) => {
      const value = values[i];
      keyValue[path] = value === EMPTY_ARRAY || value === undefined ? null : value;
    });
    return duplicateKey(namespace, name, key, keyValue);
  }
}

/** The error for a second document with the same key. */
export function duplicateKey(
  namespace: string,
  index: string,
  keyPattern: Document,
  keyValue: Document,
): MongoError {
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${display(value)}`);
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: { ${shown.join(', ')} }`,
    { keyPattern, keyValue },
  );
}

function display(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  return EJSON.stringify(value as object);
}
