import type { Exchange } from '../exchange.js';

/** Shares the requests of a group among its routes by weight: for each request one number is drawn for each group. */
export class WeightGroups {
  readonly #totals = new Map<string, number>();

  /** @param fraction draws a number in [0, 1) */
  constructor(private readonly fraction: () => number) {}

  /** Adds a route to a group. @returns whether the draw of a request falls on this route */
  add(group: string, weight: number): (exchange: Exchange) => boolean {
    const from = this.#totals.get(group) ?? 0;
    this.#totals.set(group, from + weight);
    return (exchange) => {
      const point = exchange.draw(group, this.fraction) * (this.#totals.get(group) ?? 0);
      return point >= from && point < from + weight;
    };
  }
}
