import type { Generation } from '../../application/read-models/projection-registry.js';

/** The collection of one generation, which is also the name of the handler that fills it: `orders.v1.1795364063123`. */
export function generationName(projection: string, { version, generation }: Generation): string {
  return `${projection}.v${version}.${generation}`;
}

/** The generation that a collection of `projection` belongs to; undefined when it is none of its collections. */
export function generationOf(projection: string, collection: string): Generation | undefined {
  if (!collection.startsWith(`${projection}.v`)) return undefined;
  const match = /^(\d+)\.(\d+)$/.exec(collection.slice(projection.length + 2));
  return match === null ? undefined : { version: Number(match[1]), generation: Number(match[2]) };
}

/** Whether both are one generation, or both none. */
export function sameGeneration(a: Generation | undefined, b: Generation | undefined): boolean {
  return a?.version === b?.version && a?.generation === b?.generation;
}
