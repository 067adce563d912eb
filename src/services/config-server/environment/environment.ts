import type { Properties } from '../../../infrastructure/configuration/properties/properties.js';

/** The properties of one document. */
export interface PropertySource {
  readonly name: string;
  readonly source: Properties;
}

/** What applies to an application with these profiles: sources of properties, the most specific first. */
export interface Environment {
  readonly name: string;
  readonly profiles: readonly string[];
  /** As it was asked for; null for the default one. */
  readonly label: string | null;
  readonly version: string | null;
  readonly state: null;
  readonly propertySources: readonly PropertySource[];
}
