import type { ProcessorStatus } from '../../application/event-processor/processor-status.js';
import type { Generation, ProjectionRecord } from '../../application/read-models/projection-registry.js';
import type { ServiceStores } from '../../application/service-stores.js';
import { generationName } from '../runtime/generation-name.js';
import { eventLag, type EventLag } from './event-lag.js';
import type { ReadSide } from './read-side.js';

/** A generation that is being filled beside the one that answers. */
export interface BuildingStanding {
  readonly collection: string;
  readonly version: number;
  readonly documents: number;
  /** Decimal digits; null before the first checkpoint. */
  readonly position: string | null;
  /** Of the log up to where the active generation is, from 0 to 1. */
  readonly share: number;
  readonly parkedKeys: number;
  /** ISO 8601 UTC. */
  readonly since: string;
}

/** How a projection stands to an operator. */
export interface ProjectionStanding {
  readonly name: string;
  readonly version: number;
  readonly state: 'live' | 'rebuilding' | 'handing-over' | 'paused';
  readonly rebuildRequested: boolean;
  readonly documents: number;
  readonly position: string | null;
  readonly activeSince: string;
  /** Where the documents are that queries are answered from. */
  readonly collection: string;
  /** Null when it can't be found out. */
  readonly lag: EventLag | null;
  readonly parkedKeys: number;
  readonly building: BuildingStanding | null;
  /** Of the rebuild that made the active generation, when it was one. */
  readonly lastRebuild: { readonly documents: number; readonly ms: number } | null;
}

/** What a process that runs projections knows of one generation; undefined where it does not run it. */
export type LiveStatus = (handler: string) => ProcessorStatus | undefined;

/**
 * @param live where the process asking is the one that fills read models: what it knows spares a look into the event store
 * @throws TransientError
 */
export async function projectionStanding(
  readSide: ReadSide,
  record: ProjectionRecord,
  live: LiveStatus = () => undefined,
): Promise<ProjectionStanding> {
  const { stores } = readSide;
  const { name, active, building, activeSince, figures, paused = false } = record;
  const collection = generationName(name, active);
  const [position, documents, parked] = await Promise.all([
    stores.checkpoints.load(collection),
    stores.documents.collection(collection).count(),
    stores.deadLetters.parkedKeys(collection),
  ]);
  return {
    name,
    version: active.version,
    state: stateOf(record),
    rebuildRequested: record.rebuildRequested === true,
    documents,
    position: position?.toString() ?? null,
    activeSince,
    collection,
    lag: await lagOf(readSide, record, position, paused ? undefined : live(collection)),
    parkedKeys: parked.length,
    building: building === undefined ? null : await buildingStanding(stores, record, building),
    lastRebuild: figures === undefined ? null : { documents: figures.documents, ms: figures.milliseconds },
  };
}

/** How far a generation is that is being filled, against the one that answers. @throws TransientError */
export async function buildingStanding(
  { checkpoints, documents, deadLetters }: ServiceStores,
  { name, active }: ProjectionRecord,
  building: Generation,
): Promise<BuildingStanding> {
  const collection = generationName(name, building);
  const [goal = 0n, reached, count, parked] = await Promise.all([
    checkpoints.load(generationName(name, active)),
    checkpoints.load(collection),
    documents.collection(collection).count(),
    deadLetters.parkedKeys(collection),
  ]);
  return {
    collection,
    version: building.version,
    documents: count,
    position: reached?.toString() ?? null,
    share: goal === 0n ? 0 : Math.min(1, Number(reached ?? 0n) / Number(goal)),
    parkedKeys: parked.length,
    since: new Date(building.generation).toISOString(),
  };
}

function stateOf({ paused, building, handover }: ProjectionRecord): ProjectionStanding['state'] {
  if (paused === true) return 'paused';
  if (building === undefined) return 'live';
  return handover === undefined ? 'rebuilding' : 'handing-over';
}

async function lagOf(
  readSide: ReadSide,
  { name }: ProjectionRecord,
  stored: bigint | undefined,
  live: ProcessorStatus | undefined,
): Promise<EventLag | null> {
  const projection = readSide.projections.find((one) => one.name === name);
  if (projection === undefined) return null;
  // One in no hurry does not know yet what it will read next.
  if (live?.role === 'leading' && live.caughtUp && projection.unhurried !== true) {
    return { events: live.inFlight, isAtLeast: false, ms: live.lagMs };
  }
  return eventLag(readSide, projection.filter, live?.appliedPosition ?? stored);
}
