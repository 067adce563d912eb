import type { LiveSettings } from './live-settings.js';

/** Settings that never change, for tests and for parts that are not configured from outside. */
export function fixedSettings<Settings>(settings: Settings): LiveSettings<Settings> {
  return { current: settings, onChange: () => () => undefined };
}
