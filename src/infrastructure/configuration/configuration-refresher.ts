import { ConfigurationUnavailableError } from './configuration-unavailable-error.js';
import type { AppliedChange, LiveConfiguration } from './live-configuration.js';
import { SettingsError } from './settings-error.js';

/** Is told what becomes of changes. */
export interface RefreshObserver {
  /** Also when nothing had changed. */
  applied(change: AppliedChange): void;
  /** A setting would be invalid: everything stays as it was. */
  refused(error: SettingsError): void;
  /** The config server gives no answer that can be used: everything stays as it was. */
  unavailable(error: ConfigurationUnavailableError): void;
}

/** Refreshes a configuration, and tells an observer how that went. */
export class ConfigurationRefresher {
  constructor(
    private readonly configuration: LiveConfiguration,
    private readonly observer: RefreshObserver,
  ) {}

  /**
   * @throws SettingsError when the change was refused
   * @throws ConfigurationUnavailableError when the config server gives no answer that can be used
   */
  async refresh(): Promise<AppliedChange> {
    try {
      const change = await this.configuration.refresh();
      this.observer.applied(change);
      return change;
    } catch (error) {
      if (error instanceof SettingsError) this.observer.refused(error);
      if (error instanceof ConfigurationUnavailableError) this.observer.unavailable(error);
      throw error;
    }
  }
}
