import { DomainError } from '../../domain/domain-error.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import type { EventStore } from '../../application/event-store.js';
import type { DocumentCollection } from '../../application/read-models/document-store.js';
import type { Projection } from '../projection.js';
import type { Upcast } from '../runtime/fold-event.js';
import { generationName } from '../runtime/generation-name.js';
import type { ReadSide } from './read-side.js';

/** The documents that queries of a projection are answered from, with what they must show at least. */
export interface InspectedGeneration {
  readonly projection: Projection;
  readonly collection: string;
  readonly documents: DocumentCollection;
  readonly eventStore: EventStore;
  /** Every event up to here is in the documents, as far as its stream is not parked. */
  readonly applied: bigint | undefined;
  /** Where the streams that are parked have stopped. */
  readonly parkedFrom: ReadonlyMap<string, bigint>;
  readonly upcast: Upcast;
}

/**
 * Opens the active generation of a projection for comparison with the event store.
 * @throws NotFoundError `projection-not-found`; DomainError `projection-of-another-version` when other code fills it than is at hand here
 * @throws TransientError
 */
export async function inspectedGeneration(readSide: ReadSide, name: string): Promise<InspectedGeneration> {
  const { stores, eventStore, projections, upcast = (event) => [event] } = readSide;
  const record = (await stores.registry.list()).find((one) => one.name === name);
  const projection = projections.find((one) => one.name === name);
  if (record === undefined || projection === undefined) throw new NotFoundError('projection', name);
  if (record.active.version !== projection.version) {
    throw new DomainError(
      'projection-of-another-version',
      `${name} is filled by version ${record.active.version}, here is version ${projection.version}`,
      { active: record.active.version, own: projection.version },
    );
  }
  const collection = generationName(name, record.active);
  // Before any document is looked at: what is known to be applied now is in each of them then.
  const applied = await stores.checkpoints.load(collection);
  const parked = await stores.deadLetters.parkedKeys(collection);
  return {
    projection,
    collection,
    documents: stores.documents.collection(collection),
    eventStore,
    applied,
    parkedFrom: new Map(parked.map(({ head }) => [head.key, head.position])),
    upcast,
  };
}
