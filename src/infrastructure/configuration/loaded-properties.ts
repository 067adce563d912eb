import { mergeSources } from './properties/merge-sources.js';
import type { Properties } from './properties/properties.js';

/** Properties, and where each of them comes from. */
export interface LoadedProperties {
  readonly properties: Properties;
  /** The names of their sources by key. */
  readonly origins: ReadonlyMap<string, string>;
}

/** A source of properties, for example a file. */
export interface NamedSource {
  readonly name: string;
  readonly properties: Properties;
}

/** One set of properties of several sources, the first of which wins; see `mergeSources`. */
export function loadedProperties(sources: readonly NamedSource[]): LoadedProperties {
  const merged = mergeSources(sources.map(({ properties }) => properties));
  const origins = new Map<string, string>();
  for (const key of merged.keys()) {
    const source = sources.find(({ properties }) => properties.has(key));
    if (source !== undefined) origins.set(key, source.name);
  }
  return { properties: merged, origins };
}
