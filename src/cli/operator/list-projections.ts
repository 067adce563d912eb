import {
  projectionStanding,
  type ProjectionStanding,
} from '../../projections/operations/projection-standing.js';
import type { Stores } from './command-line.js';
import { table } from './output.js';
import { locatedProjections, readSideOf } from './service-databases.js';

/** A projection and the service that keeps its read model. */
export type LocatedStanding = ProjectionStanding & { readonly service: string };

/** Every read model: what answers queries, what is being filled, how far it is. @throws ReadModelUnavailableError */
export async function projectionStandings(stores: Stores): Promise<LocatedStanding[]> {
  const located = await locatedProjections(stores.mongodb);
  return Promise.all(
    located.map(async ({ record, ...database }) => ({
      service: database.service,
      ...(await projectionStanding(readSideOf(database, stores), record)),
    })),
  );
}

/** The read models in columns. */
export function projectionTable(standings: readonly LocatedStanding[]): string {
  return table(
    [
      'SERVICE',
      'READ MODEL',
      'COLLECTION',
      'DOCUMENTS',
      'ACTIVE SINCE',
      'POSITION',
      'LAG',
      'STATE',
      'BUILDING',
    ],
    standings.map((one) => [
      one.service,
      one.name,
      one.collection,
      String(one.documents),
      one.activeSince,
      one.position ?? '-',
      lagText(one),
      one.building === null ? one.state : `${one.state} ${Math.floor(one.building.share * 100)}%`,
      one.building?.collection ?? '-',
    ]),
  );
}

function lagText({ lag }: ProjectionStanding): string {
  if (lag === null) return 'unknown';
  if (lag.events === 0) return '0';
  return `${lag.events}${lag.isAtLeast ? '+' : ''} events, ${(lag.ms / 1_000).toFixed(1)} s`;
}
