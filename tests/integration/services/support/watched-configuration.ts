import type { SettingsClass } from '../../../../src/infrastructure/configuration/configuration.js';
import { LiveConfiguration } from '../../../../src/infrastructure/configuration/live-configuration.js';
import type { LiveSettings } from '../../../../src/infrastructure/configuration/live-settings.js';

/** A configuration that knows what settings a process has bound to it. */
export class WatchedConfiguration extends LiveConfiguration {
  readonly #prefixes = new Set<string>();

  /** The prefixes of all of them, sorted. */
  get prefixes(): readonly string[] {
    return [...this.#prefixes].sort();
  }

  override bind<Settings extends object>(
    prefix: string,
    settings: SettingsClass<Settings>,
  ): LiveSettings<Settings> {
    this.#prefixes.add(prefix);
    return super.bind(prefix, settings);
  }
}
