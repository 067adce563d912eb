import { managersOf } from '../../application/process-managers.js';
import { countProcesses, type ProcessCounts } from './process-list.js';
import { projectionStanding, type LiveStatus, type ProjectionStanding } from './projection-standing.js';
import type { ReadSide } from './read-side.js';

/** What an operator sees first of a service: how many of each kind, and how many of them are not well. */
export interface ServiceStanding {
  readonly service: string;
  readonly projections: {
    readonly total: number;
    readonly live: number;
    readonly rebuilding: number;
    readonly paused: number;
    /** The longest of all; null when it can't be found out. */
    readonly lagMs: number | null;
  };
  readonly processes: ProcessCounts;
  readonly deadLetters: { readonly keys: number; readonly events: number };
}

/** @throws TransientError */
export async function standingOfService(
  service: string,
  readSide: ReadSide,
  live?: LiveStatus,
): Promise<ServiceStanding> {
  const { stores, clock } = readSide;
  const records = await stores.registry.list();
  const [standings, processes, parked] = await Promise.all([
    Promise.all(records.map((record) => projectionStanding(readSide, record, live))),
    countProcesses(stores, managersOf(service), clock.now().getTime()),
    stores.deadLetters.parkedKeys(),
  ]);
  const inState = (...states: ProjectionStanding['state'][]): number =>
    standings.filter(({ state }) => states.includes(state)).length;
  const lags = standings.map(({ lag }) => lag?.ms);
  return {
    service,
    projections: {
      total: standings.length,
      live: inState('live'),
      rebuilding: inState('rebuilding', 'handing-over'),
      paused: inState('paused'),
      lagMs: lags.includes(undefined) ? null : Math.max(0, ...(lags as number[])),
    },
    processes,
    deadLetters: {
      keys: parked.length,
      events: parked.reduce((sum, { waiting }) => sum + waiting + 1, 0),
    },
  };
}
