import { settleAll } from '../../application/process-runtime/settle-all.js';
import type { RecordedEvent } from '../../application/recorded-event.js';
import { compareDocument } from './compare-document.js';
import { healDocument, type Healing } from './heal-document.js';
import type { InspectedGeneration } from './inspected-generation.js';

const AT_ONCE = 8;
const BATCH = 64;

/** How far a replay is. */
export interface ReplayProgress {
  readonly events: number;
  readonly documents: number;
  /** Of what the projection is known to have applied, from 0 to 1; undefined when that is not known. */
  readonly share: number | undefined;
}

/** What a replay found, and whether it has mended it. */
export interface ReplayReport {
  readonly projection: string;
  readonly collection: string;
  /** Behind which position events were looked at, and where the last of them stands: decimal digits. */
  readonly after: string | null;
  readonly to: string | null;
  readonly events: number;
  /** Those that the events belong to. */
  readonly documents: number;
  readonly differing: number;
  readonly healed: number;
}

/** How a replay goes about it. */
export interface ReplayOptions {
  /** Whether what differs is replaced; else nothing is written. */
  readonly apply: boolean;
  readonly onProgress?: (progress: ReplayProgress) => void;
  /** Told of each document that differs, as it is found. */
  readonly onDifference: (healing: Healing) => void;
}

/**
 * Folds every document anew that events behind a position (undefined: all events) belong to, and compares: what a replay of these
 * events would change. Each document is folded from its first event on, so nothing is ever applied twice; events that the projection
 * has not come to yet are left to it.
 * @throws DomainError `document-moving`
 * @throws TransientError
 */
export async function replayProjection(
  generation: InspectedGeneration,
  after: bigint | undefined,
  { apply, onProgress = () => undefined, onDifference }: ReplayOptions,
): Promise<ReplayReport> {
  const { projection, collection, eventStore, applied } = generation;
  const seen = new Set<string>();
  let last: bigint | undefined;
  const counts = { events: 0, documents: 0, differing: 0, healed: 0 };
  const examine = async ([id, event]: readonly [string, RecordedEvent]): Promise<void> => {
    const healing: Healing = apply
      ? await healDocument(generation, id, event)
      : { ...(await compareDocument(generation, id, event)).comparison, healed: false };
    counts.documents += 1;
    if (!healing.differs) return;
    counts.differing += 1;
    if (healing.healed) counts.healed += 1;
    onDifference(healing);
  };
  const settle = async (events: readonly RecordedEvent[]): Promise<void> => {
    const fresh = new Map<string, RecordedEvent>();
    for (const event of events) {
      const id = projection.documentId(event);
      if (id !== undefined && !seen.has(id)) fresh.set(id, event);
    }
    // Where each event has a document of its own, none comes twice.
    if (projection.perEvent !== true) for (const id of fresh.keys()) seen.add(id);
    const [failure] = await settleAll(fresh, AT_ONCE, examine);
    if (failure !== undefined) throw failure;
    counts.events += events.length;
    last = events.at(-1)!.position;
    onProgress({ ...counts, share: shareOf(after, last, applied) });
  };
  // Says so when the event store is away: a subscription would wait for it.
  await eventStore.hasEventsBetween(projection.filter, after, after ?? 0n);
  for await (const batch of batchesOf(generation, after)) await settle(batch);
  return {
    projection: projection.name,
    collection,
    after: after?.toString() ?? null,
    to: last?.toString() ?? null,
    ...counts,
  };
}

async function* batchesOf(
  { projection, eventStore }: InspectedGeneration,
  after: bigint | undefined,
): AsyncGenerator<readonly RecordedEvent[]> {
  const ending = new AbortController();
  let batch: RecordedEvent[] = [];
  try {
    for await (const message of eventStore.subscribe(projection.filter, after, ending.signal)) {
      if (message.kind === 'caught-up') break;
      if (message.kind !== 'event') continue;
      batch.push(message.event);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    ending.abort();
  }
}

function shareOf(
  after: bigint | undefined,
  position: bigint,
  applied: bigint | undefined,
): number | undefined {
  const start = after ?? 0n;
  if (applied === undefined || applied <= start) return undefined;
  return Math.min(1, Number(position - start) / Number(applied - start));
}
