import type { LiveSettings } from './live-settings.js';

/** A class of settings whose instance, as constructed, holds the defaults. */
export type SettingsClass<Settings extends object> = new () => Settings;

/** Where the parts of a process get settings that may change while it runs. */
export interface Configuration {
  /**
   * The settings under a prefix: key `<prefix>.<property>`, nested objects as `a.b`, lists as `a[0]`, validated by the
   * class's decorators. The environment variable named like a key (`log.level` → `LOG_LEVEL`) wins over the config
   * server, which wins over the defaults of the class.
   *
   * @throws SettingsError when what is configured now is not valid
   * @throws Error when the prefix, or one above or below it, is bound to another class
   */
  bind<Settings extends object>(prefix: string, settings: SettingsClass<Settings>): LiveSettings<Settings>;
}
