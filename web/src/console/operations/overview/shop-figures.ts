import type { Overview } from '../../../api/dtos.js';

/** The shop in figures. Null where nobody could say. */
export interface ShopFigures {
  /** Of calls at the gateway. */
  readonly perSecond: number | null;
  readonly errorsPerSecond: number | null;
  /** 95 of 100 calls were answered within so many ms, at the slowest gateway. */
  readonly p95Ms: number | null;
  /** The longest of all projections. */
  readonly lagMs: number | null;
  readonly waiting: number;
  readonly overdue: number;
  /** Parked events. */
  readonly parked: number;
}

/** Adds up what the instances and services say. */
export function shopFigures({ services }: Overview): ShopFigures {
  const gateways = services
    .filter(({ service }) => service === 'gateway')
    .flatMap(({ instances }) => instances.flatMap(({ standing }) => standing?.requests ?? []));
  const standings = services.flatMap(({ standing }) => standing ?? []);
  return {
    perSecond: sum(gateways.map(({ perSecond }) => perSecond)),
    errorsPerSecond: sum(gateways.map(({ errorsPerSecond }) => errorsPerSecond)),
    p95Ms: most(gateways.map(({ p95Ms }) => p95Ms)),
    lagMs: most(standings.map(({ projections }) => projections.lagMs)),
    waiting: sum(standings.map(({ processes }) => processes.waiting)) ?? 0,
    overdue: sum(standings.map(({ processes }) => processes.overdue)) ?? 0,
    parked: sum(standings.map(({ deadLetters }) => deadLetters.events)) ?? 0,
  };
}

/** The figures that charts follow, by key. */
export function chartedFigures(overview: Overview): Record<string, number> {
  const { perSecond, p95Ms, lagMs } = shopFigures(overview);
  return {
    ...(perSecond === null ? {} : { 'shop.perSecond': perSecond }),
    ...(p95Ms === null ? {} : { 'shop.p95Ms': p95Ms }),
    ...(lagMs === null ? {} : { 'shop.lagMs': lagMs }),
  };
}

function sum(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
}

function most(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
